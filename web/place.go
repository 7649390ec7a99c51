package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// placePage is what there is in a state, county or city, with ways into a
// search there. It is for those who come from a search engine.
type placePage struct {
	Name        string
	Trail       trail
	Lead        string
	Description string
	Near        string // what the buttons search near
	All         string // the button to all places
	Needs       []countedNeed
	CardsLabel  string
	Cards       []card
	Counties    []placeLink
	CitiesLabel string
	Cities      []placeLink
	Nearest     *placeLink // where the nearest help is, if there is none here
}

// countedNeed is a need with how many places answer it.
type countedNeed struct {
	need
	Found int
}

// placeLink leads to a place's page.
type placeLink struct {
	Name, Path string
	Found      int
}

func (placePage) name() string                { return "place" }
func (p placePage) title(say speech) string   { return say.Text("place.title", p.Name) }
func (p placePage) description(speech) string { return p.Description }
func (p placePage) data(base string) any      { return p.Trail.breadcrumbs(base) }

const (
	placeCards = 10
	// neighbours are the cities named on the page of a city, and how far in
	// metres they may be.
	neighbours  = 10
	neighbourly = 50 * geo.Mile
)

func (s *Server) place(c *fiber.Ctx) error {
	say := s.speech(c)
	slug, err := url.PathUnescape(strings.TrimPrefix(say.here, placesPath+"/"))
	if err != nil {
		return fiber.ErrNotFound
	}
	place, known := s.Gazetteer.BySlug(slug)
	if !known {
		c.Status(http.StatusNotFound)
		return s.render(c, say, s.newUnplaced(say, slug))
	}
	// The place is what a search of its name finds: buttons search by name.
	if place, err = s.Gazetteer.Find(place.Name); err != nil {
		return err
	}
	if s.Gazetteer.Slug(place) != slug {
		return c.Redirect(say.path(s.placePath(place)), http.StatusMovedPermanently)
	}
	page, err := s.newPlace(c.UserContext(), say, place)
	if err != nil {
		return err
	}
	return s.render(c, say, page)
}

// newPlace is the page of a place; without a description if nothing is there.
func (s *Server) newPlace(ctx context.Context, say speech, place geo.Place) (placePage, error) {
	request := ask.Request{Near: place.Name, PerPage: strconv.Itoa(placeCards), Facets: "true"}
	if isArea(&place) {
		request.Sort = string(facility.SortName)
	}
	asked, results, err := ask.Search(ctx, facility.At{Searcher: s.Searcher, Now: s.Now()}, request, s.Gazetteer, say.tax)
	if err != nil {
		return placePage{}, err
	}
	census, err := s.census(ctx, place.State)
	if err != nil {
		return placePage{}, err
	}
	page := placePage{Name: place.Name, Near: place.Name, Trail: s.trailTo(say, place)}
	page.addHits(say, asked, results)
	s.addWays(say, &page, &place, census)
	if results.Total == 0 {
		page.Lead = say.Text("place.nothing", place.Name)
		page.Nearest, err = s.nearestTown(ctx, say, place.Point)
		return page, err
	}
	page.Lead = say.whatIsThere(&place, results.Total, census)
	page.Description = page.Lead + " " + say.Text("place.description")
	return page, nil
}

func (p *placePage) addHits(say speech, asked ask.Resolved, results facility.Results) {
	p.CardsLabel = say.Text("place.nearest")
	if isArea(asked.Place) {
		p.CardsLabel = say.Text("place.some")
	}
	if results.Total > 0 {
		p.All = say.Count("place.all", results.Total)
	}
	for _, hit := range results.Hits {
		p.Cards = append(p.Cards, newCard(say, hit, asked))
	}
	for _, code := range askedMost {
		if found := results.Facets.Of(code); found > 0 {
			p.Needs = append(p.Needs, countedNeed{need{code, say.label(code)}, found})
		}
	}
}

// whatIsThere says how many places are in a place; in a city, also around it.
func (say speech) whatIsThere(place *geo.Place, total int, c *census) string {
	if isArea(place) {
		return say.Count("place.in", total, place.Name)
	}
	around := say.Count("place.around", total, say.radius(usualRadius), place.City)
	for _, t := range c.cities {
		if t.Place.Name == place.Name {
			return say.Count("place.in", t.Found, place.Name) + " " + around
		}
	}
	return around
}

// addWays leads on: from a state to its counties and cities, from a county to
// its cities, from a city to those near by in its state.
func (s *Server) addWays(say speech, page *placePage, place *geo.Place, c *census) {
	page.CitiesLabel = say.Text("place.cities", place.Name)
	var cities []town
	switch place.Kind {
	case geo.KindState:
		page.Counties = s.linksTo(say, c.countiesOf(s.Gazetteer, place.State))
		cities = c.towns(func(geo.Place) bool { return true })
	case geo.KindCounty:
		cities = c.towns(func(p geo.Place) bool { return p.FIPS == place.FIPS })
	default:
		page.CitiesLabel = say.Text("place.neighbours", place.City)
		cities = c.around(place)
	}
	page.Cities = s.linksTo(say, cities)
}

// around are the cities with facilities nearest to a city.
func (c *census) around(place *geo.Place) []town {
	away := func(t town) float64 { return geo.Distance(place.Point, t.Place.Point) }
	near := c.towns(func(p geo.Place) bool {
		return p.Name != place.Name && geo.Distance(place.Point, p.Point) <= neighbourly
	})
	slices.SortStableFunc(near, func(a, b town) int { return cmp.Compare(away(a), away(b)) })
	return near[:min(len(near), neighbours)]
}

func (s *Server) linksTo(say speech, towns []town) []placeLink {
	var links []placeLink
	for _, t := range towns {
		links = append(links, s.linkTo(say, t))
	}
	return links
}

func (s *Server) linkTo(say speech, t town) placeLink {
	name, _, _ := strings.Cut(t.Place.Name, ",")
	return placeLink{name, say.path(s.placePath(t.Place)), t.Found}
}

// nearestTown is the city of the facility nearest to a point; nil if there is
// none anywhere, or if nobody knows its city.
func (s *Server) nearestTown(ctx context.Context, say speech, from geo.Point) (*placeLink, error) {
	found, err := s.Searcher.Search(ctx, facility.Query{
		Near: &from, Radius: facility.AnyDistance, Sort: facility.SortDistance, Page: 1, PerPage: 1,
	})
	if err != nil || len(found.Hits) == 0 {
		return nil, err
	}
	address := found.Hits[0].Listing.Address
	city, known := s.Gazetteer.City(address.City, address.State)
	if !known {
		return nil, nil
	}
	return &placeLink{Name: city.Name, Path: say.path(s.placePath(city))}, nil
}
