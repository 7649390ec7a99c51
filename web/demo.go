package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
)

// demoEnterPath lets whoever looks at the demo in, as somebody of a role.
const demoEnterPath = "/demo/enter"

// roleField is the role to look around in.
const roleField = "role"

// demoRoles are whom a visitor of the demo can be.
var demoRoles = []account.Role{account.Agent, account.Supervisor, account.Facility, account.Steward}

// lookAround are the demo's ways in, none elsewhere.
func (s *Server) lookAround(say speech) []option {
	if s.Staff.Enter == nil {
		return nil
	}
	var ways []option
	for _, role := range demoRoles {
		ways = append(ways, option{Value: string(role), Label: say.role(role)})
	}
	return ways
}

// enterDemo needs neither password nor code: all it shows is made up.
func (s *Server) enterDemo(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	ticket, err := s.Staff.Enter(c.UserContext(), account.Role(form.Get(roleField)))
	if err != nil {
		return err
	}
	return s.goOn(c, ticket, onward{})
}
