package index

import "haven/internal/facility"

// columns tell what the rows answer to each code: yes, or maybe, which is yes
// or unknown. A code without a column is unknown everywhere.
type columns struct {
	yes, may []bitset // by the code's number
}

// newColumns turns the rows' answers, a bit for each code, by their side.
func newColumns(rows []row, codes int) columns {
	c := columns{noAnswers(len(rows), codes), noAnswers(len(rows), codes)}
	var yes, no [wordBits]uint64
	for at := range words(len(rows)) {
		rows := rows[at*wordBits : min(len(rows), (at+1)*wordBits)]
		for w := range words(codes) {
			for i := range rows {
				yes[i], no[i] = wordAt(rows[i].yes, w), wordAt(rows[i].no, w)
			}
			clear(yes[len(rows):])
			clear(no[len(rows):])
			transpose64(&yes)
			transpose64(&no)
			there := ^uint64(0) >> (wordBits - len(rows))
			for bit, code := 0, w*wordBits; bit < wordBits && code < codes; bit, code = bit+1, code+1 {
				c.yes[code][at], c.may[code][at] = yes[bit], there&^no[bit]
			}
		}
	}
	return c
}

// no holds, row by row, a bit for each code that is answered with no.
func (c *columns) no(rows int) bitset {
	stride := words(len(c.may))
	no := make(bitset, rows*stride)
	var block [wordBits]uint64
	for at := range words(rows) {
		for w := range stride {
			clear(block[:])
			for bit, may := range c.may[w*wordBits : min(len(c.may), (w+1)*wordBits)] {
				block[bit] = ^may[at]
			}
			transpose64(&block)
			for i := range min(wordBits, rows-at*wordBits) {
				no[(at*wordBits+i)*stride+w] = block[i]
			}
		}
	}
	return no
}

// noAnswers is an empty column for each code.
func noAnswers(rows, codes int) []bitset {
	length := words(rows)
	all := make(bitset, length*codes)
	columns := make([]bitset, codes)
	for c := range columns {
		columns[c], all = all[:length:length], all[length:]
	}
	return columns
}

// wordAt is zero beyond the end: the row was made before the code was known.
func wordAt(b bitset, w int) uint64 {
	if w < len(b) {
		return b[w]
	}
	return 0
}

// answer is what a row says about a code, by its number.
func (c *columns) answer(row, code int) facility.Answer {
	switch {
	case code >= len(c.yes) || c.yes[code].has(row) != c.may[code].has(row):
		return facility.Unknown
	case c.yes[code].has(row):
		return facility.Yes
	}
	return facility.No
}
