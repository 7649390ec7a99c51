package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const deskPath = "/desk"

// deskPage is where agents work.
type deskPage struct{}

func (deskPage) name() string            { return "desk" }
func (deskPage) title(say speech) string { return say.Text("desk.heading") }

func (s *Server) deskRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, deskPath, account.OpenCase, s.desk},
	}
}

func (s *Server) desk(c *fiber.Ctx, by gate.Actor) error {
	return s.renderStaff(c, s.speech(c), by, deskPage{})
}
