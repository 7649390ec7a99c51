package main

import (
	"math"
	"math/bits"
	"slices"

	"haven/internal/facility"
)

// bitset holds one bit for each row.
type bitset []uint64

func (b bitset) set(i int) { b[i/64] |= 1 << (i % 64) }

func (b bitset) count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// and counts the rows that are in all the sets.
func (b bitset) and(others ...bitset) int {
	n := 0
	for i, word := range b {
		for _, other := range others {
			word &= other[i]
		}
		n += bits.OnesCount64(word)
	}
	return n
}

// directory is the rows turned round: for each code and class, its rows.
type directory struct {
	size    int // rows
	codes   []facility.Code
	has     []bitset // by code
	classes []string // sorted
	members []bitset // by class
}

func columns(codes []facility.Code, rows []offer) *directory {
	d := &directory{size: len(rows), codes: codes}
	class := classes(rows)
	d.classes = slices.Compact(slices.Sorted(slices.Values(class)))
	d.has, d.members = d.sets(len(d.codes)), d.sets(len(d.classes))
	for i, o := range rows {
		for c, code := range d.codes {
			if o[code.Code] {
				d.has[c].set(i)
			}
		}
		place, _ := slices.BinarySearch(d.classes, class[i])
		d.members[place].set(i)
	}
	return d
}

func (d *directory) sets(n int) []bitset {
	sets := make([]bitset, n)
	for i := range sets {
		sets[i] = make(bitset, (d.size+63)/64)
	}
	return sets
}

// without counts the rows that have no code of the category.
func (d *directory) without(category string) int {
	some := make(bitset, (d.size+63)/64)
	for c, code := range d.codes {
		if code.Category == category {
			for i, word := range d.has[c] {
				some[i] |= word
			}
		}
	}
	return d.size - some.count()
}

// information is what one code tells about another: their mutual information,
// in nats.
func (d *directory) information(a, b int) float64 {
	both, onlyA, onlyB := d.has[a].and(d.has[b]), d.has[a].count(), d.has[b].count()
	size := float64(d.size)
	sum := 0.0
	for _, cell := range [][3]int{
		{both, onlyA, onlyB},
		{onlyA - both, onlyA, d.size - onlyB},
		{onlyB - both, d.size - onlyA, onlyB},
		{d.size - onlyA - onlyB + both, d.size - onlyA, d.size - onlyB},
	} {
		if cell[0] > 0 {
			n := float64(cell[0])
			sum += n / size * math.Log(n*size/(float64(cell[1])*float64(cell[2])))
		}
	}
	return sum
}
