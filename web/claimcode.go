package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/httpx"
	"haven/internal/owner"
)

// claimStatePage is what a claimant sees of their claim.
type claimStatePage struct {
	Name    string // of the place
	Says    string // what comes next
	Action  string // where the code goes, "" where none is asked for
	Email   string
	Problem string
}

func (claimStatePage) name() string            { return "claim-state" }
func (claimStatePage) title(say speech) string { return say.Text("claim.heading") }

func (s *Server) claimState(c *fiber.Ctx) error { return s.showClaimState(c, "") }

func (s *Server) showClaimState(c *fiber.Ctx, problem string) error {
	say := s.speech(c)
	claim, err := s.Staff.Owners.ClaimAt(c.UserContext(), c.Params("token"))
	if errors.Is(err, owner.ErrNotFound) {
		return s.claimIsOver(c)
	}
	if err != nil {
		return err
	}
	l, profile, err := s.profile(c.UserContext(), claim.Listing)
	if errors.Is(err, facility.ErrNotFound) {
		return s.claimIsOver(c)
	}
	if err != nil {
		return err
	}
	return s.render(c, say, newClaimState(say, claim, &l, &profile, problem))
}

func (s *Server) claimIsOver(c *fiber.Ctx) error {
	say := s.speech(c)
	c.Status(http.StatusGone)
	return s.render(c, say, claimStatePage{Says: say.Text("claim.state.over")})
}

func newClaimState(say speech, claim owner.Claim, l *facility.Listing, profile *facility.Profile, problem string) claimStatePage {
	phone, phoneProves := phoneOf(profile)
	p := claimStatePage{Name: l.Name.String(), Email: claim.Email, Problem: problem}
	switch {
	case claim.State != owner.Open && claim.State != owner.Proven:
		p.Says = say.Text("claim.state." + string(claim.State))
	case !claim.Waits(say.now):
		p.Says = say.Text("claim.state.over")
	case claim.State == owner.Proven:
		p.Says = say.Text("claim.state.proven")
	case claim.Way == owner.ByPhone && phoneProves:
		p.Says, p.Action = say.Text("claim.state.phone", phone.String()), say.path(say.here)
	case claim.Way == owner.ByMail:
		p.Says, p.Action = say.Text("claim.state.mail", claim.Email), say.path(say.here)
	default:
		p.Says = say.Text("claim.state.steward")
	}
	return p
}

// enterClaimCode tries a code. Whoever was right and is new goes on to choose a
// password; all others see what comes next.
func (s *Server) enterClaimCode(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	claim, join, err := s.Staff.Owners.Enter(c.UserContext(), c.Params("token"), form.Get(oneTimeField), httpx.Client(c))
	switch {
	case errors.Is(err, owner.ErrCode):
		c.Status(http.StatusForbidden)
		return s.showClaimState(c, say.Text("claim.code.refused"))
	case errors.Is(err, owner.ErrNotFound), errors.Is(err, owner.ErrOver):
		return c.Redirect(say.path(say.here), fiber.StatusSeeOther)
	case err != nil:
		return err
	}
	if claim.State == owner.Proven {
		if err := s.tellOwner(c.UserContext(), claim.Listing, "owner.mail.claimed"); err != nil {
			return err
		}
	}
	if join != "" {
		return c.Redirect(say.path(joinAddress(join)), fiber.StatusSeeOther)
	}
	return c.Redirect(say.path(say.here), fiber.StatusSeeOther)
}
