package workload

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Query is a search with what it is an example of.
type Query struct {
	facility.Query
	Typed Typing
}

// HasText reports whether words are searched for.
func (q *Query) HasText() bool { return q.Text != "" }

// Hits is how many listings an answer shows.
const Hits = 20

// radii are as frequent as they are here; the last is nearest without limit.
var radii = []float64{10 * geo.Mile, 25 * geo.Mile, 50 * geo.Mile, 100 * geo.Mile, facility.AnyDistance}

// maxCodes is the most codes that a query asks for.
const maxCodes = 4

// mustIn is how rarely a code is one that must match by itself; others are
// alternatives within their category.
const mustIn = 3

// Queries are n searches; every other one has text. All ask for the nearest
// listings, the total and the counts of all codes.
func (r *Rows) Queries(n int, seed uint64) []Query {
	random := newRandom(seed, ofQueries)
	all := make([]Query, n)
	for i := range all {
		all[i] = r.Query(random)
		if i%2 == 1 {
			all[i].Typed = typings[i/2%len(typings)]
			all[i].Text, all[i].Unfinished = r.typed(random, all[i].Typed), all[i].Typed == Prefix
		}
	}
	return all
}

// Query makes up a search without text.
func (r *Rows) Query(random *rand.Rand) Query {
	at := near(random, pick(random, r.rows).at.Point)
	return Query{Query: facility.Query{
		Near: &at, Radius: pick(random, radii), Groups: r.groups(random),
		Sort: facility.SortDistance, Page: 1, PerPage: Hits, Facets: true,
	}}
}

// groups asks for codes as frequent as they are.
func (r *Rows) groups(random *rand.Rand) []facility.Group {
	var groups []facility.Group
	for range random.IntN(maxCodes + 1) {
		groups = ask(groups, pick(random, pick(random, r.rows).yes), random.IntN(mustIn) == 0)
	}
	return groups
}

func ask(groups []facility.Group, code string, must bool) []facility.Group {
	category := facility.Builtin().CategoryOf(code)
	if must || category == "" {
		return append(groups, facility.Group{Codes: []string{code}})
	}
	for i := range groups {
		if g := &groups[i]; g.Category == category {
			if !slices.Contains(g.Codes, code) {
				g.Codes = append(g.Codes, code)
			}
			return groups
		}
	}
	return append(groups, facility.Group{Codes: []string{code}, Category: category})
}

// String is the query for people to read.
func (q Query) String() string {
	text := fmt.Sprintf("near %.4f,%.4f", q.Near.Lat, q.Near.Lon)
	if !math.IsInf(q.Radius, 1) {
		text += fmt.Sprintf(" within %.0f mi", q.Radius/geo.Mile)
	}
	for _, g := range q.Groups {
		if g.Category == "" {
			text += " must"
		}
		text += " " + strings.Join(g.Codes, "|")
	}
	if q.HasText() {
		text += fmt.Sprintf(" %q (%s)", q.Text, q.Typed)
	}
	return text
}
