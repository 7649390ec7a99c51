package referral

import (
	"slices"
	"time"
)

// FollowUp is a call that somebody agreed to: what became of it?
type FollowUp struct {
	ID           string
	Case         string
	Helpline     string
	Version      int64
	Due          time.Time
	ClaimedBy    string
	ClaimedUntil time.Time // zero when nobody is at it
	Done         time.Time // zero while it waits
	Outcome      Outcome
	Reason       Reason // of a need not met in full
	Words        string // free text, stored encrypted only
}

// ClaimTerm is how long a claim holds: longer than a call with notes, short
// enough that a forgotten one is free again on the same shift.
const ClaimTerm = 30 * time.Minute

// Answer checks an outcome with its reason.
func (f FollowUp) Answer() error {
	switch {
	case !slices.Contains(Outcomes(), f.Outcome):
		return invalid("no outcome %q", f.Outcome)
	case f.Outcome != Met && !slices.Contains(Reasons(), f.Reason):
		return invalid("a need not met in full needs its reason")
	}
	return Text{Field: TextNotes, Words: f.Words}.Validate()
}
