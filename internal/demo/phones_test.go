package demo

import (
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"haven/internal/facility"
	"haven/internal/geo"
)

func TestAreaCodesAreOfTheirStates(t *testing.T) {
	for _, s := range states() {
		place, _ := geo.Default().State(s.code)
		name := strings.TrimSuffix(place.Name, " State")
		for _, area := range s.areas {
			number, err := phonenumbers.Parse("+1"+area+"5550100", "US")
			if err != nil {
				t.Fatal(err)
			}
			where, err := phonenumbers.GetGeocodingForNumber(number, "en")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(where, name) && !strings.HasSuffix(where, ", "+s.code) && s.code != "DC" {
				t.Errorf("area code %s of %s is of %s", area, s.code, where)
			}
		}
	}
}

func TestANumberIsGivenOnceAsLongAsTheStateHasAny(t *testing.T) {
	dakota := &state{code: "XX", areas: []string{"605", "701"}}
	x := exchange{given: map[string]int{}}
	given := map[facility.Phone]int{}
	for range 200 {
		given[x.number(dakota, "57104")]++
	}
	if len(given) != 200 {
		t.Errorf("200 numbers were given, %d of them different", len(given))
	}
	if n := given[x.number(dakota, "57104")]; n != 1 {
		t.Error("the next number is none that was given before")
	}
}

func TestNeighboursHaveTheSameAreaCode(t *testing.T) {
	ohio := &state{code: "XX", areas: []string{"216", "440", "614"}}
	x := exchange{given: map[string]int{}}
	one, other := x.number(ohio, "44101"), x.number(ohio, "44199")
	if one == other || one.E164[:5] != other.E164[:5] {
		t.Errorf("neighbours have the numbers %v and %v", one, other)
	}
}
