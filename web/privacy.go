package web

import "github.com/gofiber/fiber/v2"

// privacyPage tells what is kept of a person, and what cannot be kept from
// others. Whoever changes what is kept changes its texts.
type privacyPage struct{}

func (privacyPage) name() string            { return "privacy" }
func (privacyPage) title(say speech) string { return say.Text("privacy.title") }

func (s *Server) privacy(c *fiber.Ctx) error { return s.render(c, s.speech(c), privacyPage{}) }
