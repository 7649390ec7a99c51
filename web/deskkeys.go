package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
)

const shortcutsPath = deskPath + "/shortcuts"

// shortcut is a key of the desk; Name is the end of the key of its text. The
// keys are those of web/assets/desk/keys.js, or stand in data-key of a template.
type shortcut struct{ Key, Name string }

// shortcuts are all keys of the desk, in the order of a call.
var shortcuts = []shortcut{
	{"n", "new"},
	{"g", "code"},
	{"/", "search"},
	{"j", "next"},
	{"k", "previous"},
	{"1 – 9", "pick"},
	{"Enter", "pick-here"},
	{"l", "list"},
	{"Shift + J", "down"},
	{"Shift + K", "up"},
	{"m", "notes"},
	{"o", "other-place"},
	{"?", "help"},
}

// shortcutsPage shows the keys where there are no scripts.
type shortcutsPage struct{ Keys []shortcut }

func (shortcutsPage) name() string            { return "shortcuts" }
func (shortcutsPage) title(say speech) string { return say.Text("keys.heading") }

func (s *Server) shortcuts(c *fiber.Ctx, by gate.Actor) error {
	return s.renderStaff(c, s.speech(c), by, shortcutsPage{shortcuts})
}
