package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

const followUpsPath = "/desk/follow-ups"

// maxDue is how many follow-ups the queue shows at once: a day's work.
const maxDue = 100

// followUpsPage is the queue: who is to be called, the longest due first.
type followUpsPage struct {
	Due     []dueFollowUp
	Waiting int // due, too, but nobody may call them at this hour
	Problem string
	Unsent  string // words that could not be stored, to copy
}

// dueFollowUp is one of the queue. Nothing in it tells who it is.
type dueFollowUp struct {
	Path, Due, Ago string
	About          []string // the language and the hours, to choose by
	Mine           string   // until when, when they have it already
}

func (followUpsPage) name() string            { return "follow-ups" }
func (followUpsPage) title(say speech) string { return say.Text("follow-up.heading") }

// loopRoutes are for what comes after a referral: calls, follow-ups, the board.
func (s *Server) loopRoutes() []staffRoute {
	return slices.Concat(s.callRoutes(), s.noteRoutes(), s.followUpRoutes(), s.boardRoutes())
}

func (s *Server) followUpRoutes() []staffRoute {
	one := followUpsPath + "/:followup"
	return []staffRoute{
		{fiber.MethodGet, followUpsPath, account.FollowUp, s.followUps},
		{fiber.MethodGet, one, account.FollowUp, s.followUp},
		{fiber.MethodPost, one, account.FollowUp, s.finishFollowUp},
		{fiber.MethodPost, one + "/claim", account.FollowUp, s.claimFollowUp},
		{fiber.MethodPost, casePath(":case") + "/follow-ups", account.FollowUp, s.planFollowUp},
	}
}

func (s *Server) followUps(c *fiber.Ctx, by gate.Actor) error {
	return s.showFollowUps(c, by, followUpsPage{})
}

// taken shows the queue to whoever wanted a follow-up that is not theirs, with
// the words they wrote, if any.
func (s *Server) taken(c *fiber.Ctx, by gate.Actor, words string) error {
	c.Status(http.StatusConflict)
	return s.showFollowUps(c, by, followUpsPage{Problem: s.speech(c).Text("follow-up.taken"), Unsent: words})
}

// missing shows the queue to whoever wrote to a follow-up that is not there any
// more, with their words.
func (s *Server) missing(c *fiber.Ctx, by gate.Actor, words string) error {
	c.Status(http.StatusNotFound)
	return s.showFollowUps(c, by, followUpsPage{Problem: s.speech(c).Text("follow-up.missing"), Unsent: words})
}

func (s *Server) showFollowUps(c *fiber.Ctx, by gate.Actor, p followUpsPage) error {
	say := s.speech(c)
	say.here = followUpsPath
	due, err := s.Staff.Desk.FollowUpsDue(c.UserContext(), atDesk(by), maxDue)
	if err != nil {
		return err
	}
	all, err := s.Staff.Desk.CountDue(c.UserContext(), atDesk(by))
	if err != nil {
		return err
	}
	p.Waiting = max(0, min(all, maxDue)-len(due))
	for _, f := range due {
		shown := dueFollowUp{Path: say.path(followUpsPath + "/" + f.ID), Due: say.Date(f.Due), Ago: say.ago(f.Due), About: say.aboutCall(f)}
		if f.ClaimedBy == by.User.ID && say.now.Before(f.ClaimedUntil) {
			shown.Mine = say.minutesLeft(f.ClaimedUntil)
		}
		p.Due = append(p.Due, shown)
	}
	return s.renderStaff(c, say, by, p)
}

// aboutCall is what an agent chooses a call by: what they have to speak, and when.
func (say speech) aboutCall(f desk.Due) []string {
	var about []string
	if f.Language != "" {
		about = append(about, say.Text("follow-up.speaks", say.spoken(f.Language)))
	}
	if c := f.Contact; c.From != 0 || c.Until != 0 {
		return append(about, say.Text("follow-up.hours", c.From, c.Until, say.zone(c.Zone)))
	}
	return append(about, say.Text("follow-up.any-time"))
}

