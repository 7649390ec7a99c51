package index

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// judge scores rows of a view and keeps the best.
type judge struct {
	*view
	plan    *plan
	names   []*roaring.Bitmap // for each word, the rows that have it in their names
	ranks   []int32
	best    *best
	topRoom float64 // the most that a row's room may count
	matched []string
}

// chooseBest adds the best of sure, which are so many, to the answer.
func (v *view) chooseBest(q *plan, total int, names []*roaring.Bitmap, ws *workspace) {
	if q.want == 0 || total == 0 {
		return
	}
	j := judge{v, q, names, v.names().ranks, &ws.best, v.moments.mostRoom(q.Now), make([]string, 0, len(q.numbers))}
	j.best.start(q.want)
	if q.Near == nil || total <= fewHits {
		for row := range ws.sure.rows() {
			j.score(row)
		}
	} else {
		j.outwards(ws.sure.bits, &ws.ahead)
	}
	j.best.prune()
	for _, s := range j.best.kept {
		q.answer.found = append(q.answer.found, found{
			view: v, row: int(s.row), score: s.score, distance: s.distance, name: nameKey(v.listings[s.row]),
		})
	}
}

// outwards scores rows of a set from the nearest cell outwards, until none can
// be near enough, however well it fits and however fresh it is.
func (j *judge) outwards(set bitset, a *ahead) {
	c := &j.plan.circle
	*a = (*a)[:0]
	j.lookAhead(0, j.tree.roots, c, a)
	for len(*a) > 0 {
		s := a.pop()
		if j.best.hopeless(facility.Best(facility.Merit{Distance: atLeast(s.nearest), Fit: 1, Fresh: 1, Reach: j.topReach, Room: j.topRoom})) {
			return
		}
		if n := &j.tree.nodes[s.node]; n.leaf() {
			j.scoreRange(int(n.lo), int(n.hi), set)
		} else {
			j.lookAhead(n.from, n.to, c, a)
		}
	}
	j.scoreRange(len(j.places), j.len(), set)
}

func (j *judge) scoreRange(lo, hi int, set bitset) {
	for row := lo; row < hi; row++ {
		if set.has(row) {
			j.score(row)
		}
	}
}

// score looks closer at a row only while it may be among the best: at its
// chord, its distance and, the costliest, the age of its facts.
func (j *judge) score(row int) {
	m := facility.Merit{Distance: -1, Fit: fitOf(j.names, row), Fresh: 1, Reach: float64(j.reach[row])}
	if j.topRoom > 0 {
		m.Room = j.moments.room(row)
	}
	if j.plan.Near != nil {
		if m.Distance = atLeast(j.chord2(row, &j.plan.circle)); j.best.hopeless(facility.Best(m)) {
			return
		}
		m.Distance = j.distance(row, &j.plan.circle)
	}
	if j.best.hopeless(facility.Best(m)) {
		return
	}
	l := j.listings[row]
	j.matched = j.offered(row, j.plan, j.matched[:0])
	m.Fresh = l.Freshness(j.matched, j.plan.Conditions, j.plan.Now)
	m.Reach, _ = l.Reach.At(j.plan.Now)
	if m.Room > 0 {
		m.Room = l.RoomAt(j.plan.Conditions, j.plan.Now)
	}
	j.best.offer(scored{facility.Best(m), m.Distance, int32(row), j.ranks[row]})
}

// atLeast is a distance in metres that places so far apart, by the square of
// their chord, have at least: an arc is longer than its chord.
func atLeast(chord2 float64) float64 {
	return max(0, math.Sqrt(chord2)-slack) * geo.EarthRadius
}

// offered appends the asked codes that the row has.
func (p *part) offered(row int, q *plan, codes []string) []string {
	for i, g := range q.groups {
		for j, n := range g.numbers {
			if p.columns.answer(row, n) == facility.Yes {
				codes = append(codes, q.Groups[i].Codes[j])
			}
		}
	}
	return codes
}
