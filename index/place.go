package index

import "haven/internal/geo"

// near adds the rows inside a limited circle.
func (p *part) near(c *circle, into *rowset) {
	for i := 0; i < len(p.tree); {
		n := &p.tree[i]
		d := c.centre.chord2(&n.centre)
		switch {
		case d > square(c.chord+n.reach+slack):
			i = int(n.next)
		case c.chord > n.reach+slack && d < square(c.chord-n.reach-slack):
			into.addRange(int(n.lo), int(n.hi))
			i = int(n.next)
		case p.tree.leaf(i):
			p.nearIn(n, c, into)
			i++
		default:
			i++
		}
	}
}

// nearIn looks at the rows of a cell one by one.
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
	d := c.centre.chord2(&p.places[row])
	return d <= c.in || d <= c.out && geo.Distance(c.point, p.listings[row].Location.Point) <= c.radius
}
