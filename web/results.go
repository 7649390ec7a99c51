package web

import (
	"strings"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// resultsPage shows what a search found. All of it is one form.
type resultsPage struct {
	Heading string
	// Danger is what somebody may be dying of, by what was asked.
	Danger  string
	Problem *problem // why there was no search
	Form    searchForm
	// Hint is what would make the search better, such as a place.
	Hint string
	// Alternatives are other places of the name that was given.
	Alternatives []change
	Chips        []change
	Filters      filters
	Relaxations  []change
	Nearest      []card // one at most: the nearest beyond where was searched
	Maybe        string
	Cards        []card
	Paging       paging
	Tiles        Tiles // of the map
	List         listBar
}

// problem is a field that was not understood, with what to put there instead.
type problem struct {
	Text        string
	Suggestions []change
}

func (resultsPage) name() string            { return "results" }
func (resultsPage) title(say speech) string { return say.Text("results.title") }

func newResults(say speech, f findings, keep keeping) resultsPage {
	p := resultsPage{
		Heading:     say.heading(f.asked, f.results.Total),
		Form:        newForm(say, f.asked.Request, f.asked.Place),
		Chips:       say.chips(f.asked),
		Filters:     newFilters(say, f.asked, f.results),
		Danger:      f.asked.Understood.Danger,
		Relaxations: say.relaxations(f.relaxations),
		Maybe:       say.maybe(f.asked, f.results.Maybe),
		Paging:      newPaging(say, f.asked.Query, f.results.Total),
		List:        keep.bar(say),
	}
	p.Form.carryList(keep.list)
	for i, hit := range f.results.Hits {
		p.Cards = append(p.Cards, newCard(say, hit, f.asked))
		keep.offer(say, &p.Cards[i], hit.Listing.ID, i+1)
	}
	if f.nearest != nil {
		p.Nearest = []card{newCard(say, *f.nearest, f.asked)}
		keep.offer(say, &p.Nearest[0], f.nearest.Listing.ID, len(p.Cards)+1)
	}
	if f.asked.Place == nil {
		p.Hint = say.Text("results.no-place")
		p.Form.Open = true
	} else {
		p.Alternatives = places(f.asked.Place.Alternatives)
	}
	return p
}

// newRefused is the page of a search that could not be understood.
func newRefused(say speech, r ask.Request, refused *ask.ParamError, keep keeping) resultsPage {
	p := resultsPage{
		Heading: say.Text("results.not-understood"),
		Problem: &problem{Text: say.refusal(refused)},
		Form:    newForm(say, r, nil),
		List:    keep.bar(say),
	}
	p.Form.carryList(keep.list)
	p.Form.Open = true
	if refused.Param != codeField {
		p.Form.carry(codeField, r.Code...)
	}
	if refused.Param != nowField {
		p.Form.carry(nowField, r.Now...)
	}
	if refused.Param == nearField {
		p.Problem.Suggestions = suggestions(refused)
		p.Form.NearWrong = true
	}
	return p
}

// refusal says what was not understood and what to do. The error's own
// sentence is for programs.
func (say speech) refusal(refused *ask.ParamError) string {
	switch param := refused.Param; param {
	case nearField:
		return say.Text("results.unknown-place", refused.Value)
	case qField, radiusField, codeField:
		return say.Text("results.wrong." + param)
	}
	return say.Text("results.wrong.other")
}

func suggestions(refused *ask.ParamError) []change {
	var all []change
	for _, name := range refused.Suggestions {
		all = append(all, newChange(name, map[string]string{refused.Param: name}))
	}
	return all
}

func places(all []geo.Place) []change {
	var changes []change
	for _, p := range all {
		changes = append(changes, newChange(p.Name, map[string]string{nearField: p.Name}))
	}
	return changes
}

// heading says how many places were found, and where.
func (say speech) heading(asked ask.Resolved, total int) string {
	u := asked.Understood
	where := ""
	switch {
	case u.Within != "":
		where = say.Text("results.within", u.Within)
	case u.Near != "" && asked.Query.Radius == facility.AnyDistance:
		where = say.Text("results.any-distance", u.Near)
	case u.Near != "":
		where = say.Text("results.near", say.radius(u.Radius), u.Near)
	}
	found := say.Text("results.none", where)
	if total > 0 {
		found = say.Count("results.total", total, where)
	}
	return strings.TrimSpace(found)
}

// maybe says how many more may do, and about what to ask them.
func (say speech) maybe(asked ask.Resolved, count int) string {
	if count == 0 {
		return ""
	}
	var open []string
	for _, p := range asked.Understood.Parts {
		if p.Applied && (len(p.Codes) > 0 || p.Condition != "") {
			open = append(open, p.Label.In(say.Lang()))
		}
	}
	return say.Count("results.maybe", count, join(open))
}
