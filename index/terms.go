package index

import "haven/internal/facility"

// terms are the service codes of a snapshot: their numbers, and what the
// taxonomy says about them.
type terms struct {
	*dictionary
	taxonomy *facility.Taxonomy
	// category lists the numbers of a category's codes, ascending.
	category map[string][]int
}

// newTerms enlarges the dictionary by the codes of the taxonomy.
func newTerms(codes *dictionary, taxonomy *facility.Taxonomy) *terms {
	t := &terms{codes.withTaxonomy(taxonomy), taxonomy, map[string][]int{}}
	for n, code := range t.codes {
		if category := taxonomy.CategoryOf(code); category != "" {
			t.category[category] = append(t.category[category], n)
		}
	}
	return t
}

// facets names counts, leaving out zeros and codes that no category has.
func (t *terms) facets(counts []int32) map[string]map[string]int {
	named := make(map[string]map[string]int, len(t.category))
	for category, numbers := range t.category {
		var of map[string]int
		for _, n := range numbers {
			if counts[n] == 0 {
				continue
			}
			if of == nil {
				of = make(map[string]int, len(numbers))
				named[category] = of
			}
			of[t.codes[n]] = int(counts[n])
		}
	}
	return named
}
