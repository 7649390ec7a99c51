package index

import "math/bits"

// censusWords is how many words of rows lie between two entries of a census.
const censusWords = 8

// census holds for every censusWords-th word how often each code is answered
// with yes by the listed rows before it, so that the counts of a long range
// are a difference. It takes 2.5 bytes a row.
type census struct {
	listed bitset // the rows counted: those not gone when the part was made
	upTo   [][]int32
}

func newCensus(m *matrix, listed bitset, codes int) census {
	c := census{listed: listed, upTo: [][]int32{make([]int32, codes)}}
	var t tally
	for at := 0; at+censusWords <= len(listed); at += censusWords {
		t.start(m, 0, codes)
		for w := at; w < at+censusWords; w++ {
			t.addRows(w, listed[w])
		}
		next := append([]int32(nil), c.upTo[len(c.upTo)-1]...)
		t.addTo(next, 1)
		c.upTo = append(c.upTo, next)
	}
	return c
}

// counter counts the codes of rows, those to be added and those to be
// subtracted.
type counter struct{ plus, minus tally }

// count adds to counts, for each code, the rows of a set that have it.
func (p *part) count(set *rowset, k *counter, counts []int32) {
	if rows, _ := set.size(); rows <= fewRows {
		for row := range set.rows() {
			p.matrix.addRow(row, counts)
		}
		return
	}
	k.plus.start(&p.matrix, 0, len(p.codes.codes))
	k.minus.start(&p.matrix, 0, len(p.codes.codes))
	for _, st := range set.stretches {
		p.countStretch(st, set.bits, k, counts)
	}
	k.plus.addTo(counts, 1)
	k.minus.addTo(counts, -1)
}

// countStretch adds up rows, or takes the census of the middle and adds up
// the rows in which the set differs from it, whichever are fewer.
func (p *part) countStretch(st stretch, set bitset, k *counter, counts []int32) {
	from := (st.lo + censusWords - 1) / censusWords
	to := st.hi / censusWords
	middle := stretch{from * censusWords, to * censusWords}
	if from >= to || !p.census.nearer(middle, set) {
		k.addAll(st, set)
		return
	}
	for code, before := range p.census.upTo[from] {
		counts[code] += p.census.upTo[to][code] - before
	}
	k.addAll(stretch{st.lo, middle.lo}, set)
	k.addAll(stretch{middle.hi, st.hi}, set)
	for w := middle.lo; w < middle.hi; w++ {
		k.plus.addRows(w, set[w]&^p.census.listed[w])
		k.minus.addRows(w, p.census.listed[w]&^set[w])
	}
}

// censusCost is what a look into the census costs, in rows.
const censusCost = 60

// nearer reports whether the set is more like the census than like nothing.
func (c *census) nearer(st stretch, set bitset) bool {
	rows, different := 0, 0
	for w := st.lo; w < st.hi; w++ {
		rows += bits.OnesCount64(set[w])
		different += bits.OnesCount64(set[w] ^ c.listed[w])
	}
	return different+censusCost < rows
}

func (k *counter) addAll(st stretch, set bitset) {
	for w := st.lo; w < st.hi; w++ {
		k.plus.addRows(w, set[w])
	}
}
