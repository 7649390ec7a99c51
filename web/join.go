package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// joinPage asks whoever was invited for a password.
type joinPage struct {
	Action                    string
	Email, Role, Organisation string
	Staff                     bool // whether an authenticator comes next
	Least                     int  // characters that a password has
	Problem                   string
}

func (joinPage) name() string            { return "join" }
func (joinPage) title(say speech) string { return say.Text("join.heading") }

// linkOverPage stands where a link works no more.
type linkOverPage struct{}

func (linkOverPage) name() string            { return "link-over" }
func (linkOverPage) title(say speech) string { return say.Text("link-over.heading") }

// joinAddress is where a one-time link leads, without the language.
func joinAddress(token string) string { return strings.Replace(joinPath, ":token", token, 1) }

// joinForm uses nothing up: mail programs look at links, too.
func (s *Server) joinForm(c *fiber.Ctx) error { return s.askToJoin(c, "") }

func (s *Server) askToJoin(c *fiber.Ctx, problem string) error {
	token, say := c.Params("token"), s.speech(c)
	u, err := s.Staff.Gate.Invitation(c.UserContext(), token)
	if errors.Is(err, gate.ErrLink) {
		return s.linkIsOver(c)
	}
	if err != nil {
		return err
	}
	return s.render(c, say, joinPage{
		Action: say.path(joinAddress(token)), Email: u.Email, Role: say.role(u.Role), Organisation: u.Organisation.Name,
		Staff: u.Role.Staff(), Least: u.Role.LeastPassword(), Problem: problem,
	})
}

func (s *Server) linkIsOver(c *fiber.Ctx) error {
	c.Status(http.StatusGone)
	return s.render(c, s.speech(c), linkOverPage{})
}

func (s *Server) join(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	ticket, err := s.Staff.Gate.Join(c.UserContext(), c.Params("token"), form.Get(passwordField), httpx.Client(c))
	switch {
	case errors.Is(err, gate.ErrLink):
		return s.linkIsOver(c)
	case err != nil:
		problem, err := s.passwordProblem(c, err, "")
		if err != nil {
			return err
		}
		return s.askToJoin(c, problem)
	}
	return s.goOn(c, ticket, onward{})
}

// passwordProblem is problem where a new password may be refused, too.
func (s *Server) passwordProblem(c *fiber.Ctx, err error, refused string) (string, error) {
	var length account.PasswordError
	if !errors.As(err, &length) {
		return s.problem(c, err, refused)
	}
	c.Status(http.StatusBadRequest)
	if say := s.speech(c); length.Most > 0 {
		return say.Text("password.long", length.Most), nil
	}
	return s.speech(c).Text("password.short", length.Least), nil
}
