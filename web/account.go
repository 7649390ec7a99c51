package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const (
	accountPath    = "/account"
	everywherePath = "/account/sign-out-everywhere"
)

// accountPage is what somebody sees of their own account.
type accountPage struct{ Email, Organisation, Role string }

func (accountPage) name() string            { return "account" }
func (accountPage) title(say speech) string { return say.Text("account.heading") }

func (s *Server) ownRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, accountPath, account.OwnAccount, s.account},
		{fiber.MethodPost, everywherePath, account.OwnAccount, s.signOutEverywhere},
	}
}

func (s *Server) account(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	return s.renderStaff(c, say, by, accountPage{by.User.Email, by.User.Organisation.Name, say.role(by.User.Role)})
}

func (s *Server) signOutEverywhere(c *fiber.Ctx, by gate.Actor) error {
	if err := s.Staff.Gate.SignOutEverywhere(c.UserContext(), by); err != nil {
		return err
	}
	s.sessions.Drop(c)
	return c.Redirect(s.speech(c).path(signInPath), fiber.StatusSeeOther)
}
