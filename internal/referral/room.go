package referral

import (
	"slices"
	"time"
)

// Room is what a place says when it is asked whether it has room.
type Room string

const (
	HasRoom    Room = "openings"
	HasWait    Room = "waitlist"
	HasNone    Room = "none"
	MustAssess Room = "needs-assessment" // it says so when it has seen the person
)

// Rooms are all answers, in the order in which they are offered.
func Rooms() []Room { return []Room{HasRoom, HasWait, HasNone, MustAssess} }

// RoomQuestion is a place asked for room alone: it is told neither who needs it
// nor what for. The answer is good for the case; of the listing it says nothing,
// as room is no fact that lasts.
type RoomQuestion struct {
	ID       string
	Case     string
	Helpline string
	Listing  string
	Asked    time.Time
	AskedBy  string
	Answer   Room      // "" while it waits
	Answered time.Time // zero while it waits
	// AnsweredBy is who wrote the answer down: a colleague, or the place.
	AnsweredBy string
	Via        Via
}

// Answers is the question with an answer of somebody whom it concerns:
// ErrNotAllowed for others, ErrInvalid for what is no answer. A place may change
// its mind.
func (q RoomQuestion) Answers(by Actor, room Room, via Via, at time.Time) (RoomQuestion, error) {
	concerned := by.Org == q.Helpline && slices.Contains(helpline, by.Role) || by.Org == q.Listing && by.Role == Facility
	switch {
	case !concerned:
		return q, ErrNotAllowed
	case !slices.Contains(Rooms(), room):
		return q, invalid("no answer %q", room)
	case !slices.Contains([]Via{ByVoice, HandOff, ByLink}, via) && (via != AtDesk || by.Role != Facility):
		return q, invalid("no way %q to answer", via)
	}
	q.Answer, q.Answered, q.AnsweredBy, q.Via = room, at, by.Person, via
	return q, nil
}
