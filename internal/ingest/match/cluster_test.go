package match

import (
	"cmp"
	"slices"
	"testing"
)

func TestPairsInDoubtComeLikeliestFirst(t *testing.T) {
	got := Records([]Record{
		record("su/1", "Alder Clinic", "", "1 Oak Street", "Denver", "80201", one, 1), // one of two others at its door
		record("su/2", "Alder Recovery", "", "1 Oak Street", "Denver", "80201", one, 2),
		record("su/3", "Alder House", "", "1 Oak Street", "Denver", "80201", one, 2),
		record("su/4", "Elm Hill Lodge", "", "9 Pine Street", "Boulder", "80301", two, 1), // one that is hardly another
		record("su/5", "Elm Hill Retreat", "", "7 Lake Street", "Boulder", "80301", two, 2),
	}).Doubtful
	byValue := func(x, y Pair) int { return cmp.Compare(y.Value, x.Value) }
	if len(got) != 3 || !slices.IsSortedFunc(got, byValue) || got[0].Value == got[2].Value {
		t.Errorf("three pairs, the likeliest first: %v", got)
	}
}
