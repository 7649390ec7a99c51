package geo

import (
	"strings"
	"testing"
)

func TestEveryPlaceOfTheTablesIsWholeAndFoundByItsName(t *testing.T) {
	g := Default()
	check := func(want Place) {
		if err := want.Point.Validate(); err != nil {
			t.Errorf("%s: %v", want.Name, err)
		}
		got, err := g.Find(want.Name)
		got.Alternatives = nil
		switch {
		case err != nil:
			t.Errorf("%s: %v", want.Name, err)
		case want.Name == "Carson City, NV": // a city and a county in one; the name means the city
		case !samePlace(got, want):
			t.Errorf("%s leads to %+v, want %+v", want.Name, got, want)
		}
	}
	for line := range zipLinesFrom("") {
		place := g.zipPlace(line)
		check(place)
		if again, ok := g.ZIP(place.ZIP); !ok || !samePlace(again, place) {
			t.Errorf("ZIP %s leads to %+v", place.ZIP, again)
		}
	}
	for i := range g.cities {
		check(g.cities[i].place(g))
	}
	for i := range g.counties {
		check(g.counties[i].place(g))
	}
	for i := range g.states {
		check(g.states[i].place(g))
	}
}

func TestTheTablesHoldEachNameOfAStateOnce(t *testing.T) {
	g := Default()
	seen := map[string]string{}
	for i := range g.cities {
		c := &g.cities[i]
		key := c.key + " " + c.state
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s, %s fold to the same key: fold.mjs differs from fold.go", other, c.name, c.state)
		}
		seen[key] = c.name
		if c.key == "" || len(c.key) > maxKey {
			t.Errorf("%s, %s has the key %q", c.name, c.state, c.key)
		}
		if _, known := g.stateByName[strings.ToLower(c.state)]; !known {
			t.Errorf("%s is in %q, which is no state", c.name, c.state)
		}
	}
}

func TestOnlyOneStateGivesWayToItsCity(t *testing.T) {
	g := Default()
	for i := range g.states {
		s := &g.states[i]
		if name := s.place(g).Name; name != s.name && name != "New York State" {
			t.Errorf("%s is shown as %s", s.name, name)
		}
	}
}

func TestEveryNicknameMeansAPlace(t *testing.T) {
	for nickname, meaning := range Default().nicknames {
		if place, err := Default().Find(nickname); err != nil || place.Name != meaning {
			t.Errorf("%s: %s, %v, want %s", nickname, place.Name, err, meaning)
		}
	}
}

func TestTheCountriesPeopleAddUp(t *testing.T) {
	total := 0
	for _, s := range Default().States() {
		switch s.State {
		case "AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI":
		default:
			total += s.Population
		}
	}
	if total != 331_449_281 { // the census of 2020
		t.Errorf("the states and the District have %d people", total)
	}
}
