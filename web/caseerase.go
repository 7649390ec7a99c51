package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
)

// wordField is the word that somebody writes to show that they mean it.
const wordField = "word"

// erasePage asks whether a case is to be destroyed, and says what goes.
type erasePage struct {
	Case    string // the address of the case
	Action  string
	Problem string
}

func (erasePage) name() string            { return "erase" }
func (erasePage) title(say speech) string { return say.Text("erase.heading") }

// erasedPage says that a case is gone, and when its traces are.
type erasedPage struct{}

func (erasedPage) name() string            { return "erased" }
func (erasedPage) title(say speech) string { return say.Text("erased.heading") }

func (s *Server) eraseForm(c *fiber.Ctx, by gate.Actor) error {
	return s.askToErase(c, by, "")
}

func (s *Server) askToErase(c *fiber.Ctx, by gate.Actor, problem string) error {
	of, err := s.caseOf(c, by)
	if err != nil {
		return err
	}
	say := s.speech(c)
	at := say.path(casePath(of.ID))
	return s.renderStaff(c, say, by, erasePage{Case: at, Action: at + "/erase", Problem: problem})
}

func (s *Server) erase(c *fiber.Ctx, by gate.Actor) error {
	of, err := s.caseOf(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	if !strings.EqualFold(strings.TrimSpace(form.Get(wordField)), say.Text("erase.word")) {
		c.Status(http.StatusBadRequest)
		return s.askToErase(c, by, say.Text("erase.wrong", say.Text("erase.word")))
	}
	if err := s.Staff.Desk.Erase(c.UserContext(), atDesk(by), of.ID); err != nil {
		return err
	}
	say.here = deskPath
	return s.renderStaff(c, say, by, erasedPage{})
}
