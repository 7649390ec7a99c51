package index

import "haven/internal/facility"

// facets adds to counts, by the code's number, the rows that have the code
// and match. The codes of a category with a group of its own are counted
// among the rows that match all other groups.
func (p *part) facets(q *plan, catalog *catalog, ws *workspace, counts []int32) {
	clear(ws.counts)
	p.count(&ws.sure, &ws.counter, ws.counts)
	for _, owner := range q.owners {
		ws.others.reset()
		ws.others.copyFrom(&ws.within)
		for _, g := range q.groups {
			if g.category != owner {
				keepAny(&ws.others, p.columns.yes, g.numbers, false)
			}
		}
		for _, n := range catalog.numbers[owner] {
			if n < len(ws.counts) {
				ws.counts[n] = int32(ws.others.common(p.columns.yes[n]))
			}
		}
	}
	for n, count := range ws.counts {
		counts[n] += count
	}
}

// catalog tells the categories of the codes of a dictionary.
type catalog struct {
	codes   []facility.Code  // by number; without a category where the taxonomy has none
	numbers map[string][]int // by category
}

func newCatalog(d *dictionary, t *facility.Taxonomy) *catalog {
	c := &catalog{codes: make([]facility.Code, len(d.codes)), numbers: map[string][]int{}}
	for n, name := range d.codes {
		if code, known := t.Code(name); known {
			c.codes[n] = code
			c.numbers[code.Category] = append(c.numbers[code.Category], n)
		}
	}
	return c
}

// facets names the counts, leaving out zeros.
func (c *catalog) facets(counts []int32) map[string]map[string]int {
	named := make(map[string]map[string]int, len(c.numbers))
	for category, numbers := range c.numbers {
		var of map[string]int
		for _, n := range numbers {
			if counts[n] == 0 {
				continue
			}
			if of == nil {
				of = make(map[string]int, len(numbers))
				named[category] = of
			}
			of[c.codes[n].Code] = int(counts[n])
		}
	}
	return named
}
