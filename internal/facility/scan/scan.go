// Package scan searches listings one by one. It is the plain reading of what
// a search means (see docs of [facility.Query]), the reference that the index
// is compared with.
package scan

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Searcher is a facility.Searcher over a fixed set of listings.
type Searcher struct {
	listings   []facility.Listing
	taxonomy   *facility.Taxonomy
	vocabulary map[string]bool // the words of all listings' texts
}

// New returns a Searcher of these listings, which it does not copy.
func New(listings []facility.Listing, taxonomy *facility.Taxonomy) *Searcher {
	s := &Searcher{listings: listings, taxonomy: taxonomy, vocabulary: map[string]bool{}}
	for i := range listings {
		for _, w := range textWords(&listings[i]) {
			s.vocabulary[w] = true
		}
	}
	return s
}

// Search implements facility.Searcher.
func (s *Searcher) Search(_ context.Context, q facility.Query) (facility.Results, error) {
	var r facility.Results
	var hits []facility.Hit
	words := s.words(q)
	counts, conditions := newFacets(s.taxonomy, q), newConditions(q)
	for i := range s.listings {
		l := &s.listings[i]
		distance := distanceTo(q, l)
		if !inPlace(q, l, distance) || !matches(l, words) {
			continue
		}
		answers := append(groupAnswers(q.Groups, l), l.MeetsAll(q.Conditions, q.Now))
		counts.add(l, answers)
		switch facility.AllOf(answers...) {
		case facility.Yes:
			hits = append(hits, hit(q, l, distance, words))
			conditions.add(l, q.Now)
		case facility.Unknown:
			r.Maybe++
		}
	}
	r.Total = len(hits)
	r.Facets, r.Conditions = counts.told(), conditions
	sortHits(hits, q)
	r.Hits = page(hits, q.Page, q.PerPage)
	return r, nil
}

// Suggest implements facility.Searcher: names that begin with the prefix or
// have a word that does.
func (s *Searcher) Suggest(_ context.Context, prefix string, limit int) ([]facility.Suggestion, error) {
	want := strings.Join(begun(prefix), " ")
	var found []facility.Suggestion
	for i := range s.listings {
		l := &s.listings[i]
		name := " " + strings.Join(Words(l.Name.String()), " ")
		if want != "" && !l.Gone && strings.Contains(name, " "+want) {
			found = append(found, facility.Suggestion{ID: l.ID, Name: l.Name.String(), City: l.Address.City, State: l.Address.State})
		}
	}
	slices.SortFunc(found, func(a, b facility.Suggestion) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.State, b.State), strings.Compare(a.City, b.City), strings.Compare(a.ID, b.ID))
	})
	return found[:min(limit, len(found))], nil
}

func distanceTo(q facility.Query, l *facility.Listing) float64 {
	if q.Near == nil {
		return -1
	}
	return geo.Distance(*q.Near, l.Location.Point)
}

func inPlace(q facility.Query, l *facility.Listing, distance float64) bool {
	switch {
	case l.Gone && !q.IncludeGone:
		return false
	case q.Within.State != "" && l.Address.State != q.Within.State:
		return false
	case q.Within.FIPS != "" && l.Location.FIPS != q.Within.FIPS:
		return false
	case q.Near != nil && q.Radius > 0 && !math.IsInf(q.Radius, 1):
		return distance <= q.Radius
	}
	return true
}

func groupAnswers(groups []facility.Group, l *facility.Listing) []facility.Answer {
	answers := make([]facility.Answer, len(groups))
	for i, g := range groups {
		codes := make([]facility.Answer, len(g.Codes))
		for j, code := range g.Codes {
			codes[j] = l.Answer(code)
		}
		answers[i] = facility.AnyOf(codes...)
	}
	return answers
}

func hit(q facility.Query, l *facility.Listing, distance float64, words []word) facility.Hit {
	h := facility.Hit{Listing: l, Distance: distance, Met: q.Conditions}
	for _, g := range q.Groups {
		for _, code := range g.Codes {
			switch l.Answer(code) {
			case facility.Yes:
				h.Matched = append(h.Matched, code)
			case facility.Unknown:
				h.Unknown = append(h.Unknown, code)
			}
		}
	}
	switch q.Sort {
	case facility.SortBest:
		m := facility.Merit{Distance: distance, Fit: fit(l, words), Room: l.RoomAt(q.Conditions, q.Now)}
		m.Fresh = l.Freshness(h.Matched, q.Conditions, q.Now)
		m.Reach, _ = l.Reach.At(q.Now)
		h.Score = facility.Best(m)
	case facility.SortOpenings:
		h.Score = l.RoomAt(q.Conditions, q.Now)
	}
	return h
}

// sortHits orders by score where there is one, then by distance or name, ties by
// id; the best by both.
func sortHits(hits []facility.Hit, q facility.Query) {
	slices.SortFunc(hits, func(a, b facility.Hit) int {
		id := strings.Compare(a.Listing.ID, b.Listing.ID)
		switch {
		case q.Sort == facility.SortBest:
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Distance, b.Distance), compareNames(a, b), id)
		case q.Sort == facility.SortName || q.Near == nil:
			return cmp.Or(cmp.Compare(b.Score, a.Score), compareNames(a, b), id)
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Distance, b.Distance), id)
	})
}

// compareNames compares names, and places of the same name by state and city.
func compareNames(a, b facility.Hit) int {
	key := func(h facility.Hit) string {
		return strings.ToLower(h.Listing.Name.String() + "\n" + h.Listing.Address.State + "\n" + h.Listing.Address.City)
	}
	return strings.Compare(key(a), key(b))
}

func page(hits []facility.Hit, page, perPage int) []facility.Hit {
	from := min((max(page, 1)-1)*perPage, len(hits))
	return hits[from:min(from+perPage, len(hits))]
}
