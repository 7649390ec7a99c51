package facility

import "time"

// Reach is how often somebody of a place answered when helplines called, the
// zero Reach where too few calls are known to tell.
type Reach struct {
	Rate  float64 `json:"rate"`  // 0 to 1, recent calls weighing more
	Calls int     `json:"calls"` // that it is made of
	// Until is when so many of the calls are too old that it is known no more.
	Until time.Time `json:"until"`
}

// UnknownReach is what counts in [SortBest] for a place of which nobody knows
// how often it answers: half of what there is, so that no place gains or loses
// by not having been called.
const UnknownReach = 0.5

// At is the share of calls that somebody answers, as far as it is known at now.
func (r Reach) At(now time.Time) (rate float64, known bool) {
	if now.IsZero() || !now.Before(r.Until) {
		return UnknownReach, false
	}
	return r.Rate, true
}

// MostReach is the highest that [Reach.At] can give at any time.
func (r Reach) MostReach() float64 { return max(r.Rate, UnknownReach) }
