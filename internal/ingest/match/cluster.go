package match

import (
	"cmp"
	"slices"
	"strings"
)

// Result is which records are one place, and which might be.
type Result struct {
	// Places are the keys of each place's records, sorted; places are ordered
	// by their first key.
	Places [][]string
	// Doubtful are pairs that look alike and were kept apart, likeliest first.
	Doubtful []Pair
}

// Pair is two records with how far they look alike; A < B.
type Pair struct {
	A, B string
	Score
}

// Records groups records into places. The order of records does not matter;
// stewards' decisions come with the newest first.
func Records(records []Record, decisions ...Decision) Result {
	profiles := make([]profile, len(records))
	for i, r := range records {
		profiles[i] = prepare(r)
	}
	slices.SortFunc(profiles, func(a, b profile) int { return strings.Compare(a.Key, b.Key) })
	edges := likely(profiles)
	g := newGrouping(profiles)
	g.decide(decisions)
	doubtful := g.joinAll(edges)
	return Result{Places: g.places(), Doubtful: likeliestFirst(g.stillApart(doubtful))}
}

// likeliestFirst orders pairs by score; doubt may have lowered it since they
// were scored.
func likeliestFirst(pairs []Pair) []Pair {
	slices.SortFunc(pairs, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Value, x.Value), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return pairs
}

// joinAll joins what is sure, best first. A pair with rivals waits until they
// have found their own; what is left is in doubt.
func (g *grouping) joinAll(edges []edge) []Pair {
	var doubtful []Pair
	doubt := func(e edge) {
		doubtful = append(doubtful, Pair{A: g.profiles[e.a].Key, B: g.profiles[e.b].Key, Score: e.Score})
	}
	for again := true; again; {
		var waiting []edge
		again = false
		for _, e := range edges {
			switch {
			case e.Value < Same:
				doubt(e)
			case g.contested(e):
				waiting = append(waiting, e)
			case g.join(e.a, e.b):
				again = true
			default:
				doubt(e)
			}
		}
		edges = waiting
	}
	for _, e := range edges {
		e.doubt("others at the address are as likely")
		doubt(e)
	}
	return doubtful
}

// contested reports whether one of a pair's rivals could still be meant.
func (g *grouping) contested(e edge) bool {
	return slices.ContainsFunc(e.rivals, func(r rival) bool { return g.mayJoin(r.index, r.of) })
}

// edge is a pair of profiles by index, a < b, with the others that are as
// likely.
type edge struct {
	a, b int
	Score
	rivals []rival
}

// likely scores the pairs that could meet and returns those worth a look,
// best first. A row listed twice comes before all.
func likely(profiles []profile) []edge {
	n := newAround(profiles)
	var edges []edge
	meet(profiles, func(i, j int) {
		a, b := &profiles[i], &profiles[j]
		score, rivals := n.compare(i, j)
		if sameRow(a, b) {
			score, rivals = Score{Value: certain, Reasons: []string{"same name and address"}}, nil
		}
		if score.Value >= Possible {
			edges = append(edges, edge{i, j, score, rivals})
		}
	})
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.Value, x.Value), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return edges
}

// certain is the score of one row listed twice, above any sum of evidence.
const certain = 2

// grouping joins records into places, as a disjoint-set forest that also
// knows each place's members.
type grouping struct {
	profiles []profile
	index    map[string]int // of each record's key
	root     []int
	members  map[int][]int // of each root
	apart    map[int][]int // which records a steward holds apart from one
}

func newGrouping(profiles []profile) *grouping {
	n := len(profiles)
	g := &grouping{profiles: profiles, index: make(map[string]int, n), root: make([]int, n), members: make(map[int][]int, n), apart: map[int][]int{}}
	for i := range profiles {
		g.index[profiles[i].Key] = i
		g.root[i] = i
		g.members[i] = []int{i}
	}
	return g
}

// join makes one place of those of a and b, unless an edition lists both or a
// steward holds them apart.
func (g *grouping) join(a, b int) bool {
	if !g.mayJoin(a, b) {
		return false
	}
	if ra, rb := g.root[a], g.root[b]; ra != rb {
		g.unite(ra, rb)
	}
	return true
}

// mayJoin reports whether nothing forbids that a and b are one place.
func (g *grouping) mayJoin(a, b int) bool {
	ra, rb := g.root[a], g.root[b]
	if ra == rb {
		return true
	}
	if g.keptApart(ra, rb) {
		return false
	}
	for _, m := range g.members[ra] {
		for _, n := range g.members[rb] {
			if told(&g.profiles[m], &g.profiles[n]) {
				return false
			}
		}
	}
	return true
}

// unite makes one place of two, which are roots.
func (g *grouping) unite(ra, rb int) {
	for _, n := range g.members[rb] {
		g.root[n] = ra
	}
	g.members[ra] = append(g.members[ra], g.members[rb]...)
	delete(g.members, rb)
}

func (g *grouping) places() [][]string {
	places := make([][]string, 0, len(g.members))
	for _, members := range g.members {
		keys := make([]string, len(members))
		for i, m := range members {
			keys[i] = g.profiles[m].Key
		}
		slices.Sort(keys)
		places = append(places, keys)
	}
	slices.SortFunc(places, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return places
}

// stillApart leaves out pairs that came together by way of another record, and
// pairs that somebody has decided on: the source, which lists both in one
// edition, or a steward.
func (g *grouping) stillApart(pairs []Pair) []Pair {
	return slices.DeleteFunc(pairs, func(p Pair) bool {
		a, b := g.index[p.A], g.index[p.B]
		return g.root[a] == g.root[b] || told(&g.profiles[a], &g.profiles[b]) || g.keptApart(g.root[a], g.root[b])
	})
}
