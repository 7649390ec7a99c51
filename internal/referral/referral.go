package referral

import "time"

// Referral is one place asked to help in one case.
type Referral struct {
	ID       string
	Case     string
	Helpline string
	Listing  string
	Version  int64
	State    State
	Made     time.Time
	Sent     time.Time // zero while a draft
	AckDue   time.Time // when the place should have answered; zero while a draft
	When     time.Time // the appointment
	Reason   Reason
	Outcome  Outcome
}

// Step is the referral after a move, or why it cannot be made: ErrNotAllowed
// or ErrInvalid. open are the hours of the place, for its acknowledgement
// clock. The move is completed with what it started from.
func (r Referral) Step(m Move, open Hours, allowed time.Duration) (Referral, Move, error) {
	m.Referral, m.From, m.Version, m.Task = r.ID, r.State, r.Version+1, m.To.Standing().Task
	if !r.concerns(m.By) {
		return r, m, ErrNotAllowed
	}
	if err := m.validate(); err != nil {
		return r, m, err
	}
	r.State, r.Version, r.Reason, r.Outcome = m.To, m.Version, m.Reason, m.Outcome
	switch m.To {
	case Sent:
		r.Sent, r.AckDue = m.At, AckDue(m.At, allowed, open)
	case Scheduled:
		r.When = m.When
	}
	return r, m, nil
}

// concerns reports whether the referral is the actor's: of the same helpline,
// or made to that place. A draft is not the place's yet.
func (r Referral) concerns(a Actor) bool {
	switch a.Role {
	case Facility:
		return a.Org == r.Listing && r.State != Draft
	case Clock:
		return true
	}
	return a.Org == r.Helpline
}

// Reason is why a place declined, or why a need was not met in full.
type Reason string

const (
	NoRoom         Reason = "no-room"
	PayerRefused   Reason = "payer"
	NotEligible    Reason = "not-eligible"
	NotOffered     Reason = "not-offered"
	NoLanguage     Reason = "language"
	TooFar         Reason = "too-far"
	WaitTooLong    Reason = "wait"
	NoAnswer       Reason = "no-answer"
	PersonDeclined Reason = "person-declined"
	SomewhereElse  Reason = "somewhere-else"
	AnotherReason  Reason = "other"
)

// Reasons are all reasons.
func Reasons() []Reason {
	return []Reason{NoRoom, PayerRefused, NotEligible, NotOffered, NoLanguage, TooFar, WaitTooLong, NoAnswer, PersonDeclined, SomewhereElse, AnotherReason}
}

// Outcome is what became of a need.
type Outcome string

const (
	Met    Outcome = "met"
	Partly Outcome = "partly"
	Unmet  Outcome = "unmet"
)

// Outcomes are all outcomes.
func Outcomes() []Outcome { return []Outcome{Met, Partly, Unmet} }

// Next is the next place on the agent's list: the first that was not tried,
// once nothing is expected of those that were. A place whose time to
// acknowledge is over at now counts as one of which nothing is expected.
func Next(picks []string, tried []Referral, now time.Time) (listing string, found bool) {
	asked := map[string]bool{}
	for _, r := range tried {
		if r.State == EnteredInError {
			continue
		}
		if !r.State.Over() && !r.Overdue(now) {
			return "", false
		}
		asked[r.Listing] = true
	}
	for _, pick := range picks {
		if !asked[pick] {
			return pick, true
		}
	}
	return "", false
}
