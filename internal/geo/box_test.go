package geo_test

import (
	"testing"

	"haven/internal/geo"
)

func TestABoxHoldsItsEdgesAndGrows(t *testing.T) {
	box := geo.Point{Lat: 33, Lon: -85}.At().With(geo.Point{Lat: 34, Lon: -84})
	for p, want := range map[geo.Point]bool{
		{Lat: 33, Lon: -85}: true, {Lat: 34, Lon: -84}: true, {Lat: 33.5, Lon: -84.5}: true,
		{Lat: 32.99, Lon: -84.5}: false, {Lat: 33.5, Lon: -83.99}: false,
	} {
		if box.Contains(p) != want {
			t.Errorf("%v in %v: %v", p, box, !want)
		}
	}
}

func TestABoxThatIsNoneIsRefused(t *testing.T) {
	for _, box := range []geo.Box{
		{South: 34, West: -85, North: 33, East: -84}, // north below south
		{South: 33, West: -84, North: 34, East: -85},
		{South: -91, West: -84, North: 34, East: -85},
		{South: 33, West: -85, North: 34, East: 181},
	} {
		if box.Validate() == nil {
			t.Errorf("%v is taken for a box", box)
		}
	}
	if err := geo.World.Validate(); err != nil {
		t.Error(err)
	}
}
