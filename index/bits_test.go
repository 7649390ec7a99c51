package index

import (
	"slices"
	"testing"
)

func TestTransposeTurnsRowsIntoColumns(t *testing.T) {
	random := newSampler(testSeed(t))
	var rows, columns [64]uint64
	for i := range rows {
		rows[i] = random.Uint64()
	}
	columns = rows
	transpose64(&columns)
	for r := range 64 {
		for c := range 64 {
			if rows[r]>>c&1 != columns[c]>>r&1 {
				t.Fatalf("bit %d of row %d is not bit %d of column %d", c, r, r, c)
			}
		}
	}
	square := random.Uint64()
	turned := transpose8(square)
	for r := range 8 {
		for c := range 8 {
			if square>>(8*r+c)&1 != turned>>(8*c+r)&1 {
				t.Fatalf("%016x turned is %016x", square, turned)
			}
		}
	}
}

func TestARowsetKnowsWhereItsRowsAre(t *testing.T) {
	random := newSampler(testSeed(t))
	const rows = 1000
	for range 200 {
		set := rowset{bits: newBitset(rows)}
		want := make([]bool, rows)
		for at := 0; at < rows; {
			lo := at + random.IntN(150)
			hi := min(rows, lo+random.IntN(200))
			set.addRange(lo, hi)
			for i := lo; i < hi; i++ {
				want[i] = true
			}
			at = max(lo, hi)
		}
		other := newBitset(rows)
		for i := range rows {
			if random.IntN(3) > 0 {
				other.add(i)
			}
		}
		checkRows(t, &set, want)
		set.keep(other)
		for i := range want {
			want[i] = want[i] && other.has(i)
		}
		checkRows(t, &set, want)
		set.reset()
		if slices.Max(set.bits) != 0 {
			t.Fatal("rows are left after reset")
		}
	}
}

func checkRows(t *testing.T, set *rowset, want []bool) {
	t.Helper()
	inside := newBitset(len(want))
	for _, st := range set.stretches {
		inside.addRange(st.lo*wordBits, min(len(want), st.hi*wordBits))
	}
	n := 0
	for i, wanted := range want {
		if set.bits.has(i) != wanted || wanted && !inside.has(i) {
			t.Fatalf("row %d: wanted %v, have %v, in %v", i, wanted, set.bits.has(i), set.stretches)
		}
		if wanted {
			n++
		}
	}
	if rows, _ := set.size(); rows != n {
		t.Fatalf("size %d, want %d", rows, n)
	}
}
