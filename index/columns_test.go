package index

import (
	"testing"
)

// A part is made of the answers of another's rows, which must be the same.
func TestColumnsGiveTheAnswersOfRowsBack(t *testing.T) {
	s := newSampler(testSeed(t))
	for _, listings := range []int{1, 63, 64, 65, 200} {
		m := newMaker(noCodes, testLog(t))
		var rows []row
		for _, l := range s.listings(listings) {
			rows = append(rows, m.adopt(&l))
		}
		p := newPart(rows, m.codes, nil)
		no, stride := p.columns.no(p.len()), m.codes.stride()
		for i := range rows {
			if got := m.codes.spell(no[i*stride : (i+1)*stride]); got != rows[i].listing.No {
				t.Errorf("row %d of %d says no to %v, not %v", i, listings, got, rows[i].listing.No)
			}
		}
	}
}
