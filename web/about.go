package web

import "github.com/gofiber/fiber/v2"

// aboutPage tells where the data comes from and how far to rely on it.
type aboutPage struct{}

func (aboutPage) name() string            { return "about" }
func (aboutPage) title(say speech) string { return say.Text("about.title") }

func (s *Server) about(c *fiber.Ctx) error { return s.render(c, s.speech(c), aboutPage{}) }
