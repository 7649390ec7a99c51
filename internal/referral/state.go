package referral

// State is where a referral stands.
type State string

const (
	Draft           State = "draft"
	Sent            State = "sent"
	Acknowledged    State = "acknowledged"
	Accepted        State = "accepted"
	Waitlisted      State = "waitlisted"
	Declined        State = "declined"
	Scheduled       State = "scheduled"
	Attended        State = "attended"
	NoShow          State = "no-show"
	Closed          State = "closed"
	Withdrawn       State = "withdrawn"
	CouldNotContact State = "could-not-contact"
	Expired         State = "expired"
	EnteredInError  State = "entered-in-error"
)

// Standing tells what a state is to others.
type Standing struct {
	State State
	// Task is the status of the FHIR Task of SDOH Clinical Care that a state is
	// told by; the state itself is the Task's businessStatus.
	Task string
	// Over: nothing more is expected of the place; the next one may be tried.
	Over bool
}

// standings follow HL7's task-status codes. A wait is "on-hold", and so is a
// missed appointment, which can be made again; what failed for want of an
// answer is "failed", what one side called off "cancelled".
var standings = []Standing{
	{Draft, "draft", false},
	{Sent, "requested", false},
	{Acknowledged, "received", false},
	{Accepted, "accepted", false},
	{Waitlisted, "on-hold", false},
	{Declined, "rejected", true},
	{Scheduled, "in-progress", false},
	{Attended, "in-progress", false},
	{NoShow, "on-hold", false},
	{Closed, "completed", true},
	{Withdrawn, "cancelled", true},
	{CouldNotContact, "failed", true},
	{Expired, "failed", true},
	{EnteredInError, "entered-in-error", true},
}

// States are all states with their standing, in the order of a referral's life.
func States() []Standing { return append([]Standing(nil), standings...) }

// Standing is what a state is to others; the zero value for no state of ours.
func (s State) Standing() Standing {
	for _, known := range standings {
		if known.State == s {
			return known
		}
	}
	return Standing{}
}

// Over reports whether nothing more is expected of the place.
func (s State) Over() bool { return s.Standing().Over }
