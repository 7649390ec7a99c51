package index

import "haven/internal/facility"

// terms are the service codes of a snapshot: their numbers, and what the
// taxonomy says about them.
type terms struct {
	*dictionary
	taxonomy *facility.Taxonomy
	// category lists the numbers of a category's codes, ascending.
	category map[string][]int
	legend   *facility.Legend
}

// newTerms enlarges the dictionary by the codes of the taxonomy.
func newTerms(codes *dictionary, taxonomy *facility.Taxonomy) *terms {
	codes = codes.withTaxonomy(taxonomy)
	t := &terms{codes, taxonomy, map[string][]int{}, facility.NewLegend(codes.codes, taxonomy)}
	for n, code := range t.codes {
		if category := taxonomy.CategoryOf(code); category != "" {
			t.category[category] = append(t.category[category], n)
		}
	}
	return t
}
