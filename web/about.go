package web

import (
	"math"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// aboutPage tells where the data comes from and how far to rely on it.
type aboutPage struct {
	// Weights are what the best match counts, the heaviest first.
	Weights []string
}

func (aboutPage) name() string            { return "about" }
func (aboutPage) title(say speech) string { return say.Text("about.title") }

func (s *Server) about(c *fiber.Ctx) error {
	say := s.speech(c)
	return s.render(c, say, aboutPage{Weights: say.weights()})
}

func (say speech) weights() []string {
	percent := func(weight float64) int { return int(math.Round(100 * weight)) }
	return []string{
		say.Text("about.best.near", percent(facility.WeightDistance), int(facility.Halfway/geo.Mile)),
		say.Text("about.best.fit", percent(facility.WeightFit)),
		say.Text("about.best.fresh", percent(facility.WeightFresh)),
	}
}
