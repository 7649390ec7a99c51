package facility_test

import (
	"slices"
	"testing"

	"haven/internal/facility"
)

func TestCodesAreInOrderEachOnce(t *testing.T) {
	codes := facility.CodesOf("SA", "BU", "MU", "BU", "A")
	if got, want := codes.List(), []string{"A", "BU", "MU", "SA"}; !slices.Equal(got, want) || codes.Len() != len(want) {
		t.Errorf("got %v (%d), want %v", got, codes.Len(), want)
	}
	for _, code := range []string{"A", "BU", "MU", "SA"} {
		if !codes.Has(code) {
			t.Errorf("%s is missing", code)
		}
	}
	for _, code := range []string{"", "B", "U", "S", "M", "BUM", "U M"} {
		if codes.Has(code) {
			t.Errorf("%q is not one of them", code)
		}
	}
}

func TestNoCodesAreNone(t *testing.T) {
	none := facility.CodesOf()
	if none != "" || none.Len() != 0 || none.List() != nil || none.Has("A") || none.Has("") {
		t.Errorf("there is something in no codes: %q", none)
	}
}

func TestACodeIsNotFoundInsideOfAnother(t *testing.T) {
	codes := facility.CodesOf("SAMF", "XSA", "SA")
	if !codes.Has("SA") || facility.CodesOf("SAMF", "XSA").Has("SA") {
		t.Error("SA is taken for a part of another code")
	}
}
