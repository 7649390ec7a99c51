package api

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// SearchAnswer answers a search. Its parameters are those of ask.Request.
type SearchAnswer struct {
	Total   int `json:"total"` // facilities that match, on all pages
	Page    int `json:"page"`
	PerPage int `json:"per_page"`
	// Place is what near was taken to mean; null without near.
	Place      *Place     `json:"place"`
	Understood Understood `json:"understood"`
	Results    []Result   `json:"results"`
	// Facets counts, per category and code, the facilities with that code;
	// absent unless asked for. Zero counts are left out.
	Facets map[string]map[string]int `json:"facets,omitzero"`
	// Maybe counts facilities that were set aside because an asked fact is
	// unknown of them.
	Maybe int `json:"maybe"`
	// Relaxations are single changes that would find something; given when
	// total is 0.
	Relaxations []Relaxation `json:"relaxations"`
	// Revision of the directory that this answer reflects.
	Revision int64 `json:"revision"`
}

// Place is a place that near may mean.
type Place struct {
	Name string   `json:"name"`
	Lat  float64  `json:"lat"`
	Lon  float64  `json:"lon"`
	Kind geo.Kind `json:"kind"` // point, zip, city, county or state
	// Alternatives are other places of that name, most populous first.
	Alternatives []Place `json:"alternatives,omitempty"`
}

// Understood tells what near and q were taken to mean.
type Understood struct {
	Near string `json:"near,omitempty"` // the place's name
	// Radius is the circle searched, such as 25mi, or any.
	Radius string `json:"radius,omitempty"`
	// Within names the county or state that the search is inside of.
	Within string `json:"within,omitempty"`
	// Text is what is searched for in names, streets and cities.
	Text string `json:"text,omitempty"`
	// Filters must all match.
	Filters []Filter `json:"filters"`
}

// Filter is a set of codes of which one must match.
type Filter struct {
	Param    string   `json:"param"`    // the parameter it comes from
	Category string   `json:"category"` // of the codes
	Codes    []string `json:"codes"`
}

// Result is a facility found.
type Result struct {
	Listing
	// DistanceMi is the distance to lat and lon in miles, to two decimals; it
	// is as good as location_precision. Null without a place.
	DistanceMi *float64 `json:"distance_mi"`
	// Matched are the asked codes that it offers, Unknown those that no
	// source has answered.
	Matched []string `json:"matched"`
	Unknown []string `json:"unknown"`
}

// Relaxation is a change of the search that finds something.
type Relaxation struct {
	// Change holds the parameters to send instead; an empty one is left out.
	Change map[string]string `json:"change"`
	Total  int               `json:"total"`
}

func (a *api) search(c *fiber.Ctx) error {
	v, err := values(c)
	if err != nil {
		return err
	}
	request, err := ask.RequestOf(v)
	if err != nil {
		return err
	}
	ctx, taxonomy := c.UserContext(), a.Taxonomy()
	asked, err := ask.Resolve(request, a.Gazetteer, taxonomy)
	if err != nil {
		return err
	}
	results, err := a.Searcher.Search(ctx, asked.Query)
	if err != nil {
		return err
	}
	var relaxations []ask.Relaxation
	if results.Total == 0 {
		if relaxations, err = ask.Relax(ctx, a.Searcher, asked, a.Gazetteer, taxonomy); err != nil {
			return err
		}
	}
	return c.JSON(searchAnswer(asked, results, relaxations))
}

func searchAnswer(asked ask.Resolved, found facility.Results, relaxations []ask.Relaxation) SearchAnswer {
	answer := SearchAnswer{
		Total:       found.Total,
		Page:        asked.Query.Page,
		PerPage:     asked.Query.PerPage,
		Understood:  understoodOf(asked.Understood),
		Results:     list(each(found.Hits, resultOf)),
		Facets:      found.Facets,
		Maybe:       found.Maybe,
		Relaxations: list(each(relaxations, func(r ask.Relaxation) Relaxation { return Relaxation(r) })),
		Revision:    found.Revision,
	}
	if asked.Query.Facets && answer.Facets == nil {
		answer.Facets = map[string]map[string]int{}
	}
	if asked.Place != nil {
		place := placeOf(*asked.Place)
		answer.Place = &place
	}
	return answer
}

func understoodOf(u ask.Understood) Understood {
	return Understood{
		Near:    u.Near,
		Radius:  u.Radius,
		Within:  u.Within,
		Text:    u.Text,
		Filters: list(each(u.Filters, func(f ask.Filter) Filter { return Filter(f) })),
	}
}

func placeOf(p geo.Place) Place {
	return Place{Name: p.Name, Lat: p.Point.Lat, Lon: p.Point.Lon, Kind: p.Kind, Alternatives: each(p.Alternatives, placeOf)}
}

func resultOf(h facility.Hit) Result {
	r := Result{Listing: listingOf(h.Listing), Matched: list(h.Matched), Unknown: list(h.Unknown)}
	if h.Distance >= 0 {
		miles := rounded(h.Distance/geo.Mile, 2)
		r.DistanceMi = &miles
	}
	return r
}
