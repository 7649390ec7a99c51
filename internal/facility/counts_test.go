package facility_test

import (
	"reflect"
	"slices"
	"testing"

	"haven/internal/facility"
)

func TestCountsAreToldByCategoryInTheOrderOfCodes(t *testing.T) {
	legend := facility.NewLegend([]string{"SF", "MU", "MD", "XYZ", "MC"}, facility.Builtin())
	counts := legend.Counts([]int32{1, 0, 2, 7, 3})
	var told []string
	for category, of := range counts.Categories() {
		for code := range of {
			told = append(told, category+" "+code)
		}
	}
	if want := []string{"PAY MC", "PAY MD", "PAY SF"}; !slices.Equal(told, want) {
		t.Errorf("told are %v, want %v", told, want)
	}
	if counts.Of("MD") != 2 || counts.Of("MU") != 0 || counts.Of("XYZ") != 0 || counts.Of("none") != 0 {
		t.Error("a count is not that of its code")
	}
}

func TestCountsOfAMapAreThatMap(t *testing.T) {
	want := map[string]map[string]int{"PAY": {"MD": 2, "SF": 1}, "OM": {"MU": 3}}
	if got := facility.CountsOf(want).Map(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCountsThatNobodyAskedForAreNone(t *testing.T) {
	var counts facility.Counts
	if counts.Asked() || counts.Of("MD") != 0 || counts.Map() != nil {
		t.Error("there are counts nobody asked for")
	}
	if !facility.CountsOf(map[string]map[string]int{}).Asked() {
		t.Error("counts of nothing are not told from none")
	}
}
