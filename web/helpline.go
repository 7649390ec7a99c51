package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
)

// helplinePath is where a supervisor says how the helpline is reached.
const helplinePath = "/desk/helpline"

// phoneField is the number of a helpline.
const phoneField = "phone"

// helplinePage is what places and callers are told of the helpline.
type helplinePage struct {
	Name, Phone string
	Problem     string
	Saved       bool
}

func (helplinePage) name() string            { return "helpline" }
func (helplinePage) title(say speech) string { return say.Text("helpline.heading") }

func (s *Server) helplineRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, helplinePath, account.SetHelpline, s.showHelpline},
		{fiber.MethodPost, helplinePath, account.SetHelpline, s.setHelpline},
	}
}

func (s *Server) showHelpline(c *fiber.Ctx, by gate.Actor) error {
	name, phone, err := s.Staff.Desk.Line(c.UserContext(), atDesk(by))
	if err != nil {
		return err
	}
	return s.renderStaff(c, s.speech(c), by, helplinePage{Name: name, Phone: readable(phone)})
}

func (s *Server) setHelpline(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	name, _, err := s.Staff.Desk.Line(c.UserContext(), atDesk(by))
	if err != nil {
		return err
	}
	say, typed := s.speech(c), strings.TrimSpace(form.Get(phoneField))
	var phone facility.Phone
	if typed != "" {
		if phone, err = facility.ParsePhone(typed); err != nil || phone.Ext != "" {
			c.Status(http.StatusBadRequest)
			return s.renderStaff(c, say, by, helplinePage{Name: name, Phone: typed, Problem: say.Text("helpline.problem")})
		}
	}
	if err := s.Staff.Desk.SetPhone(c.UserContext(), atDesk(by), phone.E164); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, helplinePage{Name: name, Phone: readable(phone.E164), Saved: true})
}

// readable is a number as people read it; "" for none.
func readable(e164 string) string { return facility.Phone{E164: e164}.String() }

// dialled is a number to tap; nil for none.
func dialled(e164 string) *call {
	if e164 == "" {
		return nil
	}
	return callOf(facility.Phone{E164: e164})
}
