package web

import (
	"errors"
	"strings"

	"haven/internal/geo"
)

// unplacedPage is at the address of a place that nobody knows.
type unplacedPage struct {
	Form        searchForm // empty
	Suggestions []placeLink
}

func (unplacedPage) name() string            { return "unplaced" }
func (unplacedPage) title(say speech) string { return say.Text("unplaced.heading") }

// newUnplaced suggests places that a slug nobody knows may mean.
func (s *Server) newUnplaced(say speech, slug string) unplacedPage {
	var p unplacedPage
	for _, place := range s.likely(slug) {
		if s.Gazetteer.Slug(place) != "" {
			p.Suggestions = append(p.Suggestions, placeLink{Name: place.Name, Path: say.path(s.placePath(place))})
		}
	}
	return p
}

// likely are the places that are called like the slug of none.
func (s *Server) likely(slug string) []geo.Place {
	state, name, _ := strings.Cut(slug, "/")
	place, err := s.Gazetteer.Find(strings.ReplaceAll(name, "-", " ") + ", " + state)
	if err == nil {
		return []geo.Place{place}
	}
	var unknown *geo.UnknownPlaceError
	if !errors.As(err, &unknown) {
		return nil
	}
	var all []geo.Place
	for _, name := range unknown.Suggestions {
		if place, err := s.Gazetteer.Find(name); err == nil {
			all = append(all, place)
		}
	}
	return all
}
