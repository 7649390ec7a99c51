package index

import "haven/internal/geo"

// near adds the rows inside a limited circle.
func (p *part) near(c *circle, into *rowset) { p.nearAmong(0, p.tree.roots, c, into) }

// nearAmong looks at nodes and what is below them, in the order of rows.
func (p *part) nearAmong(from, to int32, c *circle, into *rowset) {
	nodes := p.tree.nodes[from:to]
	for i := range nodes {
		n := &nodes[i]
		d, reach := n.chord2(&c.centre), float64(n.reach)
		switch {
		case d > square(c.chord+reach+slack): // outside
		case c.chord > reach+slack && d < square(c.chord-reach-slack):
			into.addRange(int(n.lo), int(n.hi))
		case n.leaf():
			p.nearIn(n, c, into)
		default:
			p.nearAmong(n.from, n.to, c, into)
		}
	}
}

// nearIn looks at the rows of a node one by one.
func (p *part) nearIn(n *node, c *circle, into *rowset) {
	word, rows := int(n.lo)/wordBits, uint64(0)
	for row := int(n.lo); row < int(n.hi); row++ {
		if row/wordBits != word {
			into.addWord(word, rows)
			word, rows = row/wordBits, 0
		}
		if p.inside(row, c) {
			rows |= 1 << (row % wordBits)
		}
	}
	into.addWord(word, rows)
}

func (p *part) inside(row int, c *circle) bool {
	d := c.centre.Chord2(&p.places[row])
	return d <= c.in || d <= c.out && geo.Arc(d) <= c.radius
}
