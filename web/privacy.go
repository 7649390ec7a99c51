package web

import (
	"cmp"

	"github.com/gofiber/fiber/v2"
)

// privacyPage tells what is kept of a person, and what cannot be kept from
// others. Whoever changes what is kept changes its texts.
type privacyPage struct {
	Tiles string // who makes the pictures of the map, if others do
}

func (privacyPage) name() string            { return "privacy" }
func (privacyPage) title(say speech) string { return say.Text("privacy.title") }

// tilesBy is whoever is told where somebody looks when the map is open.
func (s *Server) tilesBy() string { return cmp.Or(s.Tiles.Credit, s.Tiles.Address) }

func (s *Server) privacy(c *fiber.Ctx) error {
	return s.render(c, s.speech(c), privacyPage{s.tilesBy()})
}
