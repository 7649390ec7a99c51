package checkin

import (
	"slices"
	"time"

	"haven/internal/facility"
)

// Promise is a place's word to tell how many of a kind are open, every day.
type Promise struct {
	Listing string
	Kind    facility.OpeningKind
	Since   time.Time
	MadeBy  string // id of the account
}

// When a promise is overdue: after two days in a row without a number, or five
// within the last thirty.
const (
	OverdueRunning = 2
	OverdueInMonth = 5
	promiseWindow  = 30 // days
)

// Standing is how a promise was kept. A day is one of the place's own calendar,
// and today is not over.
type Standing struct {
	Missed  []time.Time // days without a number within the last thirty, oldest first
	Since   time.Time   // the first of the days in a row without one up to yesterday, however long ago; zero for none
	Running int         // how many those are
	Today   bool        // whether today's number is there
}

// Kept tells how a promise stands: counted are the moments at which numbers
// came, those of the last thirty days and the last before. The day on which it
// was made is not asked for.
func (p Promise) Kept(counted []time.Time, zone *time.Location, now time.Time) (s Standing) {
	told, today := map[time.Time]bool{}, dayOf(now, zone)
	first := dayOf(p.Since, zone).AddDate(0, 0, 1)
	since := first
	for _, at := range counted {
		day := dayOf(at, zone)
		told[day] = true
		if day.Before(today) && !day.Before(since) {
			since = day.AddDate(0, 0, 1)
		}
	}
	s.Today = told[today]
	if since.Before(today) {
		s.Since, s.Running = since, int(today.Sub(since)/(24*time.Hour))
	}
	if window := today.AddDate(0, 0, -promiseWindow); first.Before(window) {
		first = window
	}
	for day := first; day.Before(today); day = day.AddDate(0, 0, 1) {
		if !told[day] {
			s.Missed = append(s.Missed, day)
		}
	}
	return s
}

// dayOf is a moment's day, at midnight UTC so that days are a day apart.
func dayOf(at time.Time, zone *time.Location) time.Time {
	year, month, day := at.In(zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Overdue reports whether owner and stewards are shown that the numbers stay
// out.
func (s Standing) Overdue() bool {
	return s.Running >= OverdueRunning || len(s.Missed) >= OverdueInMonth
}

// Step is how far up the ladder of reminders a promise is.
type Step int

// The steps. After the last nobody is reminded any more: whoever has not answered
// for a week is called by a steward.
const (
	OnTime Step = iota
	FirstReminder
	OverdueReminder
	LastReminder
)

// lastRunning is after how many days in a row the last reminder goes out.
const lastRunning = 7

// Step is the step of the ladder that is due; OnTime once today's number is
// there, where yesterday's was, and after a month without any: what was sent is
// not remembered for ever, and nothing is to be sent again.
func (s Standing) Step() Step {
	switch {
	case s.Today || s.Running == 0 || s.Running >= promiseWindow:
		return OnTime
	case s.Running >= lastRunning:
		return LastReminder
	case s.Overdue():
		return OverdueReminder
	}
	return FirstReminder
}

// OverdueSince is the first of the days whose numbers make the promise overdue;
// zero for one that is not.
func (s Standing) OverdueSince() time.Time {
	switch {
	case !s.Overdue():
		return time.Time{}
	case s.Running > 0 && s.Since.Before(s.Missed[0]):
		return s.Since
	}
	return s.Missed[0]
}

// Worst is the standing that is the furthest up the ladder, with its kind.
func Worst(all map[facility.OpeningKind]Standing) (worst Standing, kind facility.OpeningKind) {
	for _, k := range facility.OpeningKinds() {
		s, promised := all[k]
		if promised && (kind == "" || slices.Compare(s.urgency(), worst.urgency()) > 0) {
			worst, kind = s, k
		}
	}
	return worst, kind
}

func (s Standing) urgency() []int { return []int{int(s.Step()), s.Running, len(s.Missed)} }
