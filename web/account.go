package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const (
	accountPath    = "/account"
	changePath     = "/account/password"
	changedPath    = "/account/password/changed"
	everywherePath = "/account/sign-out-everywhere"
)

// presentField is the password that somebody has, beside the one they want.
const presentField = "present"

// accountPage is what somebody sees of their own account.
type accountPage struct {
	Email, Organisation, Role string
	Sessions, RecoveryCodes   int
	Authenticator             bool
	Changed                   bool // the password, just now
}

func (accountPage) name() string            { return "account" }
func (accountPage) title(say speech) string { return say.Text("account.heading") }

// changePage asks for a new password.
type changePage struct {
	Email   string
	Least   int
	Problem string
}

func (changePage) name() string            { return "change-password" }
func (changePage) title(say speech) string { return say.Text("change.heading") }

func (s *Server) ownRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, accountPath, account.OwnAccount, s.account},
		{fiber.MethodGet, changePath, account.OwnAccount, s.changeForm},
		{fiber.MethodPost, changePath, account.OwnAccount, s.changePassword},
		{fiber.MethodGet, changedPath, account.OwnAccount, s.passwordChanged},
		{fiber.MethodPost, everywherePath, account.OwnAccount, s.signOutEverywhere},
	}
}

func (s *Server) account(c *fiber.Ctx, by gate.Actor) error { return s.showAccount(c, by, false) }

func (s *Server) passwordChanged(c *fiber.Ctx, by gate.Actor) error {
	return s.showAccount(c, by, true)
}

func (s *Server) showAccount(c *fiber.Ctx, by gate.Actor, changed bool) error {
	has, err := s.Staff.Gate.Holdings(c.UserContext(), by)
	if err != nil {
		return err
	}
	say, u := s.speech(c), by.User
	return s.renderStaff(c, say, by, accountPage{
		Email: u.Email, Organisation: u.Organisation.Name, Role: say.role(u.Role),
		Sessions: int(has.Sessions), RecoveryCodes: int(has.RecoveryCodes),
		Authenticator: has.Authenticator, Changed: changed,
	})
}

func (s *Server) changeForm(c *fiber.Ctx, by gate.Actor) error { return s.askToChange(c, by, "") }

func (s *Server) askToChange(c *fiber.Ctx, by gate.Actor, problem string) error {
	return s.renderStaff(c, s.speech(c), by, changePage{by.User.Email, by.User.Role.LeastPassword(), problem})
}

func (s *Server) changePassword(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	err = s.Staff.Gate.ChangePassword(c.UserContext(), by, s.sessions.Token(c), form.Get(presentField), form.Get(passwordField))
	if err == nil {
		return c.Redirect(say.path(changedPath), fiber.StatusSeeOther)
	}
	problem, err := s.passwordProblem(c, err, say.Text("change.refused"))
	if err != nil {
		return err
	}
	if c.Response().StatusCode() == http.StatusForbidden {
		c.Status(http.StatusBadRequest) // their role includes it; what they typed is wrong
	}
	return s.askToChange(c, by, problem)
}

func (s *Server) signOutEverywhere(c *fiber.Ctx, by gate.Actor) error {
	if err := s.Staff.Gate.SignOutEverywhere(c.UserContext(), by); err != nil {
		return err
	}
	s.sessions.Drop(c)
	return c.Redirect(s.speech(c).path(signInPath), fiber.StatusSeeOther)
}
