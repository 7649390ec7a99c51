package sample_test

import (
	"regexp"
	"testing"

	"haven/internal/facility"
	"haven/internal/sample"
)

// fictional are the numbers kept free for stories: 555-0100 to 555-0199.
var fictional = regexp.MustCompile(`^\+1\d{3}55501\d\d$`)

func TestSamplesAreFictionalAndWhole(t *testing.T) {
	ids := map[string]bool{}
	for _, l := range sample.Listings() {
		if ids[l.ID] || l.Name.Name == "" || l.Location.Point.Validate() != nil || l.Yes == "" {
			t.Errorf("%s is double or not whole: %+v", l.ID, l)
		}
		ids[l.ID] = true
		for _, line := range l.Phones {
			if !fictional.MatchString(line.E164) {
				t.Errorf("%s has the number %s, which may be somebody's", l.ID, line.E164)
			}
		}
		for code := range l.Yes.All() {
			if _, ok := facility.Builtin().Code(code); !ok || l.No.Has(code) {
				t.Errorf("%s offers %s, which is unknown or denied", l.ID, code)
			}
		}
	}
}

func TestTheNamedSamplesAreWhatTheyAreNamedFor(t *testing.T) {
	for _, l := range sample.Listings() {
		if gone := l.ID == sample.OldMill; l.Gone != gone {
			t.Errorf("%s is gone: %v", l.ID, l.Gone)
		}
		if withheld := l.ID == sample.GrantPark; l.Withheld != withheld || withheld && l.Address.Street != "" {
			t.Errorf("%s withholds its address: %v, %+v", l.ID, l.Withheld, l.Address)
		}
		if l.ID == sample.Chattahoochee && l.Answer("MD") != facility.Unknown {
			t.Error("Chattahoochee says something about payment")
		}
	}
}
