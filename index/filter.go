package index

import "math/bits"

// filter keeps in sure the rows within whose groups are all at yes and that meet
// the conditions, and in may those with nothing at no. As a yes is a maybe, may
// holds sure.
func (p *part) filter(groups []group, ws *workspace) (sure, may int) {
	ws.sure.copyFrom(ws.fit)
	ws.may.copyFrom(ws.mayFit)
	for _, g := range groups {
		keepAny(&ws.sure, p.columns.yes, g.numbers, false)
		keepAny(&ws.may, p.columns.may, g.numbers, true)
	}
	sure, _ = ws.sure.size()
	may, _ = ws.may.size()
	return sure, may
}

// keepAny leaves the rows that have one of the columns. Where a number has
// none, all rows have it or none has.
func keepAny(set *rowset, columns []bitset, numbers []int, without bool) {
	var have []bitset
	for _, n := range numbers {
		switch {
		case n < len(columns):
			have = append(have, columns[n])
		case without:
			return
		}
	}
	for _, st := range set.stretches {
		rows := set.bits[st.lo:st.hi]
		if len(have) == 1 {
			for w, word := range have[0][st.lo:st.hi] {
				rows[w] &= word
			}
			continue
		}
		for w := range rows {
			any := uint64(0)
			for _, column := range have {
				any |= column[st.lo+w]
			}
			rows[w] &= any
		}
	}
}

// copyFrom makes an empty set the same as another.
func (s *rowset) copyFrom(other *rowset) {
	s.stretches = append(s.stretches, other.stretches...)
	for _, st := range s.stretches {
		copy(s.bits[st.lo:st.hi], other.bits[st.lo:st.hi])
	}
}

// size is how many rows the set has, and in how many words they may be.
func (s *rowset) size() (rows, words int) {
	for _, st := range s.stretches {
		rows += s.bits.count(st.lo, st.hi)
		words += st.hi - st.lo
	}
	return rows, words
}

// common is how many rows of the set a column has.
func (s *rowset) common(column bitset) int {
	n := 0
	for _, st := range s.stretches {
		rows := s.bits[st.lo:st.hi]
		for w, word := range column[st.lo:st.hi] {
			n += bits.OnesCount64(rows[w] & word)
		}
	}
	return n
}
