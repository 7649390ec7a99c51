package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/referral"
)

// casesPath is where cases are opened, and below it each of them is.
const casesPath = "/desk/case"

// casePath is the address of a case, without the language. Its id tells nothing.
func casePath(id string) string { return casesPath + "/" + id }

// casePage is one screen for a call: the search, what it found, and what is
// kept of the case.
type casePage struct {
	Code      string // once, when the case was opened
	Path      string
	Opened    string
	EraseAt   string
	Referrals referralsPart
	HandOver  handOverPart
	Calls     callsPart
	FollowUps followUpsPart
}

func (casePage) name() string            { return "case" }
func (casePage) title(say speech) string { return say.Text("case.heading") }

func (s *Server) caseRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, casesPath, account.OpenCase, s.toDesk},
		{fiber.MethodPost, casesPath, account.OpenCase, s.openCase},
		{fiber.MethodGet, casePath(":case"), account.ReadCase, s.showCase},
	}
}

// toDesk answers somebody who types the address that a case is opened at.
func (s *Server) toDesk(c *fiber.Ctx, _ gate.Actor) error {
	return c.Redirect(s.speech(c).path(deskPath), fiber.StatusSeeOther)
}

// openCase opens a case and answers with its page: there alone its code is
// shown, which nobody can look up later.
func (s *Server) openCase(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	facts := referral.Facts{Channel: referral.ByCall, Disposition: referral.StillOpen, Language: say.Lang()}
	opened, code, err := s.Staff.Desk.Open(c.UserContext(), atDesk(by), facts)
	if err != nil {
		return err
	}
	say.here = casePath(opened.ID)
	page, err := s.casePage(c.UserContext(), say, by, opened)
	if err != nil {
		return err
	}
	page.Code = string(code)
	return s.renderStaff(c, say, by, page)
}

func (s *Server) showCase(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	found, err := s.Staff.Desk.Case(c.UserContext(), atDesk(by), c.Params("case"))
	if err != nil {
		return err
	}
	page, err := s.casePage(c.UserContext(), say, by, found)
	if err != nil {
		return err
	}
	return s.renderStaff(c, say, by, page)
}

func (s *Server) casePage(ctx context.Context, say speech, by gate.Actor, c referral.Case) (casePage, error) {
	at := atCase{say: say, by: by, Case: c, Path: say.path(casePath(c.ID)), Texts: map[referral.Field]referral.Text{}}
	texts, err := s.Staff.Desk.Texts(ctx, atDesk(by), c.ID)
	if err != nil {
		return casePage{}, err
	}
	for _, t := range texts {
		at.Texts[t.Field] = t
	}
	p := casePage{Path: at.Path, Opened: say.Date(c.Opened), EraseAt: say.Date(c.EraseAt)}
	err = s.addParts(ctx, at, &p)
	return p, err
}

// addParts adds what stands in files of its own.
func (s *Server) addParts(ctx context.Context, at atCase, p *casePage) (err error) {
	if p.Referrals, err = s.referralsPart(ctx, at); err != nil {
		return err
	}
	if p.HandOver, err = s.handOverPart(ctx, at); err != nil {
		return err
	}
	if p.Calls, err = s.callsPart(ctx, at); err != nil {
		return err
	}
	p.FollowUps, err = s.followUpsPart(ctx, at)
	return err
}
