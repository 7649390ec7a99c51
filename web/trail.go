package web

import (
	"haven/internal/geo"
)

// placesPath is where the pages of states, counties and cities are.
const placesPath = "/in"

// placePath is the address of a state's, county's or city's page, without the
// language.
func (s *Server) placePath(p geo.Place) string { return placesPath + "/" + s.Gazetteer.Slug(p) }

// trail leads from the home page to where one is, the last step.
type trail []step

type step struct{ Name, Path string }

// trailTo leads to a place through the larger ones that it is in.
func (s *Server) trailTo(say speech, p geo.Place) trail {
	t := trail{{say.Text("site.name"), say.path("/")}, {say.Text("places.title"), say.path(placesPath)}}
	state, known := s.Gazetteer.State(p.State)
	if known && p.Kind != geo.KindState {
		t = append(t, s.stepTo(say, state))
	}
	county, known := s.Gazetteer.County(p.FIPS)
	if known && p.Kind == geo.KindCity && county.Name != p.Name { // Carson City is both
		t = append(t, s.stepTo(say, county))
	}
	return append(t, s.stepTo(say, p))
}

func (s *Server) stepTo(say speech, p geo.Place) step {
	return step{p.Name, say.path(s.placePath(p))}
}

// Way is the steps before the last.
func (t trail) Way() []step { return t[:len(t)-1] }

// Here is the last step.
func (t trail) Here() string { return t[len(t)-1].Name }

// breadcrumbs are a trail as schema.org's BreadcrumbList.
type breadcrumbs struct {
	Context string       `json:"@context"`
	Type    string       `json:"@type"`
	Items   []breadcrumb `json:"itemListElement"`
}

type breadcrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     string `json:"item"`
}

func (t trail) breadcrumbs(base string) breadcrumbs {
	b := breadcrumbs{Context: "https://schema.org", Type: "BreadcrumbList"}
	for i, s := range t {
		b.Items = append(b.Items, breadcrumb{"ListItem", i + 1, s.Name, base + s.Path})
	}
	return b
}
