package index

import (
	"maps"
	"slices"

	"haven/internal/facility"
)

// dictionary numbers the service codes. It is immutable and only ever grows:
// what was numbered by an earlier one stays right.
type dictionary struct {
	codes  []string
	number map[string]int
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
			next = &dictionary{slices.Clip(d.codes), maps.Clone(d.number)}
		}
		next.number[code] = len(next.codes)
		next.codes = append(next.codes, code)
	}
	return next
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

// set is the codes as a bitset. All of them must be known.
func (d *dictionary) set(codes []string) bitset {
	set := newBitset(len(d.codes))
	for _, code := range codes {
		set.add(d.number[code])
	}
	return set
}
