package index

import (
	"maps"
	"slices"
	"strings"

	"haven/internal/facility"
)

// dictionary numbers the service codes. It is immutable and only ever grows:
// what was numbered by an earlier one stays right.
type dictionary struct {
	codes  []string
	number map[string]int
	sorted []int // the numbers in the order of their codes
}

var noCodes = &dictionary{number: map[string]int{}}

// with is a dictionary that also has these codes, the same one if it has.
func (d *dictionary) with(codes ...string) *dictionary {
	next := d
	for _, code := range codes {
		if _, known := next.number[code]; known {
			continue
		}
		if next == d {
			next = &dictionary{codes: slices.Clip(d.codes), number: maps.Clone(d.number)}
		}
		next.number[code] = len(next.codes)
		next.codes = append(next.codes, code)
	}
	if next != d {
		next.sort()
	}
	return next
}

func (d *dictionary) sort() {
	d.sorted = make([]int, len(d.codes))
	for n := range d.sorted {
		d.sorted[n] = n
	}
	slices.SortFunc(d.sorted, func(a, b int) int { return strings.Compare(d.codes[a], d.codes[b]) })
}

// spell is the codes of a set, less those that the dictionary has no name for.
func (d *dictionary) spell(set bitset) facility.Codes {
	var codes strings.Builder
	for _, n := range d.sorted {
		if n >= len(set)*wordBits || !set.has(n) {
			continue
		}
		if codes.Len() > 0 {
			codes.WriteByte(' ')
		}
		codes.WriteString(d.codes[n])
	}
	return facility.Codes(codes.String())
}

func (d *dictionary) withTaxonomy(t *facility.Taxonomy) *dictionary {
	codes := make([]string, 0, t.Len())
	for _, c := range t.Codes() {
		codes = append(codes, c.Code)
	}
	return d.with(codes...)
}

// stride is the number of words that hold a bit for each code.
func (d *dictionary) stride() int { return words(len(d.codes)) }
