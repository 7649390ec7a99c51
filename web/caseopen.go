package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/referral"
)

// openCase opens a case of which nothing is known yet.
func (s *Server) openCase(c *fiber.Ctx, by gate.Actor) error {
	return s.open(c, by, nil)
}

// openCaseFrom opens a case with the search in the address and, if one was
// picked there, a place on its list.
func (s *Server) openCaseFrom(c *fiber.Ctx, by gate.Actor) error {
	r, err := s.sought(c)
	if err != nil {
		return err
	}
	return s.open(c, by, r)
}

// open opens a case and answers with its page: there alone its code is shown,
// which nobody can look up later.
func (s *Server) open(c *fiber.Ctx, by gate.Actor, r *ask.Request) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	facts := referral.Facts{
		Channel: referral.ByCall, Disposition: referral.StillOpen,
		Picks: shortlist(nil).changed(form),
	}
	opened, code, err := s.Staff.Desk.Open(c.UserContext(), atDesk(by), facts)
	if err != nil {
		return err
	}
	if r != nil {
		if err := s.searchIn(c.UserContext(), say, by, opened.ID, *r); err != nil {
			return err
		}
		if opened, err = s.Staff.Desk.Case(c.UserContext(), atDesk(by), opened.ID); err != nil {
			return err
		}
	}
	return s.answerWithCase(c, say, by, opened, func(p *casePage) { p.Code = spoken(code) })
}

// newCode is the code of a case with how to say it.
type newCode struct{ Code, Spoken string }

// spoken is a code as it is read out: words, then digits one by one.
func spoken(code referral.Code) *newCode {
	parts := strings.Split(string(code), "-")
	last := len(parts) - 1
	parts = append(parts[:last:last], strings.Split(parts[last], "")...)
	return &newCode{string(code), join(parts)}
}
