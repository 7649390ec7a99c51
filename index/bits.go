package index

import "math/bits"

// wordBits is the number of rows in one word of a bitset.
const wordBits = 64

// bitset is a set of rows.
type bitset []uint64

func newBitset(rows int) bitset { return make(bitset, words(rows)) }

// words is how many words hold a bit for each of n rows.
func words(n int) int { return (n + wordBits - 1) / wordBits }

func (b bitset) add(row int)      { b[row/wordBits] |= 1 << (row % wordBits) }
func (b bitset) remove(row int)   { b[row/wordBits] &^= 1 << (row % wordBits) }
func (b bitset) has(row int) bool { return b[row/wordBits]>>(row%wordBits)&1 != 0 }

// addRange adds the rows from lo up to hi, without hi.
func (b bitset) addRange(lo, hi int) {
	if lo >= hi {
		return
	}
	first, last := lo/wordBits, (hi-1)/wordBits
	head, tail := ^uint64(0)<<(lo%wordBits), ^uint64(0)>>(wordBits-1-(hi-1)%wordBits)
	if first == last {
		b[first] |= head & tail
		return
	}
	b[first] |= head
	for w := first + 1; w < last; w++ {
		b[w] = ^uint64(0)
	}
	b[last] |= tail
}

// count is how many rows of the words from lo up to hi are in the set.
func (b bitset) count(lo, hi int) int {
	n := 0
	for _, word := range b[lo:hi] {
		n += bits.OnesCount64(word)
	}
	return n
}

// transpose64 turns rows into columns: bit c of word r becomes bit r of word
// c. It swaps ever smaller off-diagonal blocks (Hacker's Delight, 7-3).
func transpose64(m *[64]uint64) {
	mask := uint64(0x0000_0000_FFFF_FFFF)
	for size := 32; size != 0; size >>= 1 {
		for r := 0; r < 64; r = (r + size + 1) &^ size {
			swap := (m[r]>>size ^ m[r+size]) & mask
			m[r] ^= swap << size
			m[r+size] ^= swap
		}
		mask ^= mask << (size / 2)
	}
}

// transpose8 does the same to the eight bytes of a word.
func transpose8(x uint64) uint64 {
	swap := (x ^ x>>7) & 0x00AA00AA00AA00AA
	x ^= swap ^ swap<<7
	swap = (x ^ x>>14) & 0x0000CCCC0000CCCC
	x ^= swap ^ swap<<14
	swap = (x ^ x>>28) & 0x00000000F0F0F0F0
	return x ^ swap ^ swap<<28
}
