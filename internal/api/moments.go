package api

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"haven/internal/facility"
)

// Opening is what was last told of one kind of opening. It counts until its term
// is over; then nobody knows.
type Opening struct {
	Kind facility.OpeningKind `json:"kind"`
	Open int                  `json:"open"`
	// Total is how many there are, open or taken; absent if it was not told.
	Total int `json:"total,omitempty"`
	// WaitlistDays is how long somebody who asks today would wait; absent if
	// nobody waits, or it was not told.
	WaitlistDays int       `json:"waitlist_days,omitempty"`
	AsOf         time.Time `json:"as_of"`
	Until        time.Time `json:"until"`
	Source       string    `json:"source"`
}

// Confirmation is who of those who can know (the facility, a call to it, a
// steward) last said that something of it is right.
type Confirmation struct {
	AsOf   time.Time `json:"as_of"`
	Source string    `json:"source"`
}

func openingOf(r facility.Room) Opening {
	at := r.At.UTC()
	return Opening{
		Kind: r.Kind, Open: r.Open, Total: r.Total, WaitlistDays: r.WaitlistDays,
		AsOf: at, Until: at.Add(facility.TermOpenings), Source: r.Source,
	}
}

func confirmationOf(o facility.Origin) *Confirmation {
	if o.At.IsZero() {
		return nil
	}
	return &Confirmation{o.At.UTC(), o.Source}
}

// flagOf is nil where nobody knows.
func flagOf(a facility.Answer) *bool {
	if a == facility.Unknown {
		return nil
	}
	yes := a == facility.Yes
	return &yes
}

func timeOf(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// openingsText is "detox 2 2026-06-01T09:00:00Z; otp 0 2026-06-01T09:00:00Z": how
// many are open, as of when.
func openingsText(all []Opening) string {
	texts := make([]string, len(all))
	for i, o := range all {
		texts[i] = fmt.Sprintf("%s %d %s", o.Kind, o.Open, o.AsOf.Format(time.RFC3339))
	}
	return strings.Join(texts, "; ")
}

func confirmedText(c *Confirmation) string {
	if c == nil {
		return ""
	}
	return c.AsOf.Format(time.RFC3339)
}

func writeOpening(w *writer, o *Opening) {
	w.text("kind", string(o.Kind))
	w.number("open", int64(o.Open))
	w.numberIfAny("total", o.Total)
	w.numberIfAny("waitlist_days", o.WaitlistDays)
	w.moment("as_of", o.AsOf)
	w.moment("until", o.Until)
	w.text("source", o.Source)
}

func writeConfirmation(w *writer, c *Confirmation) {
	w.moment("as_of", c.AsOf)
	w.text("source", c.Source)
}

// writeMoments writes what of a listing holds for a while only.
func writeMoments(w *writer, l *Listing) {
	if len(l.Openings) > 0 {
		writeList(w, "openings", l.Openings, writeOpening)
	}
	if l.WalkIn != nil {
		w.flag("walk_in", *l.WalkIn)
	}
	if l.ClosedUntil != nil {
		w.moment("closed_until", *l.ClosedUntil)
	}
	if l.Confirmed != nil {
		writeObject(w, "confirmed", l.Confirmed, writeConfirmation)
	}
}

// countsOf are counts by the name of the condition.
func countsOf(counts map[facility.Condition]int) map[string]int {
	named := make(map[string]int, len(counts))
	for c, n := range counts {
		named[string(c)] = n
	}
	return named
}

// writeCounts writes how many facilities meet each condition.
func writeCounts(w *writer, counts map[string]int) {
	w.name("now")
	w.object(func() {
		for _, condition := range slices.Sorted(maps.Keys(counts)) {
			w.key(condition)
			w.Int(counts[condition])
		}
	})
}
