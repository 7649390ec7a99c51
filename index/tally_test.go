package index

import (
	"fmt"
	"slices"
	"testing"
)

// rowsOf are rows with random answers to so many codes.
func rowsOf(s *sampler, n, codes int) []row {
	rows := make([]row, n)
	for i := range rows {
		rows[i].yes, rows[i].no = newBitset(codes), newBitset(codes)
		for c := range codes {
			switch s.IntN(3) {
			case 0:
				rows[i].yes.add(c)
			case 1:
				rows[i].no.add(c)
			}
		}
	}
	return rows
}

func TestATallyCountsLikeAPerson(t *testing.T) {
	s := newSampler(testSeed(t))
	for _, codes := range []int{1, 63, 64, 65, 317} {
		for _, n := range []int{0, 1, 7, 8, 9, 64, 255, 256, 300, 70_000 / codes} {
			t.Run(fmt.Sprintf("%d rows of %d codes", n, codes), func(t *testing.T) {
				rows := rowsOf(s, n, codes)
				m := newMatrix(rows, words(codes))
				set, want := newBitset(n), make([]int32, codes)
				for i := range rows {
					if s.IntN(4) > 0 {
						set.add(i)
						countRow(&rows[i], want)
					}
				}
				var sum tally
				got := make([]int32, codes)
				for range 2 { // it is used again
					sum.start(&m, 0, codes)
					for w, word := range set {
						sum.addRows(w, word)
					}
					clear(got)
					sum.addTo(got, 1)
				}
				if !slices.Equal(got, want) {
					t.Errorf("got %v\nwant %v", got, want)
				}
			})
		}
	}
}

func countRow(r *row, counts []int32) {
	for c := range counts {
		if r.yes.has(c) {
			counts[c]++
		}
	}
}

// Whether a stretch is counted row by row or by the census, the counts are
// the same.
func TestTheCensusDoesNotChangeCounts(t *testing.T) {
	const n, codes = 5000, 100
	s := newSampler(testSeed(t))
	rows := rowsOf(s, n, codes)
	p := &part{codes: &dictionary{codes: make([]string, codes)}, matrix: newMatrix(rows, words(codes)), listed: newBitset(n)}
	for i := range n {
		if s.IntN(10) > 0 {
			p.listed.add(i)
		}
	}
	p.census = newCensus(&p.matrix, p.listed, codes)
	for _, of100 := range []int{0, 1, 30, 60, 95, 100} {
		set, want := rowset{bits: newBitset(n)}, make([]int32, codes)
		lo := s.IntN(n / 2)
		hi := lo + s.IntN(n-lo)
		set.addRange(lo, hi)
		for i := lo; i < hi; i++ {
			if s.IntN(100) >= of100 {
				set.bits.remove(i)
			} else {
				countRow(&rows[i], want)
			}
		}
		got := make([]int32, codes)
		p.count(&set, &counter{}, got)
		if !slices.Equal(got, want) {
			t.Errorf("%d of 100 rows from %d to %d:\ngot %v\nwant %v", of100, lo, hi, got, want)
		}
	}
}

func TestColumnsGiveTheAnswersOfRows(t *testing.T) {
	const n, codes = 130, 70
	rows := rowsOf(newSampler(testSeed(t)), n, codes)
	columns := newColumns(rows, codes)
	for i := range rows {
		for c := range codes {
			yes, no := rows[i].yes.has(c), rows[i].no.has(c)
			if got := columns.answer(i, c).String(); got != map[[2]bool]string{{true, false}: "yes", {false, true}: "no", {false, false}: "unknown"}[[2]bool{yes, no}] {
				t.Fatalf("row %d, code %d: %s, but yes is %v and no is %v", i, c, got, yes, no)
			}
		}
		if got := columns.answer(i, codes+5).String(); got != "unknown" {
			t.Fatalf("a code without a column is %s", got)
		}
	}
}
