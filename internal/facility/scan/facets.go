package scan

import (
	"time"

	"haven/internal/facility"
)

// facets counts codes: a listing counts for the codes of a category when all
// groups but the category's own are at yes.
type facets struct {
	groups   []facility.Group
	taxonomy *facility.Taxonomy
	counts   map[string]map[string]int // nil when not asked for
}

func newFacets(taxonomy *facility.Taxonomy, q facility.Query) *facets {
	f := &facets{groups: q.Groups, taxonomy: taxonomy}
	if q.Facets {
		f.counts = map[string]map[string]int{}
	}
	return f
}

func (f *facets) add(l *facility.Listing, answers []facility.Answer) {
	if f.counts == nil {
		return
	}
	for code := range l.Yes.All() {
		category := f.taxonomy.CategoryOf(code)
		if category == "" || !f.othersMatch(category, answers) {
			continue
		}
		if f.counts[category] == nil {
			f.counts[category] = map[string]int{}
		}
		f.counts[category][code]++
	}
}

// told are the counts, if they were asked for.
func (f *facets) told() facility.Counts {
	if f.counts == nil {
		return facility.Counts{}
	}
	return facility.CountsOf(f.counts)
}

// othersMatch looks at the answers of all groups but the category's own. What is
// answered last is no group.
func (f *facets) othersMatch(category string, answers []facility.Answer) bool {
	for i, answer := range answers {
		own := i < len(f.groups) && f.groups[i].Category == category
		if !own && answer != facility.Yes {
			return false
		}
	}
	return true
}

// conditions counts what the listings that match meet; nil when not asked for.
type conditions map[facility.Condition]int

func newConditions(q facility.Query) conditions {
	if !q.CountConditions {
		return nil
	}
	return conditions{}
}

func (c conditions) add(l *facility.Listing, now time.Time) {
	if c == nil {
		return
	}
	for _, condition := range facility.Conditions() {
		if l.Meets(condition, now) == facility.Yes {
			c[condition]++
		}
	}
}
