package index

import (
	"slices"
	"sort"
	"strings"

	"haven/internal/facility"
)

// areas lists the rows of each county, state by state. Rows without a known
// county stand first in their state.
type areas struct {
	keys  []facility.Area // by state, then county
	start []int32         // where in rows the rows of each key begin, and the end
	rows  []int32
}

func newAreas(listings []*facility.Listing) *areas {
	a := &areas{rows: make([]int32, len(listings))}
	for i := range a.rows {
		a.rows[i] = int32(i)
	}
	of := func(row int32) facility.Area {
		l := listings[row]
		return facility.Area{State: l.Address.State, FIPS: l.Location.FIPS}
	}
	slices.SortStableFunc(a.rows, func(i, j int32) int { return compareAreas(of(i), of(j)) })
	for at, row := range a.rows {
		if key := of(row); len(a.keys) == 0 || key != a.keys[len(a.keys)-1] {
			a.keys, a.start = append(a.keys, key), append(a.start, int32(at))
		}
	}
	a.start = append(a.start, int32(len(listings)))
	return a
}

func compareAreas(a, b facility.Area) int {
	if a.State != b.State {
		return strings.Compare(a.State, b.State)
	}
	return strings.Compare(a.FIPS, b.FIPS)
}

// add adds the rows of an area: of a state, of a county, or of a county as
// far as it lies in the state.
func (a *areas) add(area facility.Area, into bitset) {
	first := 0
	if area.State != "" {
		first = sort.Search(len(a.keys), func(i int) bool { return a.keys[i].State >= area.State })
	}
	for i := first; i < len(a.keys); i++ {
		key := a.keys[i]
		if area.State != "" && key.State != area.State {
			break
		}
		if area.FIPS == "" || key.FIPS == area.FIPS {
			for _, row := range a.rows[a.start[i]:a.start[i+1]] {
				into.add(int(row))
			}
		}
	}
}
