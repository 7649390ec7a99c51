package referral

import (
	"math"
	"slices"
	"time"

	"haven/internal/facility"
)

const (
	// ReachMinimum is the count of calls from which on a rate is shown: below
	// five a single missed call moves it by more than a fifth.
	ReachMinimum = 5
	// ReachWindow is how far back calls count: a place's staff and number of
	// half a year ago say little about today.
	ReachWindow = 180 * 24 * time.Hour
	// ReachHalfLife is the age at which a call counts half: the term after which
	// "accepts new patients" is no longer taken as fresh.
	ReachHalfLife = facility.TermAccepting
)

// Reach is how often somebody of a place answers.
type Reach struct {
	Rate  float64 // 0 to 1, recent calls weighing more
	Calls int     // within ReachWindow
}

// Shown reports whether there were calls enough to say a rate.
func (r Reach) Shown() bool { return r.Calls >= ReachMinimum }

// ReachOf is the reach rate at now; calls of the future do not count.
func ReachOf(calls []Call, now time.Time) Reach {
	var reach Reach
	var answered, all float64
	for _, c := range calls {
		age := now.Sub(c.At)
		if age < 0 || age > ReachWindow {
			continue
		}
		weight := math.Exp2(-age.Hours() / ReachHalfLife.Hours())
		reach.Calls++
		all += weight
		if c.Answered() {
			answered += weight
		}
	}
	if all > 0 {
		reach.Rate = answered / all
	}
	return reach
}

// KnownReach is the reach rate as searches use it; the zero Reach while there
// are too few calls to say one. As all calls lose weight alike, it stays true
// until calls leave the window.
func KnownReach(calls []Call, now time.Time) facility.Reach {
	r := ReachOf(calls, now)
	if !r.Shown() {
		return facility.Reach{}
	}
	made := make([]time.Time, len(calls))
	for i, c := range calls {
		made[i] = c.At
	}
	slices.SortFunc(made, func(a, b time.Time) int { return b.Compare(a) })
	return facility.Reach{Rate: r.Rate, Calls: r.Calls, Until: made[ReachMinimum-1].Add(ReachWindow)}
}
