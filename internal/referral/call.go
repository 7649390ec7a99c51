package referral

import (
	"slices"
	"time"

	"haven/internal/facility"
)

// CallOutcome is what came of calling a place.
type CallOutcome string

const (
	Reached         CallOutcome = "reached"
	Voicemail       CallOutcome = "voicemail"
	WrongNumber     CallOutcome = "wrong-number"
	NotAccepting    CallOutcome = "not-accepting"
	RefusesPayer    CallOutcome = "refuses-payer"
	LanguageMissing CallOutcome = "language-not-spoken"
	HungUp          CallOutcome = "hung-up"
)

// CallOutcomes are all of them, in the order in which they are offered.
func CallOutcomes() []CallOutcome {
	return []CallOutcome{Reached, Voicemail, WrongNumber, NotAccepting, RefusesPayer, LanguageMissing, HungUp}
}

// Call is one call to a place. It does not tell in which case it was made: it
// outlives the case, for the reach rate.
type Call struct {
	ID       string
	Listing  string
	Helpline string
	By       string            // who recorded it
	Line     facility.LineKind // which of its numbers was called
	Outcome  CallOutcome
	Code     string // the payer or language asked for, a service code
	At       time.Time
	Said     int64 // the revision of the listing with its statement, 0 for none
}

// TakeBackTerm is how long a call can be taken back: a slip of the finger is
// seen at once, and what others have read by then is not changed behind them.
const TakeBackTerm = 10 * time.Minute

// Validate checks that the outcome has the code it speaks of.
func (c Call) Validate() error {
	needsCode := c.Outcome == RefusesPayer || c.Outcome == LanguageMissing
	switch {
	case !slices.Contains(CallOutcomes(), c.Outcome):
		return invalid("no outcome %q of a call", c.Outcome)
	case c.Line != facility.MainLine && c.Line != facility.IntakeLine:
		return invalid("a call goes to the main or the intake number")
	case needsCode != (c.Code != "") || (needsCode && !serviceCode.MatchString(c.Code)):
		return invalid("a refused payer or language is a service code, and no other outcome has one")
	}
	return CheckListing(c.Listing)
}

// Answered reports whether somebody of the place answered.
func (c Call) Answered() bool {
	switch c.Outcome {
	case Reached, NotAccepting, RefusesPayer, LanguageMissing:
		return true
	}
	return false
}

// NeedsCheck reports whether a steward should look at the listing again.
func (c Call) NeedsCheck() bool { return c.Check() != "" }

// Check is what a steward should look at, "" for nothing.
func (c Call) Check() facility.Reason {
	switch c.Outcome {
	case WrongNumber:
		return facility.WrongNumber
	case NotAccepting:
		return facility.TakesNobody
	case RefusesPayer, LanguageMissing:
		return facility.NotOffered
	}
	return ""
}

// Statement is what the call says about the place, found false where it says
// nothing: a machine or a broken line neither confirms a number nor denies it.
// That a place takes nobody now is no lasting fact; it confirms the number.
func (c Call) Statement() (s facility.Statement, found bool) {
	line := facility.FieldPhone
	if c.Line == facility.IntakeLine {
		line = facility.FieldIntake
	}
	s = facility.Statement{Source: "helpline", Series: "helpline-call", At: c.At, Rank: facility.RankCall}
	switch {
	case c.Outcome == WrongNumber:
		s.Claims.Contradicts = []facility.Field{line}
	case c.Answered():
		s.Claims.Confirms = []facility.Field{line}
	default:
		return facility.Statement{}, false
	}
	if c.Code != "" {
		s.Claims.Contradicts = []facility.Field{facility.CodeField(c.Code)}
	}
	return s, true
}
