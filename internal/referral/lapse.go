package referral

import "time"

// lapses is how long a referral may stand still before the clock ends it: a
// place that answers on the next morning still can, and nobody waits for one
// that has forgotten. A referral that was only sent counts from the end of its
// acknowledgement clock, others from their last step.
var lapses = map[State]time.Duration{
	Sent:         24 * time.Hour,
	Acknowledged: 3 * 24 * time.Hour,
	Waitlisted:   30 * 24 * time.Hour,
}

// LapsesAfter is how long a referral may stay in a state; found is false for
// one that the clock does not end.
func LapsesAfter(s State) (limit time.Duration, found bool) {
	limit, found = lapses[s]
	return limit, found
}
