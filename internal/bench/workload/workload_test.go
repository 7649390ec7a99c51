package workload

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"haven/internal/facility"
)

var madeUp = sync.OnceValues(func() (*Rows, error) { return Demo(context.Background()) })

func fromDemo(t *testing.T) *Rows {
	t.Helper()
	rows, err := madeUp()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestASeedAlwaysGivesTheSameListingsAndQueries(t *testing.T) {
	rows := fromDemo(t)
	if !reflect.DeepEqual(rows.Listings(50, 7), rows.Listings(50, 7)) || !reflect.DeepEqual(rows.Queries(50, 7), rows.Queries(50, 7)) {
		t.Error("the same seed gives something else")
	}
	if reflect.DeepEqual(rows.Listings(50, 7), rows.Listings(50, 8)) || reflect.DeepEqual(rows.Queries(50, 7), rows.Queries(50, 8)) {
		t.Error("another seed gives the same")
	}
}

func TestListingsAreWholeAndSomeShareAnAddress(t *testing.T) {
	ids, shared := map[string]bool{}, 0
	listings := fromDemo(t).Listings(500, 1)
	for i, l := range listings {
		if ids[l.ID] || l.Name.Name == "" || l.Address.City == "" || l.Yes == "" || l.Location.Point.Validate() != nil {
			t.Errorf("listing %d is double or not whole: %+v", i, l)
		}
		if !slices.IsSorted(l.Yes.List()) || !slices.IsSorted(l.No.List()) {
			t.Errorf("the codes of listing %d are in no order", i)
		}
		ids[l.ID] = true
		if i > 0 && l.Location == listings[i-1].Location {
			shared++
		}
	}
	if shared == 0 {
		t.Error("no two listings share an address: no distances are equal")
	}
}

func TestQueriesAreMixedAsPromised(t *testing.T) {
	radii, typed, codes, musts := map[float64]int{}, map[Typing]int{}, map[int]int{}, 0
	for _, q := range fromDemo(t).Queries(1000, 1) {
		radii[q.Radius]++
		typed[q.Typed]++
		asked := 0
		for _, g := range q.Groups {
			asked += len(g.Codes)
			if g.Category == "" {
				musts++
			}
		}
		codes[asked]++
		if q.HasText() != (q.Typed != Nothing) || strings.ToLower(q.Text) != q.Text {
			t.Errorf("%v", q)
		}
		if q.Sort != facility.SortDistance || !q.Facets || q.PerPage != Hits {
			t.Errorf("%v does not ask for the nearest with counts", q)
		}
	}
	if typed[Nothing] != 500 || typed[Exact] == 0 || typed[Prefix] == 0 || typed[Insertion] == 0 || typed[Deletion] == 0 || typed[Substitution] == 0 {
		t.Errorf("typed: %v", typed)
	}
	if len(radii) != 5 || radii[math.Inf(1)] == 0 || len(codes) != maxCodes+1 || musts == 0 {
		t.Errorf("radii %v, codes %v, %d musts", radii, codes, musts)
	}
}
