package api

import (
	"context"
	"time"

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
	// Place is what near, or a place named in q, was taken to mean; null
	// without a place.
	Place      *Place     `json:"place"`
	Understood Understood `json:"understood"`
	// Results are written from hits, without being made first: see results.
	Results []Result `json:"results"`
	// Facets counts, per category and code, the facilities with that code;
	// absent unless asked for. Zero counts are left out.
	Facets Facets `json:"facets,omitzero"`
	// Now counts the facilities that match and meet each condition of now;
	// absent unless asked for with facets=all. Zero counts are left out.
	Now map[string]int `json:"now,omitempty"`
	// Maybe counts facilities that were set aside because an asked fact is
	// unknown of them.
	Maybe int `json:"maybe"`
	// Relaxations are single changes that would find more, the best first;
	// given when total is below ask.FewResults. Then Nearest is the nearest
	// match beyond the circle or area searched.
	Relaxations []Relaxation `json:"relaxations"`
	Nearest     *Nearest     `json:"nearest,omitempty"`
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
	// Filters of code and must; they must all match.
	Filters []Filter `json:"filters"`
	// Danger is overdose or suicide where q says that somebody may be dying:
	// show 911 and 988 before any result.
	Danger string `json:"danger,omitempty"`
	// Parts are all that was asked for, what q says first, in its order.
	Parts []Part `json:"parts"`
}

// Part is one thing that was asked for, to be shown and taken out.
type Part struct {
	Kind ask.PartKind `json:"kind"`
	// Words are the asker's own. Show the label: words may hurt.
	Words string   `json:"words,omitempty"`
	Label Label    `json:"label"`
	Codes []string `json:"codes,omitempty"` // the alternatives of a filter
	// Now is the condition that must hold now.
	Now   facility.Condition `json:"now,omitempty"`
	Param string             `json:"param"` // the parameter it comes from
	// Applied is false of wishes that no fact answers yet, and of a second
	// place.
	Applied bool `json:"applied"`
	// Change holds the parameters to send to take it out.
	Change map[string]string `json:"change"`
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
	Found
}

// Found is what a search tells of a facility.
type Found struct {
	// DistanceMi is the distance to lat and lon in miles, to two decimals; it
	// is as good as location_precision. Null without a place.
	DistanceMi *float64 `json:"distance_mi"`
	// Matched are the asked codes that it offers, Unknown those that no
	// source has answered.
	Matched []string `json:"matched"`
	Unknown []string `json:"unknown"`
	// Open tells whether it is open now by its hours; missing where they are not
	// known, or past their term.
	Open *bool `json:"open,omitempty"`
	// OpenUntil is when it closes, of an open facility that does.
	OpenUntil *time.Time `json:"open_until,omitempty"`
	// Ages are those of the facts that matter here: the number to call, and
	// what is matched.
	Ages []Age `json:"ages"`
}

// Relaxation is a change of the search that finds more.
type Relaxation struct {
	Kind ask.RelaxationKind `json:"kind"`
	// Label is what the change is about, such as the filter that falls away.
	Label Label `json:"label"`
	// Change holds the parameters to send instead; an empty one is left out.
	Change map[string]string `json:"change"`
	Total  int               `json:"total"`
}

// Nearest is the nearest match beyond what was searched.
type Nearest struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	DistanceMi float64 `json:"distance_mi"` // as in Result
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
	ctx, taxonomy, now := c.UserContext(), a.Taxonomy(), a.Now()
	search := facility.At{Searcher: a.Searcher, Now: now}
	asked, found, err := ask.Search(ctx, search, request, a.Gazetteer, taxonomy)
	if err != nil {
		return err
	}
	answer := searchAnswer(asked, found)
	if found.Total < ask.FewResults {
		if err := a.addWaysOn(ctx, search, &answer, asked, taxonomy); err != nil {
			return err
		}
	}
	answerJSON(c, func(w *writer) { writeSearchAnswer(w, &answer, results{found.Hits, now, a.written}) })
	return nil
}

// addWaysOn adds what else would be found.
func (a *api) addWaysOn(ctx context.Context, search facility.Searcher, answer *SearchAnswer, asked ask.Resolved, taxonomy *facility.Taxonomy) error {
	relaxations, err := ask.Relax(ctx, search, asked, a.Gazetteer, taxonomy)
	if err != nil {
		return err
	}
	answer.Relaxations = list(each(relaxations, relaxationOf))
	nearest, err := ask.Nearest(ctx, search, asked)
	if nearest != nil {
		answer.Nearest = &Nearest{ID: nearest.Listing.ID, Name: nearest.Listing.Name.String(), DistanceMi: miles(nearest.Distance)}
	}
	return err
}

func relaxationOf(r ask.Relaxation) Relaxation {
	return Relaxation{Kind: r.Kind, Label: Label(r.Label), Change: r.Change, Total: r.Total}
}

func searchAnswer(asked ask.Resolved, found facility.Results) SearchAnswer {
	answer := SearchAnswer{
		Total:       found.Total,
		Page:        asked.Query.Page,
		PerPage:     asked.Query.PerPage,
		Understood:  understoodOf(asked.Understood),
		Facets:      Facets{found.Facets},
		Now:         countsOf(found.Conditions),
		Maybe:       found.Maybe,
		Relaxations: []Relaxation{},
		Revision:    found.Revision,
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
		Danger:  u.Danger,
		Parts:   list(each(u.Parts, partOf)),
	}
}

func partOf(p ask.Part) Part {
	return Part{Kind: p.Kind, Words: p.Words, Label: Label(p.Label), Codes: p.Codes, Now: p.Condition, Param: p.Param, Applied: p.Applied, Change: p.Change}
}

func placeOf(p geo.Place) Place {
	return Place{Name: p.Name, Lat: p.Point.Lat, Lon: p.Point.Lon, Kind: p.Kind, Alternatives: each(p.Alternatives, placeOf)}
}

// foundOf takes its ages from room, which it may use up.
func foundOf(h *facility.Hit, now time.Time, room []Age) Found {
	f := Found{Matched: h.Matched, Unknown: h.Unknown, Ages: appendAges(room[:0], h, now)}
	if h.Distance >= 0 {
		distance := miles(h.Distance)
		f.DistanceMi = &distance
	}
	if l := h.Listing; l.Hours.Zone != "" {
		f.Open = flagOf(l.Meets(facility.OpenNow, now))
		if f.Open != nil && *f.Open {
			f.OpenUntil = timeOf(l.Hours.ClosesAt(now))
		}
	}
	return f
}

func miles(metres float64) float64 { return rounded(metres/geo.Mile, 2) }
