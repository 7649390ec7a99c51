package web

import (
	"math"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// rankingPage tells in which orders places are shown.
type rankingPage struct {
	// Weights are what the best match counts, the heaviest first.
	Weights []string
}

func (rankingPage) name() string            { return "ranking" }
func (rankingPage) title(say speech) string { return say.Text("ranking.title") }

func (s *Server) ranking(c *fiber.Ctx) error {
	say := s.speech(c)
	return s.render(c, say, rankingPage{Weights: say.weights()})
}

func (say speech) weights() []string {
	percent := func(weight float64) int { return int(math.Round(100 * weight)) }
	return []string{
		say.Text("ranking.best.near", percent(facility.WeightDistance), int(facility.Halfway/geo.Mile)),
		say.Text("ranking.best.fit", percent(facility.WeightFit)),
		say.Text("ranking.best.fresh", percent(facility.WeightFresh)),
		say.Text("ranking.best.reach", percent(facility.WeightReach)),
		say.Text("ranking.best.room", percent(facility.WeightRoom)),
	}
}
