package referral

import (
	"slices"
	"time"

	"haven/internal/facility"
)

// Hours are those of a place, by its own clock.
type Hours = facility.Hours

// AckAllowed is how long a place has to acknowledge, in its open hours: the
// half hour after which a helpline tries the next one while a person waits.
const AckAllowed = 30 * time.Minute

// daysAhead bounds the search for open hours: every weekday comes within it,
// and an allowance of some hours at a place open for one hour a week.
const daysAhead = 70

// AckDue is when a place that was asked at sent has had the allowance in its
// open hours. Where no hours are known every hour counts: somebody waits.
func AckDue(sent time.Time, allowed time.Duration, open Hours) time.Time {
	zone, err := time.LoadLocation(open.Zone)
	if err != nil || open.AllHours || len(open.Spans) == 0 {
		return sent.Add(allowed)
	}
	at, left := sent, allowed
	for _, span := range openings(sent.In(zone), open.Spans) {
		if at.Before(span.from) {
			at = span.from
		}
		if room := span.to.Sub(at); room >= left {
			return at.Add(left).In(sent.Location())
		} else if room > 0 {
			at, left = span.to, left-room
		}
	}
	return sent.Add(allowed)
}

// opening is a time during which a place is open.
type opening struct{ from, to time.Time }

// openings are those from the day before local on, which may last past
// midnight, the earliest first.
func openings(local time.Time, spans []facility.Span) []opening {
	var found []opening
	year, month, day := local.Date()
	for ahead := -1; ahead < daysAhead; ahead++ {
		midnight := time.Date(year, month, day+ahead, 0, 0, 0, 0, local.Location())
		for _, s := range spans {
			if s.Day == midnight.Weekday() {
				found = append(found, opening{clockTime(midnight, s.From), clockTime(midnight, s.To)})
			}
		}
	}
	slices.SortFunc(found, func(a, b opening) int { return a.from.Compare(b.from) })
	return found
}

// clockTime is when the clock on the wall shows m after this midnight, which is
// not m later on the days when clocks are changed.
func clockTime(midnight time.Time, m facility.Minutes) time.Time {
	year, month, day := midnight.Date()
	return time.Date(year, month, day, 0, int(m), 0, 0, midnight.Location())
}

// Overdue reports whether the place has not answered in its time.
func (r Referral) Overdue(now time.Time) bool {
	return r.State == Sent && !r.AckDue.IsZero() && now.After(r.AckDue)
}
