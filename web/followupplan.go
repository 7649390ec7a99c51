package web

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/referral"
)

// dueField is the day on which to call.
const dueField = "due"

// planFollowUp plans to call on a day, from the hour that suits the person.
func (s *Server) planFollowUp(c *fiber.Ctx, by gate.Actor) error {
	found, err := s.Staff.Desk.Case(c.UserContext(), atDesk(by), c.Params("case"))
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	due, err := dueOn(form.Get(dueField), found.Contact)
	if err != nil {
		return err
	}
	if _, err := s.Staff.Desk.FollowUpOn(c.UserContext(), atDesk(by), found.ID, due); err != nil {
		return err
	}
	return s.backTo(c, s.speech(c).path(casePath(found.ID)), "follow-ups")
}

// dueOn is when to call on a day that a form names.
func dueOn(day string, p referral.ContactPreference) (time.Time, error) {
	zone, err := time.LoadLocation(p.Zone) // UTC for none
	if err != nil {
		zone = time.UTC
	}
	at, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}, errors.Join(referral.ErrInvalid, err)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), p.From, 0, 0, 0, zone), nil
}

// followUpsPart is what was planned in a case and what came of it.
type followUpsPart struct {
	Planned  []plannedFollowUp
	Action   string
	Proposed string   // a day in a week
	Lacks    []string // why no call can be planned
}

type plannedFollowUp struct{ Due, State, Reason, Words string }

// usualWait is when people are first called back: a week is when an intake
// appointment should have been.
const usualWait = 7 * day

func (s *Server) followUpsPart(ctx context.Context, at atCase) (p followUpsPart, err error) {
	say := at.say
	p = followUpsPart{Action: at.Path + "/follow-ups", Proposed: say.now.Add(usualWait).Format(time.DateOnly)}
	all, err := s.Staff.Desk.FollowUps(ctx, atDesk(at.by), at.ID)
	if err != nil {
		return p, err
	}
	for _, f := range all {
		p.Planned = append(p.Planned, say.planned(f))
	}
	if !at.Contact.MayCall {
		p.Lacks = append(p.Lacks, say.Text("follow-up.lacks.call"))
	}
	if !referral.Allowed(at.Consents, referral.FollowUpOK, at.Helpline, say.now) {
		p.Lacks = append(p.Lacks, say.Text("follow-up.lacks.consent"))
	}
	return p, err
}

func (say speech) planned(f referral.FollowUp) plannedFollowUp {
	shown := plannedFollowUp{Due: say.Date(f.Due), Words: f.Words}
	switch {
	case !f.Done.IsZero():
		shown.State = say.Text("follow-up.outcome." + string(f.Outcome))
	case say.now.Before(f.ClaimedUntil):
		shown.State = say.Text("follow-up.claimed")
	case say.now.After(f.Due):
		shown.State = say.Text("follow-up.due")
	default:
		shown.State = say.Text("follow-up.planned")
	}
	if f.Reason != "" {
		shown.Reason = say.Text("follow-up.reason." + string(f.Reason))
	}
	return shown
}
