package index

import "haven/internal/facility"

// columns tell what the rows answer to each code: yes, or maybe, which is yes
// or unknown. A code without a column is unknown everywhere.
type columns struct {
	yes, may []bitset // by the code's number
}

// newColumns turns the rows' answers, a bit for each code, by their side.
func newColumns(rows []row, codes int) columns {
	return columns{
		yes: turned(rows, codes, func(r *row, w int) uint64 { return wordAt(r.yes, w) }),
		may: turned(rows, codes, func(r *row, w int) uint64 { return ^wordAt(r.no, w) }),
	}
}

// wordAt is zero beyond the end: the row was made before the code was known.
func wordAt(b bitset, w int) uint64 {
	if w < len(b) {
		return b[w]
	}
	return 0
}

func turned(rows []row, codes int, word func(r *row, w int) uint64) []bitset {
	length, stride := words(len(rows)), words(codes)
	all := make(bitset, length*codes)
	columns := make([]bitset, codes)
	for c := range columns {
		columns[c], all = all[:length:length], all[length:]
	}
	var block [wordBits]uint64
	for at := range length {
		rows := rows[at*wordBits : min(len(rows), (at+1)*wordBits)]
		for w := range stride {
			clear(block[:])
			for i := range rows {
				block[i] = word(&rows[i], w)
			}
			transpose64(&block)
			for bit, code := 0, w*wordBits; bit < wordBits && code < codes; bit, code = bit+1, code+1 {
				columns[code][at] = block[bit]
			}
		}
	}
	return columns
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
