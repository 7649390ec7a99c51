package index

import (
	"math"
	"slices"
	"sort"
)

// leafRows is how many rows a cell of the tree has at least before it is
// divided. Looking at a row costs about half of looking at a cell.
const leafRows = 24

// tree is the cells that hold listings, each before the cells it is divided
// into. There is no cell of the whole world: its top level are base cells.
type tree []node

// node is a cell: a range of rows and the ball around their places.
type node struct {
	centre vector
	reach  float64 // chord from centre to the farthest place, with slack
	lo, hi int32   // rows
	next   int32   // the node after this one and all below it
}

func newTree(cells []cell, places []vector) tree {
	t := &treeBuilder{cells: cells, places: places}
	t.divide(0, len(cells), base)
	return slices.Clip(t.tree)
}

type treeBuilder struct {
	tree   tree
	cells  []cell
	places []vector
}

// divide adds a node for each cell of the resolution among the rows.
func (t *treeBuilder) divide(lo, hi, res int) {
	for lo < hi {
		end := t.end(lo, hi, res)
		t.add(lo, end, res)
		lo = end
	}
}

// end is the first row after those in the cell of row lo.
func (t *treeBuilder) end(lo, hi, res int) int {
	parent := t.cells[lo].within(res)
	return lo + sort.Search(hi-lo, func(i int) bool { return t.cells[lo+i].within(res) != parent })
}

// add adds the node of rows that share a cell, and those below it. Cells that
// are not really divided, having all their rows in one child, are passed over.
func (t *treeBuilder) add(lo, hi, res int) {
	at := len(t.tree)
	t.tree = append(t.tree, ball(t.places[lo:hi]))
	for hi-lo > leafRows && res < resolution {
		res++
		if t.end(lo, hi, res) < hi {
			t.divide(lo, hi, res)
			break
		}
	}
	n := &t.tree[at]
	n.lo, n.hi, n.next = int32(lo), int32(hi), int32(len(t.tree))
}

// ball is a node around the places. Any centre is right; the mean makes a
// small ball.
func ball(places []vector) node {
	var sum vector
	for i := range places {
		for axis := range sum {
			sum[axis] += places[i][axis]
		}
	}
	n := node{centre: places[0]}
	if length := math.Sqrt(sum.chord2(&vector{})); length > slack {
		n.centre = vector{sum[0] / length, sum[1] / length, sum[2] / length}
	}
	farthest := 0.0
	for i := range places {
		farthest = max(farthest, n.centre.chord2(&places[i]))
	}
	n.reach = math.Sqrt(farthest) + slack
	return n
}

func (t tree) leaf(i int) bool { return int(t[i].next) == i+1 }
