package facility

import (
	"cmp"
	"iter"
	"maps"
	"reflect"
	"slices"
)

// Counts are how many listings have each service code. They are numbers in a
// row, named only when somebody reads them: most of an answer's counts are
// written out once or not at all. The zero Counts were not asked for.
type Counts struct {
	legend *Legend
	n      []int32
}

// Legend says which codes the numbers of [Counts] are of.
type Legend struct {
	number     map[string]int
	categories []legendCategory // in the order of their codes
}

type legendCategory struct {
	code    string
	entries []legendEntry // in the order of their codes
}

type legendEntry struct {
	code   string
	number int
}

// NewLegend is that of counts in the order of these codes. Counts of codes
// without a category are not told.
func NewLegend(codes []string, t *Taxonomy) *Legend {
	return newLegend(codes, t.CategoryOf)
}

func newLegend(codes []string, categoryOf func(code string) string) *Legend {
	l := &Legend{number: make(map[string]int, len(codes))}
	entries := map[string][]legendEntry{}
	for n, code := range codes {
		if category := categoryOf(code); category != "" {
			l.number[code] = n
			entries[category] = append(entries[category], legendEntry{code, n})
		}
	}
	for _, category := range slices.Sorted(maps.Keys(entries)) {
		of := entries[category]
		slices.SortFunc(of, func(a, b legendEntry) int { return cmp.Compare(a.code, b.code) })
		l.categories = append(l.categories, legendCategory{category, of})
	}
	return l
}

// Counts are these numbers, which are kept, not copied.
func (l *Legend) Counts(n []int32) Counts { return Counts{l, n} }

// CountsOf are the counts of a map, by category and code.
func CountsOf(counts map[string]map[string]int) Counts {
	var codes []string
	var n []int32
	category := map[string]string{}
	for of, counted := range counts {
		for code, count := range counted {
			codes, n = append(codes, code), append(n, int32(count))
			category[code] = of
		}
	}
	return newLegend(codes, func(code string) string { return category[code] }).Counts(n)
}

// Asked reports whether there are counts at all.
func (c Counts) Asked() bool { return c.legend != nil }

// Of is how many listings have a code.
func (c Counts) Of(code string) int {
	if c.legend == nil {
		return 0
	}
	n, known := c.legend.number[code]
	if !known {
		return 0
	}
	return int(c.n[n])
}

// Categories are the counts of each category in the order of codes, those
// above zero.
func (c Counts) Categories() iter.Seq2[string, iter.Seq2[string, int]] {
	return func(yield func(string, iter.Seq2[string, int]) bool) {
		if c.legend == nil {
			return
		}
		for i := range c.legend.categories {
			category := &c.legend.categories[i]
			if c.any(category) && !yield(category.code, c.of(category)) {
				return
			}
		}
	}
}

func (c Counts) any(category *legendCategory) bool {
	return slices.ContainsFunc(category.entries, func(e legendEntry) bool { return c.n[e.number] > 0 })
}

func (c Counts) of(category *legendCategory) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, e := range category.entries {
			if n := c.n[e.number]; n > 0 && !yield(e.code, int(n)) {
				return
			}
		}
	}
}

// Map is the counts above zero, by category and code; nil if they were not
// asked for.
func (c Counts) Map() map[string]map[string]int {
	if !c.Asked() {
		return nil
	}
	all := map[string]map[string]int{}
	for category, counts := range c.Categories() {
		all[category] = maps.Collect(counts)
	}
	return all
}

// Equal reports whether both are the same counts of the same codes.
func (c Counts) Equal(other Counts) bool { return reflect.DeepEqual(c.Map(), other.Map()) }
