package match

import (
	"strings"
	"testing"
)

// spelt are words of which some are taken for each other, and weigh less or
// more as they are written.
var spelt = strings.Fields("behavioral behavior beha recovery recover alder")

// namesOf are all names of up to three words of a list, in every order.
func namesOf(list []string) []words {
	var names []words
	for _, x := range list {
		for _, y := range append([]string{""}, list...) {
			for _, z := range append([]string{""}, list...) {
				names = append(names, nameWords(x+" "+y+" "+z))
			}
		}
	}
	return names
}

func TestTwoNamesAgreeAsMuchOneWayAsTheOther(t *testing.T) {
	names := namesOf(spelt)
	for what, agree := range map[string]func(a, b words) float64{"alike": alike, "within": within} {
		for _, a := range names {
			for _, b := range names {
				if one, other := agree(a, b), agree(b, a); one != other || one < 0 || one > 1 {
					t.Fatalf("%s: %v and %v agree by %v, the other way by %v", what, a.list, b.list, one, other)
				}
			}
			if alike(a, a) != 1 {
				t.Fatalf("%v does not agree with itself", a.list)
			}
		}
	}
}

func TestAWordTakenForAnotherHasTheWeightOfEach(t *testing.T) {
	for _, tt := range []struct {
		a, b          string
		alike, within float64
	}{
		{"Alder Behavior", "Alder Behavioral", 1, 0}, // 10 and 10, 10 and 3: the lighter is too light to be sought within
		{"Alder Birch Behavior", "Alder Birch Behavioral Clinic", 53. / 56, 23. / 26},
		{"Cedar Birch Behavior", "Alder Birch Behavioral", 33. / 53, 13. / 23},
	} {
		a, b := nameWords(tt.a), nameWords(tt.b)
		if got := alike(a, b); got != tt.alike {
			t.Errorf("%s and %s are alike by %v, want %v", tt.a, tt.b, got, tt.alike)
		}
		if got := within(a, b); got != tt.within {
			t.Errorf("%s is found in %s by %v, want %v", tt.a, tt.b, got, tt.within)
		}
	}
}
