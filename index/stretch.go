package index

import (
	"iter"
	"math/bits"
)

// stretch is a run of words of a bitset, from lo up to hi, without hi.
type stretch struct{ lo, hi int }

// rowset is a set of rows that knows in which words its rows are: all others
// are zero. Its bitset is as long as the part has words and is used again.
type rowset struct {
	bits      bitset
	stretches []stretch // ascending, apart from each other
	spare     []stretch
}

// addRange adds rows from lo up to hi. Calls must come in ascending order.
func (s *rowset) addRange(lo, hi int) {
	if lo >= hi {
		return
	}
	s.touch(lo/wordBits, (hi-1)/wordBits+1)
	s.bits.addRange(lo, hi)
}

// addWord adds rows of one word. Calls must come in ascending order.
func (s *rowset) addWord(word int, rows uint64) {
	if rows != 0 {
		s.touch(word, word+1)
		s.bits[word] |= rows
	}
}

func (s *rowset) touch(lo, hi int) {
	if n := len(s.stretches); n > 0 && lo <= s.stretches[n-1].hi {
		s.stretches[n-1].hi = max(s.stretches[n-1].hi, hi)
		return
	}
	s.stretches = append(s.stretches, stretch{lo, hi})
}

func (s *rowset) empty() bool { return len(s.stretches) == 0 }

// keep leaves only the rows that are also in other, and drops the words at
// which none is left.
func (s *rowset) keep(other bitset) {
	wide := s.stretches
	s.stretches, s.spare = s.spare[:0], wide
	for _, st := range wide {
		for w := st.lo; w < st.hi; w++ {
			if s.bits[w] &= other[w]; s.bits[w] != 0 {
				s.touch(w, w+1)
			}
		}
	}
}

// rows are those of the set, ascending.
func (s *rowset) rows() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, st := range s.stretches {
			for w := st.lo; w < st.hi; w++ {
				for rows := s.bits[w]; rows != 0; rows &= rows - 1 {
					if !yield(w*wordBits + bits.TrailingZeros64(rows)) {
						return
					}
				}
			}
		}
	}
}

// reset empties the set.
func (s *rowset) reset() {
	for _, st := range s.stretches {
		clear(s.bits[st.lo:st.hi])
	}
	s.stretches = s.stretches[:0]
}
