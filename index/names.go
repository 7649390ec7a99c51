package index

import (
	"cmp"
	"slices"
	"strings"

	"haven/internal/facility"
)

// names is the order of rows by name.
type names struct {
	rows  []int32 // in the order of their names
	ranks []int32 // the place of each row in it
}

func newNames(rows []row) names {
	keys := make([]string, len(rows))
	n := names{rows: make([]int32, len(rows)), ranks: make([]int32, len(rows))}
	for i := range rows {
		keys[i], n.rows[i] = nameKey(rows[i].listing), int32(i)
	}
	slices.SortFunc(n.rows, func(i, j int32) int {
		return cmp.Or(strings.Compare(keys[i], keys[j]), strings.Compare(rows[i].listing.ID, rows[j].listing.ID))
	})
	for rank, row := range n.rows {
		n.ranks[row] = int32(rank)
	}
	return n
}

// nameKey is what listings are sorted by name with.
func nameKey(l *facility.Listing) string { return strings.ToLower(l.Name.String()) }
