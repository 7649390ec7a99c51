package index

import "math/bits"

// matrix holds for each row a bit for each code that the row answers with
// yes. The columns hold the same bits the other way round: a filter looks at
// one code of many rows, a count at all codes of a few.
type matrix struct {
	stride int // words of a row
	words  []uint64
}

func newMatrix(rows []row, stride int) matrix {
	m := matrix{stride, make([]uint64, len(rows)*stride)}
	for i := range rows {
		copy(m.words[i*stride:(i+1)*stride], rows[i].yes)
	}
	return m
}

// tally counts, for each code, the rows that have it. It adds rows as one
// adds numbers on paper, for 64 codes at once: plane p holds bit p of each
// code's count. Seven rows, being at most 7 = 4+2+1, make three planes with
// four adders, and these are added to the sum with a carry.
type tally struct {
	matrix *matrix
	planes []uint64 // height planes of stride words
	height int
	batch  [7]int // where the words of rows begin that wait to be added
	filled int
}

func (t *tally) start(m *matrix) {
	t.matrix, t.filled, t.height = m, 0, 0
	t.planes = t.planes[:0]
}

// addRows adds the rows of a word.
func (t *tally) addRows(word int, rows uint64) {
	stride := t.matrix.stride
	for ; rows != 0; rows &= rows - 1 {
		t.batch[t.filled] = (word*wordBits + bits.TrailingZeros64(rows)) * stride
		if t.filled++; t.filled == len(t.batch) {
			t.addSeven()
			t.filled = 0
		}
	}
}

func (t *tally) addSeven() {
	t.reach(3)
	m, b, stride := t.matrix.words, &t.batch, t.matrix.stride
	for w := range stride {
		ones, carry1 := add(m[b[0]+w], m[b[1]+w], m[b[2]+w])
		ones, carry2 := add(ones, m[b[3]+w], m[b[4]+w])
		ones, carry3 := add(ones, m[b[5]+w], m[b[6]+w])
		twos, fours := add(carry1, carry2, carry3)

		one, two, four := &t.planes[w], &t.planes[stride+w], &t.planes[2*stride+w]
		carry := *one & ones
		*one ^= ones
		*two, carry = add(*two, twos, carry)
		*four, carry = add(*four, fours, carry)
		t.carry(3, w, carry)
	}
}

// carry adds to the planes from p on.
func (t *tally) carry(p, w int, carry uint64) {
	for ; carry != 0; p++ {
		t.reach(p + 1)
		plane := &t.planes[p*t.matrix.stride+w]
		*plane, carry = *plane^carry, *plane&carry
	}
}

// reach makes sure that there are so many planes.
func (t *tally) reach(height int) {
	for ; t.height < height; t.height++ {
		for range t.matrix.stride {
			t.planes = append(t.planes, 0)
		}
	}
}

// add adds three bits of 64 codes each.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}

// addTo adds the counts to those of the codes, times sign.
func (t *tally) addTo(counts []int32, sign int32) {
	for _, at := range t.batch[:t.filled] {
		for w, word := range t.matrix.words[at : at+t.matrix.stride] {
			t.carry(0, w, word)
		}
	}
	for low := 0; low < t.height; low += 8 {
		for w := range t.matrix.stride {
			t.addByte(counts, sign, low, w)
		}
	}
}

// addByte adds the eight planes from low on of the codes of word w: it turns
// eight planes of eight codes into eight numbers at a time.
func (t *tally) addByte(counts []int32, sign int32, low, w int) {
	planes := t.planes[low*t.matrix.stride:]
	height := min(8, t.height-low)
	for code := w * wordBits; code < min(len(counts), (w+1)*wordBits); code += 8 {
		var block uint64
		for p := range height {
			block |= planes[p*t.matrix.stride+w] >> (code % wordBits) & 0xFF << (8 * p)
		}
		block = transpose8(block)
		for i := code; block != 0; i, block = i+1, block>>8 {
			counts[i] += sign * int32(block&0xFF) << low
		}
	}
}
