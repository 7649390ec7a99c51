package index

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// scored is a row with what the best order goes by.
type scored struct {
	score    float64
	distance float64 // metres; negative without a place, infinite without a point
	row      int32
	rank     int32 // by name
}

func (a scored) before(b scored) bool {
	switch {
	case a.score != b.score:
		return a.score > b.score
	case a.distance != b.distance:
		return a.distance < b.distance
	}
	return a.rank < b.rank
}

// best keeps the first rows of many in the best order.
type best struct {
	want int
	kept []scored
	room int // kept is pruned when it has grown to this
	full bool
	last scored // what comes after it is not wanted, once the best are full
}

func (b *best) start(want int) {
	*b = best{want: want, kept: b.kept[:0], room: 2*want + 32}
}

// hopeless reports whether no row that scores so much at most is wanted.
func (b *best) hopeless(score float64) bool { return b.full && score < b.last.score }

func (b *best) offer(s scored) {
	if b.full && !s.before(b.last) {
		return
	}
	if b.kept = append(b.kept, s); len(b.kept) >= b.room {
		b.prune()
	}
}

// prune drops all but the wanted, and leaves those in their order.
func (b *best) prune() {
	slices.SortFunc(b.kept, func(s, t scored) int {
		switch {
		case s.before(t):
			return -1
		case t.before(s):
			return 1
		}
		return 0
	})
	if len(b.kept) < b.want {
		return
	}
	b.kept = b.kept[:b.want]
	b.last, b.full = b.kept[b.want-1], true
}

// chooseBest scores the rows of sure and adds the best to the answer.
func (v *view) chooseBest(q *plan, names []*roaring.Bitmap, ws *workspace) {
	if q.want == 0 {
		return
	}
	b := &ws.best
	b.start(q.want)
	ranks := v.names().ranks
	matched := make([]string, 0, len(q.numbers))
	for row := range ws.sure.rows() {
		fit := fitOf(names, row)
		if b.hopeless(facility.Best(v.atLeast(row, q), fit, 1)) {
			continue
		}
		distance := v.distance(row, q)
		if b.hopeless(facility.Best(distance, fit, 1)) {
			continue
		}
		matched = v.matched(row, q, matched[:0])
		fresh := v.listings[row].Freshness(matched, q.Now)
		b.offer(scored{facility.Best(distance, fit, fresh), distance, int32(row), ranks[row]})
	}
	b.prune()
	for _, s := range b.kept {
		q.answer.found = append(q.answer.found, found{
			view: v, row: int(s.row), score: s.score, distance: s.distance, name: nameKey(v.listings[s.row]),
		})
	}
}

// distance is how far a row is in metres: negative without a place, infinite
// for a row without a point.
func (p *part) distance(row int, q *plan) float64 {
	switch {
	case q.Near == nil:
		return -1
	case row >= len(p.places):
		return math.Inf(1)
	}
	return geo.Distance(q.circle.point, p.points[row])
}

// atLeast is a distance that a row has at least: that of its chord, which is
// found much faster.
func (p *part) atLeast(row int, q *plan) float64 {
	if q.Near == nil {
		return -1
	}
	return max(0, math.Sqrt(p.chord2(row, &q.circle))-slack) * geo.EarthRadius
}

// matched appends the asked codes that the row has.
func (p *part) matched(row int, q *plan, codes []string) []string {
	for i, g := range q.groups {
		for j, n := range g.numbers {
			if p.columns.answer(row, n) == facility.Yes {
				codes = append(codes, q.Groups[i].Codes[j])
			}
		}
	}
	return codes
}