// countDue tells at the ways to what waits how much it is.
func (s *Server) countDue(ctx context.Context, say speech, by gate.Actor, areas []area) error {
	for i := range areas {
		var due int
		var err error
		switch areas[i].Path {
		case say.path(followUpsPath):
			due, err = s.Staff.Desk.CountDue(ctx, atDesk(by))
		case say.path(receivedPath):
			due, err = s.countReceived(ctx, by)
		}
		if err != nil {
			return err
		}
		if due > 0 {
			areas[i].Due = say.Count("follow-up.count", due)
		}
	}
	return nil
}

// minutesLeft is how long a claim still holds.
func (say speech) minutesLeft(until time.Time) string {
	return say.Count("follow-up.left", int((until.Sub(say.now)+time.Minute-1)/time.Minute))
}

// claimFollowUp takes a follow-up. Of two who press at once, one gets it.
func (s *Server) claimFollowUp(c *fiber.Ctx, by gate.Actor) error {
	f, err := s.Staff.Desk.Claim(c.UserContext(), atDesk(by), c.Params("followup"))
	if errors.Is(err, desk.ErrTaken) {
		return s.taken(c, by, "")
	}
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(followUpsPath+"/"+f.ID), fiber.StatusSeeOther)
}

// followUpPage is one follow-up, for who has it.
type followUpPage struct {
	Path, Case     string
	Due, Left      string
	Needs          []string
	Language       string
	MayCall        bool
	MayMessage     bool
	Contact        string
	Outcomes       []option
	Reasons        []option
	Words, Problem string
}

func (followUpPage) name() string            { return "follow-up" }
func (followUpPage) title(say speech) string { return say.Text("follow-up.one") }

func (s *Server) followUp(c *fiber.Ctx, by gate.Actor) error {
	return s.showFollowUp(c, by, referral.FollowUp{}, nil)
}

// showFollowUp shows a follow-up with an answer that was refused, if any.
func (s *Server) showFollowUp(c *fiber.Ctx, by gate.Actor, answer referral.FollowUp, refused error) error {
	say := s.speech(c)
	call, err := s.Staff.Desk.Claimed(c.UserContext(), atDesk(by), c.Params("followup"))
	if errors.Is(err, desk.ErrTaken) {
		return s.taken(c, by, answer.Words)
	}
	if err != nil {
		return err
	}
	say.here = followUpsPath + "/" + call.ID
	p := newFollowUp(say, call, answer)
	if refused != nil {
		c.Status(http.StatusBadRequest)
		p.Problem = say.Text("follow-up.problem")
	}
	return s.renderStaff(c, say, by, p)
}

func newFollowUp(say speech, call desk.FollowUpCall, answer referral.FollowUp) followUpPage {
	p := followUpPage{
		Path: say.path(followUpsPath + "/" + call.ID), Case: say.path(casePath(call.Case)),
		Due: say.Date(call.Due), Left: say.minutesLeft(call.ClaimedUntil),
		Needs: say.labels(call.Facts.Needs), Language: call.Facts.Language,
		MayCall: call.MayCall, MayMessage: call.MayCall && call.Facts.Contact.MayMessage, Contact: call.Contact, Words: answer.Words,
	}
	for _, o := range referral.Outcomes() {
		p.Outcomes = append(p.Outcomes, option{string(o), say.Text("follow-up.outcome." + string(o)), o == answer.Outcome})
	}
	for _, r := range referral.Reasons() {
		p.Reasons = append(p.Reasons, option{string(r), say.Text("follow-up.reason." + string(r)), r == answer.Reason})
	}
	return p
}

// finishFollowUp stores what became of it; what cannot be stored is shown again
// with all that was written.
func (s *Server) finishFollowUp(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	answer := referral.FollowUp{
		Outcome: referral.Outcome(form.Get(outcomeField)), Reason: referral.Reason(form.Get(reasonField)), Words: form.Get(wordsField),
	}
	if answer.Outcome == referral.Met {
		answer.Reason = ""
	}
	err = s.Staff.Desk.Finish(c.UserContext(), atDesk(by), c.Params("followup"), answer.Outcome, answer.Reason, answer.Words)
	if errors.Is(err, referral.ErrInvalid) {
		return s.showFollowUp(c, by, answer, err)
	}
	if errors.Is(err, desk.ErrTaken) {
		return s.taken(c, by, answer.Words)
	}
	if errors.Is(err, desk.ErrNotFound) {
		return s.missing(c, by, answer.Words)
	}
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(followUpsPath), fiber.StatusSeeOther)
}
