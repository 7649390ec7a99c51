package index

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// names is the order of rows by name.
type names struct {
	rows  []int32 // in the order of their names
	ranks []int32 // the place of each row in it
}

func newNames(listings []*facility.Listing) *names {
	keys := make([]string, len(listings))
	n := &names{rows: make([]int32, len(listings)), ranks: make([]int32, len(listings))}
	for i, l := range listings {
		keys[i], n.rows[i] = nameKey(l), int32(i)
	}
	slices.SortFunc(n.rows, func(i, j int32) int {
		if keys[i] != keys[j] {
			return strings.Compare(keys[i], keys[j])
		}
		return strings.Compare(listings[i].ID, listings[j].ID)
	})
	for rank, row := range n.rows {
		n.ranks[row] = int32(rank)
	}
	return n
}

// nameKey is what listings are sorted by name with: the sites of a chain by
// state and city.
func nameKey(l *facility.Listing) string {
	return strings.ToLower(l.Name.String() + "\n" + l.Address.State + "\n" + l.Address.City)
}
