package facility

import (
	"errors"
	"fmt"
	"time"
)

// Closure is that a place takes nobody: for now, or for good. That it is open
// is the claim that there is no closure.
type Closure struct {
	ForGood bool `json:"for_good,omitempty"`
	// Until is the day on which a place that is closed for now opens again, as
	// 2026-12-24; "" if nobody knows yet.
	Until string `json:"until,omitempty"`
}

// Validate checks the day.
func (c Closure) Validate() error {
	if c.Until == "" {
		return nil
	}
	if c.ForGood {
		return errors.New("a place that is closed for good has no day on which it opens again")
	}
	if _, err := time.Parse(time.DateOnly, c.Until); err != nil {
		return fmt.Errorf("%q is no day: write it as 2026-12-24", c.Until)
	}
	return nil
}

// At reports whether the closure holds at now. The day on which a place opens
// again begins at midnight UTC: hours too early for America rather than a
// place that looks closed on the day it opens.
func (c Closure) At(now time.Time) bool {
	if c.Until == "" {
		return true
	}
	opens, err := time.Parse(time.DateOnly, c.Until)
	return err == nil && now.Before(opens)
}

// ClosedAt returns the closure that holds at now, if one does: closed for
// good, or closed for now, its day of opening not come yet. One without such a
// day holds for its term: somebody who does not know when a place opens has to
// say so again.
//
// A place closed for good is Gone as well, so that lists, counts and exports
// leave it out as they do what no source lists any more.
func (p *Profile) ClosedAt(now time.Time) (Closure, bool) {
	return ClosedAt(&p.Closed, now)
}

// ClosedAt is [Profile.ClosedAt] of the fact alone.
func ClosedAt(f *Fact[Closure], now time.Time) (Closure, bool) {
	switch c := f.Value; {
	case !f.Stated:
		return Closure{}, false
	case c.ForGood:
		return c, true
	case c.Until == "" && !f.Fresh(now):
		return Closure{}, false
	default:
		return c, c.At(now)
	}
}

func (c Closure) String() string {
	switch {
	case c.ForGood:
		return "closed for good"
	case c.Until != "":
		return "closed until " + c.Until
	}
	return "closed for now"
}
