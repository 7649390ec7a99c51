package index

import (
	"cmp"
	"slices"
	"strings"

	"haven/internal/facility"
)

// found is a row that may be a hit, with what hits are ordered by.
type found struct {
	view     *view
	row      int
	score    float64 // zero unless hits are ordered by it
	distance float64 // metres; infinite without a point
	name     string
}

func (v *view) found(c candidate, score float64, q *plan) found {
	f := found{view: v, row: int(c.row), score: score}
	if q.byDistance() {
		f.distance = v.distance(f.row, &q.circle)
	} else {
		f.name = nameKey(v.listings[f.row])
	}
	return f
}

func (f *found) listing() *facility.Listing { return f.view.listings[f.row] }

// compare orders by score, then by distance, by name and by id.
func (f found) compare(g found) int {
	switch {
	case f.score != g.score:
		return cmp.Compare(g.score, f.score)
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
func (q *plan) hits() []facility.Hit {
	all := q.answer.found
	slices.SortFunc(all, found.compare)
	page := all[min(q.from, len(all)):min(q.want, len(all))]
	hits := make([]facility.Hit, len(page))
	var said explanation
	for i := range page {
		hits[i] = page[i].hit(q)
		said.explain(q, &page[i], &hits[i], len(page)-i)
	}
	return hits
}

func (f *found) hit(q *plan) facility.Hit {
	h := facility.Hit{Listing: f.listing(), Distance: -1, Met: q.Conditions, Score: f.score}
	switch {
	case q.Near == nil || f.row >= len(f.view.places):
	case q.byDistance():
		h.Distance = f.distance
	default:
		h.Distance = f.view.distance(f.row, &q.circle)
	}
	return h
}

// explanation is the memory of the answers that hits of one page show.
type explanation struct{ matched, unknown []string }

// explain lists the asked codes that the listing has and those that nothing
// is known about. So many hits are still to be explained.
func (e *explanation) explain(q *plan, f *found, h *facility.Hit, hits int) {
	matched, unknown := len(e.matched), len(e.unknown)
	for i, g := range q.groups {
		for j, n := range g.numbers {
			switch f.view.columns.answer(f.row, n) {
			case facility.Yes:
				e.matched = appendOne(e.matched, q.Groups[i].Codes[j], hits*len(q.numbers))
			case facility.Unknown:
				e.unknown = appendOne(e.unknown, q.Groups[i].Codes[j], hits*len(q.numbers))
			}
		}
	}
	h.Matched = fixed(e.matched[matched:])
	h.Unknown = fixed(e.unknown[unknown:])
}

// appendOne appends to a slice that is made, once, for as many as may come.
func appendOne(codes []string, code string, room int) []string {
	if codes == nil {
		codes = make([]string, 0, room)
	}
	return append(codes, code)
}

// fixed is nil for no codes, and has no room that others use.
func fixed(codes []string) []string {
	if len(codes) == 0 {
		return nil
	}
	return slices.Clip(codes)
}
