package index

import "math/bits"

// matrix holds for each row a bit for each code that the row answers with
// yes. The columns hold the same bits the other way round: a filter looks at
// one code of many rows, a count at all codes of a few.
type matrix struct {
	stride int      // words of a row
	words  []uint64 // of all rows, and of an empty one after the last
}

func newMatrix(rows []row, stride int) matrix {
	m := matrix{stride, make([]uint64, (len(rows)+1)*stride)}
	for i := range rows {
		copy(m.words[i*stride:(i+1)*stride], rows[i].yes)
	}
	return m
}

// fewRows are counted one by one: a tally costs as much before it begins.
const fewRows = 6

// addRow counts the codes of one row.
func (m *matrix) addRow(row int, counts []int32) {
	for w, codes := range m.words[row*m.stride : (row+1)*m.stride] {
		for ; codes != 0; codes &= codes - 1 {
			counts[w*wordBits+bits.TrailingZeros64(codes)]++
		}
	}
}

// tally counts, for each code, the rows that have it. It adds rows as one
// adds numbers on paper, for 64 codes at once: plane p holds bit p of each
// code's count. Eight rows make one carry to the plane of the eights; there
// and above, a carry waits for the next one, and both are added to the plane.
type tally struct {
	matrix  *matrix
	lo      int      // the first word of a row that is counted
	width   int      // how many are
	planes  []uint64 // height planes of width words
	waiting []uint64 // for each plane the carry that waits
	waits   uint     // bit p: one waits for plane p
	height  int
	batch   [8]int // where the words of rows begin that are to be added
	filled  int
	carry   []uint64 // width words
}

// start begins to count the codes from the one numbered lo up to hi, and
// those that share a word with them.
func (t *tally) start(m *matrix, lo, hi int) {
	t.matrix, t.filled, t.height, t.waits = m, 0, 0, 0
	t.lo, t.width = lo/wordBits, words(hi)-lo/wordBits
	t.planes, t.waiting = t.planes[:0], t.waiting[:0]
	if cap(t.carry) < t.width {
		t.carry = make([]uint64, t.width)
	}
	t.carry = t.carry[:t.width]
}

// addRows adds the rows of a word.
func (t *tally) addRows(word int, rows uint64) {
	stride := t.matrix.stride
	for ; rows != 0; rows &= rows - 1 {
		t.batch[t.filled] = (word*wordBits + bits.TrailingZeros64(rows)) * stride
		if t.filled++; t.filled == len(t.batch) {
			t.addBatch()
		}
	}
}

func (t *tally) addBatch() {
	t.filled = 0
	t.reach(3)
	m, b, carry := t.matrix.words[t.lo:], &t.batch, t.carry
	r0, r1, r2, r3 := m[b[0]:][:len(carry)], m[b[1]:][:len(carry)], m[b[2]:][:len(carry)], m[b[3]:][:len(carry)]
	r4, r5, r6, r7 := m[b[4]:][:len(carry)], m[b[5]:][:len(carry)], m[b[6]:][:len(carry)], m[b[7]:][:len(carry)]
	ones, twos, fours := t.planes[:len(carry)], t.planes[t.width:][:len(carry)], t.planes[2*t.width:][:len(carry)]
	for w := range carry {
		one, two1 := add(ones[w], r0[w], r1[w])
		one, two2 := add(one, r2[w], r3[w])
		two, four1 := add(twos[w], two1, two2)
		one, two1 = add(one, r4[w], r5[w])
		one, two2 = add(one, r6[w], r7[w])
		two, four2 := add(two, two1, two2)
		ones[w], twos[w] = one, two
		fours[w], carry[w] = add(fours[w], four1, four2)
	}
	t.addCarry(3)
}

// add adds three bits of 64 codes each.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}

// addCarry adds the carry to plane p, or lets it wait for another.
func (t *tally) addCarry(p int) {
	for ; t.waits>>p&1 != 0; p++ {
		t.waits &^= 1 << p
		at := p * t.width
		plane, waiting := t.planes[at:][:len(t.carry)], t.waiting[at:][:len(t.carry)]
		for w := range t.carry {
			plane[w], t.carry[w] = add(plane[w], waiting[w], t.carry[w])
		}
	}
	t.reach(p + 1)
	t.waits |= 1 << p
	copy(t.waiting[p*t.width:], t.carry)
}

// reach makes sure that there are so many planes.
func (t *tally) reach(height int) {
	for ; t.height < height; t.height++ {
		t.planes = append(t.planes, t.carry...)
		clear(t.planes[t.height*t.width:])
		t.waiting = append(t.waiting, t.carry...)
	}
}

// settle adds what is left over: an incomplete batch and the carries that
// wait.
func (t *tally) settle() {
	if t.filled > 0 {
		empty := len(t.matrix.words) - t.matrix.stride
		for i := t.filled; i < len(t.batch); i++ {
			t.batch[i] = empty
		}
		t.addBatch()
	}
	if t.waits == 0 {
		return
	}
	t.reach(t.height + 1)
	clear(t.carry)
	for p := 3; p < t.height; p++ {
		at := p * t.width
		plane, waiting := t.planes[at:][:len(t.carry)], t.waiting[at:][:len(t.carry)]
		if t.waits>>p&1 == 0 {
			clear(waiting)
		}
		for w := range t.carry {
			plane[w], t.carry[w] = add(plane[w], waiting[w], t.carry[w])
		}
	}
	t.waits = 0
}

// addTo adds the counts, times sign, to those of all codes.
func (t *tally) addTo(counts []int32, sign int32) {
	t.settle()
	for low := 0; low < t.height; low += 8 {
		for w := range t.width {
			t.addByte(counts, sign, low, w)
		}
	}
}

// addByte adds the eight planes from low on of a word: it turns eight planes
// of eight codes into eight numbers at a time.
func (t *tally) addByte(counts []int32, sign int32, low, w int) {
	planes := t.planes[low*t.width+w:]
	height := min(8, t.height-low)
	code := (t.lo + w) * wordBits
	for shift := 0; shift < wordBits; shift += 8 {
		var block uint64
		for p := range height {
			block |= planes[p*t.width] >> shift & 0xFF << (8 * p)
		}
		block = transpose8(block)
		for i := code + shift; block != 0; i, block = i+1, block>>8 {
			counts[i] += sign * int32(block&0xFF) << low
		}
	}
}
