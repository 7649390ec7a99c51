package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const deskPath = "/desk"

// maxOwn is how many of one's own cases the desk shows.
const maxOwn = 50

// deskPage is where agents begin: a new case, or one to go on with.
type deskPage struct {
	Own []ownCase
}

// ownCase is a case that somebody is on and that is not done.
type ownCase struct {
	Path, Opened string
	Needs, Way   string
}

func (deskPage) name() string            { return "desk" }
func (deskPage) title(say speech) string { return say.Text("desk.heading") }

func (s *Server) deskRoutes() []staffRoute {
	return slices.Concat([]staffRoute{
		{fiber.MethodGet, deskPath, account.OpenCase, s.desk},
	}, s.caseRoutes())
}

func (s *Server) desk(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	own, err := s.Staff.Desk.Mine(c.UserContext(), atDesk(by), maxOwn)
	if err != nil {
		return err
	}
	var p deskPage
	for _, o := range own {
		p.Own = append(p.Own, ownCase{say.path(casePath(o.ID)), say.Date(o.Opened), join(say.labels(o.Needs)), say.Text("channel." + string(o.Channel))})
	}
	return s.renderStaff(c, say, by, p)
}
