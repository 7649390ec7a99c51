package index

import (
	"math"
	"slices"
	"sort"

	"haven/internal/geo"
)

// leafRows is how many rows a cell of the tree may have without being
// divided. Looking at a row costs about as much as looking at a cell.
const leafRows = 24

// tree is the cells that hold listings. The cells that one is divided into
// stand side by side. There is no cell of the whole world: the first level
// are base cells.
type tree struct {
	nodes []node
	roots int32 // how many there are, at the beginning
}

// node is a cell: a range of rows and a ball around their places. It is kept
// to half a cache line; the ball is a little too large rather than exact.
type node struct {
	x, y, z  float32 // centre of the ball
	reach    float32 // chord from the centre that no place exceeds
	lo, hi   int32   // rows
	from, to int32   // the nodes below; none in a leaf
}

// roundOff bounds what float32 adds to a chord: four roundings of numbers
// below two.
const roundOff = 1e-6

func newTree(cells []cell, places []geo.Vector) tree {
	b := &treeBuilder{cells: cells, places: places}
	b.divide(0, len(cells), base)
	t := tree{roots: int32(len(b.nodes))}
	for i := 0; i < len(b.nodes); i++ {
		b.split(i)
	}
	t.nodes = slices.Clip(b.nodes)
	return t
}

type treeBuilder struct {
	nodes  []node
	cells  []cell
	places []geo.Vector
}

// divide adds a node for each cell of the resolution among the rows.
func (b *treeBuilder) divide(lo, hi, res int) {
	for lo < hi {
		end := b.end(lo, hi, res)
		n := ball(b.places[lo:end])
		n.lo, n.hi = int32(lo), int32(end)
		b.nodes = append(b.nodes, n)
		lo = end
	}
}

// end is the first row after those in the cell of row lo.
func (b *treeBuilder) end(lo, hi, res int) int {
	parent := b.cells[lo].within(res)
	return lo + sort.Search(hi-lo, func(i int) bool { return b.cells[lo+i].within(res) != parent })
}

// split divides a node with many rows at the first resolution that does.
func (b *treeBuilder) split(i int) {
	lo, hi := int(b.nodes[i].lo), int(b.nodes[i].hi)
	if hi-lo <= leafRows {
		return
	}
	for res := base + 1; res <= resolution; res++ {
		if b.end(lo, hi, res) < hi {
			b.nodes[i].from = int32(len(b.nodes))
			b.divide(lo, hi, res)
			b.nodes[i].to = int32(len(b.nodes))
			return
		}
	}
}

// ball is a node around the places. Any centre is right; the mean makes a
// small ball.
func ball(places []geo.Vector) node {
	var sum geo.Vector
	for i := range places {
		for axis := range sum {
			sum[axis] += places[i][axis]
		}
	}
	length := math.Sqrt(sum.Chord2(&geo.Vector{}))
	if length < slack { // places on opposite sides of the Earth
		sum, length = places[0], 1
	}
	n := node{x: float32(sum[0] / length), y: float32(sum[1] / length), z: float32(sum[2] / length)}
	farthest := 0.0
	for i := range places {
		farthest = max(farthest, n.chord2(&places[i]))
	}
	n.reach = float32(math.Sqrt(farthest)) + roundOff
	return n
}

// chord2 is the square of the chord from the centre to a place.
func (n *node) chord2(v *geo.Vector) float64 {
	x, y, z := v[0]-float64(n.x), v[1]-float64(n.y), v[2]-float64(n.z)
	return x*x + y*y + z*z
}

func (n *node) leaf() bool { return n.from == n.to }
