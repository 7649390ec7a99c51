package geo

import "testing"

func TestACircleHoldsAllPlacesOfAState(t *testing.T) {
	g := Default()
	for state, kilometres := range map[string]struct{ from, to float64 }{"RI": {100, 160}, "TX": {600, 1000}, "AK": {1500, 3000}, "HI": {300, 4000}, "AS": {100, 500}} {
		middle, radius, ok := g.Around(state)
		if km := radius / Kilometre; !ok || km < kilometres.from || km > kilometres.to {
			t.Errorf("the circle around %s has %.0f km, want %v", state, km, kilometres)
		}
		for _, city := range g.Cities() {
			if city.State == state && Distance(middle, city.Point) > radius {
				t.Errorf("%s lies outside of the circle around its state", city.Name)
			}
		}
	}
	if _, _, ok := g.Around("ZZ"); ok {
		t.Error("there is a circle around ZZ")
	}
}
