package index

import (
	"math"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// found is a row that may be a hit, with what hits are ordered by.
type found struct {
	view     *view
	row      int
	tier     int32
	distance float64 // metres; infinite without a point
	name     string
}

func (v *view) found(c candidate, q *plan) found {
	f := found{view: v, row: int(c.row), tier: c.tier}
	switch {
	case !q.byDistance():
		f.name = nameKey(v.listings[f.row])
	case f.row >= len(v.places):
		f.distance = math.Inf(1)
	default:
		f.distance = geo.Distance(q.circle.point, v.listings[f.row].Location.Point)
	}
	return f
}

func (f *found) listing() *facility.Listing { return f.view.listings[f.row] }

// compare orders by words in the name, then by distance or name, then by id.
func (f found) compare(g found) int {
	switch {
	case f.tier != g.tier:
		return int(f.tier - g.tier)
	case f.distance < g.distance:
		return -1
	case f.distance > g.distance:
		return 1
	case f.name != g.name:
		return strings.Compare(f.name, g.name)
	}
	return strings.Compare(f.listing().ID, g.listing().ID)
}

// hits are the page asked for.
func (a *answer) hits(q *plan) []facility.Hit {
	slices.SortFunc(a.found, found.compare)
	page := a.found[min(q.from, len(a.found)):min(q.want, len(a.found))]
	hits := make([]facility.Hit, len(page))
	asked := 0
	for _, g := range q.groups {
		asked += len(g.numbers)
	}
	answers := make([]string, 0, asked*len(page))
	for i := range page {
		hits[i] = page[i].hit(q)
		answers = page[i].explain(q, &hits[i], answers)
	}
	return hits
}

func (f *found) hit(q *plan) facility.Hit {
	h := facility.Hit{Listing: f.listing(), Distance: -1}
	if q.byText() {
		h.Score = float64(len(q.words) - int(f.tier))
	}
	switch {
	case q.circle == nil || f.row >= len(f.view.places):
	case q.byDistance():
		h.Distance = f.distance
	default:
		h.Distance = geo.Distance(q.circle.point, h.Listing.Location.Point)
	}
	return h
}

// explain lists the asked codes that the listing has and those that nothing
// is known about, in the memory of answers.
func (f *found) explain(q *plan, h *facility.Hit, answers []string) []string {
	h.Matched, answers = f.answering(facility.Yes, q, answers)
	h.Unknown, answers = f.answering(facility.Unknown, q, answers)
	return answers
}

func (f *found) answering(answer facility.Answer, q *plan, answers []string) (codes, rest []string) {
	for i, g := range q.groups {
		for j, n := range g.numbers {
			if f.view.columns.answer(f.row, n) == answer {
				answers = append(answers, q.Groups[i].Codes[j])
			}
		}
	}
	n := len(answers)
	if n == 0 {
		return nil, answers
	}
	return answers[:n:n], answers[n:]
}
