package index

import (
	"math"

	"haven/internal/geo"
)

// nearest offers rows of a set from the nearest cell outwards, until no cell
// can hold one that is wanted. Rows without a place come last of all.
func (p *part) nearest(c *circle, set *rowset, t *top, a *ahead) {
	*a = (*a)[:0]
	p.lookAhead(0, p.tree.roots, c, a)
	for len(*a) > 0 {
		s := a.pop()
		if t.limit.before(candidate{key: s.nearest}) {
			return
		}
		if n := &p.tree.nodes[s.node]; n.leaf() {
			p.offerRange(int(n.lo), int(n.hi), c, set.bits, t)
		} else {
			p.lookAhead(n.from, n.to, c, a)
		}
	}
	p.offerRange(len(p.places), p.len(), c, set.bits, t)
}

func (p *part) offerRange(lo, hi int, c *circle, set bitset, t *top) {
	for row := lo; row < hi; row++ {
		if set.has(row) {
			t.offer(candidate{key: p.chord2(row, c), row: int32(row)})
		}
	}
}

// chord2 is infinite for a row without a place.
func (p *part) chord2(row int, c *circle) float64 {
	if row >= len(p.places) {
		return math.Inf(1)
	}
	return c.centre.Chord2(&p.places[row])
}

// distance is how far a row is in metres, infinite for a row without a place.
func (p *part) distance(row int, c *circle) float64 {
	if row >= len(p.places) {
		return math.Inf(1)
	}
	return geo.Arc(p.chord2(row, c))
}

// stop is a node still to be looked at, with the chord2 that its nearest row
// can have at least.
type stop struct {
	nearest float64
	node    int32
}

func (p *part) lookAhead(from, to int32, c *circle, a *ahead) {
	for i := from; i < to; i++ {
		n := &p.tree.nodes[i]
		chord := math.Sqrt(n.chord2(&c.centre)) - float64(n.reach)
		a.push(stop{square(max(0, chord)), i})
	}
}

// ahead is a heap of stops, the nearest on top.
type ahead []stop

func (a *ahead) push(s stop) {
	h := append(*a, s)
	i := len(h) - 1
	for i > 0 && s.nearest < h[(i-1)/2].nearest {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = s
	*a = h
}

func (a *ahead) pop() stop {
	h := *a
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1].nearest < h[child].nearest {
			child++
		}
		if child >= len(h) || last.nearest <= h[child].nearest {
			h[i] = last
			break
		}
		h[i] = h[child]
		i = child
	}
	*a = h
	return first
}
