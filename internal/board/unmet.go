package board

import (
	"maps"
	"slices"

	"haven/internal/board/suppress"
)

// Unmet are needs that were not met: a row for each cell, "" for cases that
// name no place, and a column for each need with its payer. Somebody with two
// needs counts in two columns, so that the total of a row may be of fewer people
// than it says: it is told only when these are no handful, either.
type Unmet struct {
	Cells, Needs []string
	suppress.Published
}

// Unmet tells the needs that were not met as far as it tells on nobody; ok is
// false when nothing can be told.
func (c Counts) Unmet() (u Unmet, ok bool) {
	cells, needs := map[string]bool{}, map[string]bool{}
	of := c.Of(UnmetNeeds)
	for mark := range of {
		cells[mark.A], needs[mark.B] = true, true
	}
	u.Cells, u.Needs = slices.Sorted(maps.Keys(cells)), slices.Sorted(maps.Keys(needs))
	counts, people := make([][]int, len(u.Cells)), make([]int, len(u.Cells))
	for r, cell := range u.Cells {
		people[r] = c[Mark{UnmetPeople, cell, ""}]
		counts[r] = make([]int, len(u.Needs))
		for i, need := range u.Needs {
			counts[r][i] = of[Mark{UnmetNeeds, cell, need}]
		}
	}
	u.Published, ok = suppress.Publish(counts, people)
	return u, ok
}

// At is the count of a cell and a need, which are of the table.
func (u Unmet) At(cell, need string) suppress.Value {
	return u.Published.Cells[slices.Index(u.Cells, cell)][slices.Index(u.Needs, need)]
}
