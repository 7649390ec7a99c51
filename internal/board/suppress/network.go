package suppress

import "math"

// network is a table with its totals as a last row and a last column. Nodes are
// the rows, then the columns.
type network struct {
	counts        [][]int
	people        []int // in each row; nil where each count is of others
	hidden        [][]bool
	rows, columns int // without the totals
}

// edge is a count, or a total, by where it stands.
type edge struct{ row, column int }

func newNetwork(counts [][]int, people []int) *network {
	n := &network{rows: len(counts), people: people}
	if n.rows > 0 {
		n.columns = len(counts[0])
	}
	n.counts, n.hidden = make([][]int, n.rows+1), make([][]bool, n.rows+1)
	for r := range n.counts {
		n.counts[r], n.hidden[r] = make([]int, n.columns+1), make([]bool, n.columns+1)
	}
	for r, row := range counts {
		for c, count := range row {
			n.counts[r][c] = count
			n.counts[r][n.columns] += count
			n.counts[n.rows][c] += count
			n.counts[n.rows][n.columns] += count
		}
	}
	return n
}

func (n *network) total() int { return n.counts[n.rows][n.columns] }

// small are the counts and totals that must not be told, but for the total of
// all, which is not small.
func (n *network) small() []edge {
	var small []edge
	for r, row := range n.counts {
		for c, count := range row {
			if 0 < count && n.peopleAt(edge{r, c}) < Minimum {
				small = append(small, edge{r, c})
			}
		}
	}
	return small
}

// peopleAt is how many people a count is of: those of a row may be in several
// columns.
func (n *network) peopleAt(e edge) int {
	count := n.counts[e.row][e.column]
	switch {
	case n.people == nil || e.column < n.columns:
		return count
	case e.row < n.rows:
		return min(count, n.people[e.row])
	}
	all := 0
	for _, people := range n.people {
		all += people
	}
	return min(count, all)
}

// isTotal: totals stand for the negative of what they add up to, so that every
// row and column of the network adds up to nothing.
func (n *network) isTotal(e edge) bool { return e.row == n.rows || e.column == n.columns }

// mayGrow and mayShrink tell whether a count can be one more or less in a table
// that looks the same: what is hidden is at least one, as zeros are told, and
// the total of all is known.
func (n *network) mayGrow(e edge) bool { return n.counts[e.row][e.column] >= 1 && !n.isAll(e) }
func (n *network) mayShrink(e edge) bool {
	return !n.isAll(e) && (n.isTotal(e) && n.counts[e.row][e.column] >= 1 || n.counts[e.row][e.column] >= 2)
}
func (n *network) isAll(e edge) bool { return e.row == n.rows && e.column == n.columns }

// passable tells whether a way may take an edge from its row to its column,
// which takes one from it, or back, which adds one. For totals it is the other
// way round.
func (n *network) passable(e edge, fromRow bool) bool {
	if fromRow == n.isTotal(e) {
		return n.mayGrow(e)
	}
	return n.mayShrink(e)
}

// cost of hiding a count: what readers lose by it.
func (n *network) cost(e edge) int {
	if n.hidden[e.row][e.column] {
		return 0
	}
	return 1 + n.counts[e.row][e.column]
}

// cheapest is the cheapest closed way on which one is added to a small count,
// without that count itself; Dijkstra's, on a network that is nearly complete.
func (n *network) cheapest(small edge) (way []edge, found bool) {
	from, to := small.row, n.rows+1+small.column
	if n.isTotal(small) {
		from, to = to, from
	}
	nodes := n.rows + n.columns + 2
	cost, before, done := make([]int, nodes), make([]int, nodes), make([]bool, nodes)
	for i := range cost {
		cost[i], before[i] = math.MaxInt, -1
	}
	cost[from] = 0
	for {
		at := nearest(cost, done)
		if at < 0 {
			return nil, false
		}
		if at == to {
			return n.wayTo(to, before), true
		}
		done[at] = true
		n.relax(at, small, cost, before)
	}
}

func nearest(cost []int, done []bool) int {
	at := -1
	for i := range cost {
		if !done[i] && cost[i] < math.MaxInt && (at < 0 || cost[i] < cost[at]) {
			at = i
		}
	}
	return at
}

// relax goes from a node along all its edges but the one that a way is for.
func (n *network) relax(at int, but edge, cost, before []int) {
	fromRow := at <= n.rows
	for i := range n.across(fromRow) {
		e, next := edge{at, i}, n.rows+1+i
		if !fromRow {
			e, next = edge{i, at - n.rows - 1}, i
		}
		if e == but || !n.passable(e, fromRow) {
			continue
		}
		if c := cost[at] + n.cost(e); c < cost[next] {
			cost[next], before[next] = c, at
		}
	}
}

// across is how many nodes are on the other side.
func (n *network) across(fromRow bool) int {
	if fromRow {
		return n.columns + 1
	}
	return n.rows + 1
}

func (n *network) wayTo(node int, before []int) []edge {
	var way []edge
	for last := before[node]; last >= 0; node, last = last, before[last] {
		row, column := min(node, last), max(node, last)-n.rows-1
		way = append(way, edge{row, column})
	}
	return way
}

func (n *network) published() Published {
	p := Published{Total: n.total(), Cells: make([][]Value, n.rows)}
	for r := range n.rows {
		p.Cells[r] = make([]Value, n.columns)
		for c := range n.columns {
			p.Cells[r][c] = n.value(r, c)
		}
		p.RowTotals = append(p.RowTotals, n.value(r, n.columns))
	}
	for c := range n.columns {
		p.ColumnTotals = append(p.ColumnTotals, n.value(n.rows, c))
	}
	return p
}

func (n *network) value(r, c int) Value {
	if n.hidden[r][c] {
		return Value{Hidden: true}
	}
	return Value{Count: n.counts[r][c]}
}
