package web

import (
	"context"

	"github.com/gofiber/fiber/v2"
)

// placesPage leads to the states that have facilities.
type placesPage struct {
	Trail  trail
	States []placeLink
}

func (placesPage) name() string                  { return "places" }
func (placesPage) title(say speech) string       { return say.Text("places.title") }
func (placesPage) description(say speech) string { return say.Text("places.lead") }
func (p placesPage) data(base string) any        { return p.Trail.breadcrumbs(base) }

func (s *Server) places(c *fiber.Ctx) error {
	say := s.speech(c)
	states, err := s.settled(c.UserContext())
	if err != nil {
		return err
	}
	t := trail{{say.Text("site.name"), say.path("/")}, {say.Text("places.title"), say.path(placesPath)}}
	return s.render(c, say, placesPage{Trail: t, States: s.linksTo(say, states)})
}

// settled are the states that have facilities, by name.
func (s *Server) settled(ctx context.Context) ([]town, error) {
	var states []town
	for _, state := range s.Gazetteer.States() {
		found, err := s.Searcher.Search(ctx, inside(state.State, 1, 1))
		if err != nil {
			return nil, err
		}
		if found.Total > 0 {
			states = append(states, town{state, found.Total})
		}
	}
	return states, nil
}
