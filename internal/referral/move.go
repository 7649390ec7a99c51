package referral

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"
)

// Role is what somebody is at the desk.
type Role string

const (
	Agent      Role = "agent"
	Supervisor Role = "supervisor"
	Facility   Role = "facility" // staff of the place, or who holds its signed link
	Clock      Role = "clock"    // the system itself, when a time is over
)

// Roles are all roles that move referrals.
func Roles() []Role { return []Role{Agent, Supervisor, Facility, Clock} }

var (
	helpline = []Role{Agent, Supervisor}
	// either is what a place answers, by itself or by voice with the helpline
	// recording it.
	either     = []Role{Agent, Supervisor, Facility}
	supervisor = []Role{Supervisor}
	theClock   = []Role{Clock}
)

// rule says who may move a referral, and what they have to say with it.
type rule struct {
	from, to State
	by       []Role
}

// rules is the one table of what may happen to a referral. A place answers
// late, out of turn or all at once ("yes, come on Tuesday"), so that its
// answers may follow each other freely; what is over stays over, but for a
// place that finds room after all, and for mistakes, which after the end are
// for a supervisor to undo.
var rules = []rule{
	{Draft, Sent, helpline},
	{Draft, Withdrawn, helpline},
	{Draft, EnteredInError, helpline},

	{Sent, Acknowledged, either},
	{Sent, Accepted, either},
	{Sent, Waitlisted, either},
	{Sent, Declined, either},
	{Sent, Scheduled, either},
	{Sent, CouldNotContact, helpline},
	{Sent, Withdrawn, helpline},
	{Sent, Expired, theClock},
	{Sent, EnteredInError, helpline},

	{Acknowledged, Accepted, either},
	{Acknowledged, Waitlisted, either},
	{Acknowledged, Declined, either},
	{Acknowledged, Scheduled, either},
	{Acknowledged, CouldNotContact, either},
	{Acknowledged, Withdrawn, helpline},
	{Acknowledged, Expired, theClock},
	{Acknowledged, EnteredInError, helpline},

	{Accepted, Waitlisted, either},
	{Accepted, Declined, either},
	{Accepted, Scheduled, either},
	{Accepted, Attended, either},
	{Accepted, NoShow, either},
	{Accepted, CouldNotContact, either},
	{Accepted, Withdrawn, helpline},
	{Accepted, EnteredInError, helpline},

	{Waitlisted, Accepted, either},
	{Waitlisted, Declined, either},
	{Waitlisted, Scheduled, either},
	{Waitlisted, CouldNotContact, either},
	{Waitlisted, Withdrawn, helpline},
	{Waitlisted, Expired, theClock},
	{Waitlisted, EnteredInError, helpline},

	{Scheduled, Scheduled, either}, // another date
	{Scheduled, Attended, either},
	{Scheduled, NoShow, either},
	{Scheduled, Declined, either},
	{Scheduled, CouldNotContact, either},
	{Scheduled, Withdrawn, helpline},
	{Scheduled, EnteredInError, helpline},

	{Attended, Closed, either},
	{Attended, EnteredInError, helpline},

	{NoShow, Scheduled, either},
	{NoShow, Attended, either}, // came later
	{NoShow, CouldNotContact, either},
	{NoShow, Closed, either},
	{NoShow, Withdrawn, helpline},
	{NoShow, EnteredInError, helpline},

	{Declined, Accepted, either},
	{Expired, Accepted, either},
	{Declined, EnteredInError, supervisor},
	{Closed, EnteredInError, supervisor},
	{Withdrawn, EnteredInError, supervisor},
	{CouldNotContact, EnteredInError, supervisor},
	{Expired, EnteredInError, supervisor},
}

// MayMove reports whether a role may move a referral from one state to another.
func MayMove(r Role, from, to State) bool {
	return slices.ContainsFunc(rules, func(known rule) bool {
		return known.from == from && known.to == to && slices.Contains(known.by, r)
	})
}

// MovesOf are the states a role may move a referral to, in the order of its life.
func MovesOf(r Role, from State) []State {
	var to []State
	for _, s := range standings {
		if MayMove(r, from, s.State) {
			to = append(to, s.State)
		}
	}
	return to
}

// Actor is who acts: a person of an organisation in a role. A place's Org is
// the id of its listing.
type Actor struct {
	Role   Role
	Org    string
	Person string
	From   netip.Addr // where the request came from, for the audit trail alone
}

// Via is how a move was made.
type Via string

const (
	AtDesk  Via = "desk"
	ByVoice Via = "voice"    // on the telephone; the agent records it
	HandOff Via = "hand-off" // by voice, with the caller still on the line
	ByLink  Via = "link"     // the signed link of a place without an account
	ByTime  Via = "clock"
)

// Move is one step in a referral's life.
type Move struct {
	Referral string
	Version  int64 // of the referral after it
	At       time.Time
	From, To State
	Task     string // the status of the FHIR Task that To is told by; see [Standing]
	By       Actor
	Via      Via
	Reason   Reason    // of a decline or a closing that did not meet the need
	When     time.Time // of an appointment
	Outcome  Outcome   // of a closing
	Words    string    // free text, stored encrypted only
	Hidden   bool      // there are Words, which whoever reads this may not see any more
}

// ErrNotAllowed: the role may not make this move, or not on this referral.
var ErrNotAllowed = errors.New("this step is not possible from here, or not for you")

// validate checks a move against the table and what it has to say.
func (m Move) validate() error {
	switch {
	case !MayMove(m.By.Role, m.From, m.To):
		return fmt.Errorf("%w: %s to %s as %s", ErrNotAllowed, m.From, m.To, m.By.Role)
	case m.To == Declined && !slices.Contains(Reasons(), m.Reason):
		return invalid("a decline needs its reason")
	case m.To == Scheduled && m.When.IsZero():
		return invalid("an appointment needs its date")
	case m.To == Closed && !slices.Contains(Outcomes(), m.Outcome):
		return invalid("a closing needs its outcome")
	case m.To == Closed && m.Outcome != Met && !slices.Contains(Reasons(), m.Reason):
		return invalid("a need not met in full needs its reason")
	case m.Reason != "" && !slices.Contains(Reasons(), m.Reason):
		return invalid("no reason %q", m.Reason)
	case !slices.Contains([]Via{AtDesk, ByVoice, HandOff, ByLink, ByTime}, m.Via):
		return invalid("no way %q to make a move", m.Via)
	}
	return Text{Field: TextNotes, Words: m.Words}.Validate()
}
