package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

// roomPath is the address of a question for room, without the language.
func roomPath(id string) string { return "/desk/room/" + id }

const (
	roomField  = "room"
	answerPart = "/answer"
)

// roomPage is a question for room as the helpline sees it.
type roomPage struct {
	Place   placeCalled
	Here    string // the page, for whoever reloads the answer to a form
	Case    string
	Said    string // what the place said, or that it waits
	Action  string
	Answers []option
	Link    linkPart
}

func (roomPage) name() string            { return "room" }
func (roomPage) title(say speech) string { return say.Text("room.title") }

func (s *Server) roomRoutes() []staffRoute {
	r := roomPath(":room")
	return []staffRoute{
		{fiber.MethodPost, casePath(":case") + roomsPath, account.SendReferral, s.askRoom},
		{fiber.MethodGet, r, account.ReadCase, s.showRoom},
		{fiber.MethodPost, r + answerPart, account.SendReferral, s.answerRoom},
		{fiber.MethodPost, r + linkPath, account.SendReferral, s.makeRoomLink},
		{fiber.MethodPost, r + endLinkPath, account.SendReferral, s.endRoomLink},
	}
}

// askRoom notes that a place is asked for room alone, and leads to what it says.
func (s *Server) askRoom(c *fiber.Ctx, by gate.Actor) error {
	caseID := c.Params("case")
	if _, err := s.Staff.Desk.Case(c.UserContext(), atDesk(by), caseID); err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	q, err := s.Staff.Desk.AskRoom(c.UserContext(), atDesk(by), caseID, form.Get(placeField))
	if err != nil {
		return err
	}
	s.tellWaiting(c, q.Listing)
	return c.Redirect(s.speech(c).path(roomPath(q.ID)), fiber.StatusSeeOther)
}

func (s *Server) showRoom(c *fiber.Ctx, by gate.Actor) error {
	return s.roomOf(c, by, linkPart{})
}

// roomOf shows the question of a request; fresh is what has just become of its
// link.
func (s *Server) roomOf(c *fiber.Ctx, by gate.Actor, fresh linkPart) error {
	say, actor := s.speech(c), atDesk(by)
	q, err := s.Staff.Desk.RoomQuestion(c.UserContext(), actor, c.Params("room"))
	if err != nil {
		return err
	}
	place, hours, err := s.placeOf(c.UserContext(), q.Listing)
	if err != nil {
		return err
	}
	say.here = roomPath(q.ID)
	at := say.path(say.here)
	p := newRoomPage(say, q, &place, zoneOf(place, hours))
	fresh.May = true
	if p.Link, err = s.newLinkPart(c.UserContext(), say, actor, q.Case, q.ID, at, zoneOf(place, hours), fresh); err != nil {
		return err
	}
	p.Link.Mail = "" // a question is told on the telephone, or by its link
	return s.renderStaff(c, say, by, p)
}

func newRoomPage(say speech, q referral.RoomQuestion, place *facility.Listing, zone string) roomPage {
	return roomPage{Here: say.path(roomPath(q.ID)), Place: say.placeCalled(place), Case: say.path(casePath(q.Case)), Said: say.roomLine(q, zone),
		Action: say.path(roomPath(q.ID) + answerPart), Answers: options(say, "room.answer.", referral.Rooms(), q.Answer)}
}

// roomLine is what a place said about room, how and when.
func (say speech) roomLine(q referral.RoomQuestion, zone string) string {
	if q.Answer == "" {
		return say.Text("room.waits", say.timeThere(q.Asked, zone))
	}
	return say.Text("room.said", say.Text("room.answer."+string(q.Answer)), say.Text("room.by."+string(q.Via)), say.timeThere(q.Answered, zone))
}

// answerRoom takes down what a place said on the telephone.
func (s *Server) answerRoom(c *fiber.Ctx, by gate.Actor) error {
	if _, err := s.Staff.Desk.RoomQuestion(c.UserContext(), atDesk(by), c.Params("room")); err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	via := referral.Via(form.Get(viaField))
	if !slices.Contains([]referral.Via{referral.ByVoice, referral.HandOff}, via) {
		via = referral.ByVoice
	}
	q, err := s.Staff.Desk.AnswerRoom(c.UserContext(), atDesk(by), c.Params("room"), referral.Room(form.Get(roomField)), via)
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(casePath(q.Case)), fiber.StatusSeeOther)
}

func (s *Server) makeRoomLink(c *fiber.Ctx, by gate.Actor) error {
	token, _, err := s.Staff.Desk.RoomLink(c.UserContext(), atDesk(by), c.Params("room"))
	if err != nil {
		return err
	}
	return s.roomOf(c, by, linkPart{Address: s.answerAddress(token)})
}

func (s *Server) endRoomLink(c *fiber.Ctx, by gate.Actor) error {
	q, err := s.Staff.Desk.RoomQuestion(c.UserContext(), atDesk(by), c.Params("room"))
	if err != nil {
		return err
	}
	if err := s.Staff.Desk.EndLink(c.UserContext(), atDesk(by), q.Case, q.ID); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(roomPath(q.ID)), fiber.StatusSeeOther)
}
