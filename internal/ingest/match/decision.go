package match

// Decision is a steward's word on two records: whether they are one place. It
// stands over every score, and over that an edition lists both.
type Decision struct {
	A, B string // record keys, in any order
	Same bool
}

// decide applies stewards' decisions before any pair is joined. They come with
// the newest first: one that a newer one contradicts, be it by way of further
// records, counts for nothing, nor does one on a record that is not there.
func (g *grouping) decide(decisions []Decision) {
	for _, d := range decisions {
		a, hasA := g.index[d.A]
		b, hasB := g.index[d.B]
		switch {
		case !hasA || !hasB || a == b || g.root[a] == g.root[b] || g.keptApart(g.root[a], g.root[b]):
		case d.Same:
			g.unite(g.root[a], g.root[b])
		default:
			g.apart[a] = append(g.apart[a], b)
			g.apart[b] = append(g.apart[b], a)
		}
	}
}

// keptApart reports whether a steward holds a record of one place apart from a
// record of the other; both are roots.
func (g *grouping) keptApart(ra, rb int) bool {
	if len(g.apart) == 0 {
		return false
	}
	for _, m := range g.members[ra] {
		for _, other := range g.apart[m] {
			if g.root[other] == rb {
				return true
			}
		}
	}
	return false
}
