package ingest

import (
	"testing"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
)

func atlanta(street string) facility.Address {
	return facility.Address{Street: street, City: "Atlanta", State: "GA", ZIP: "30303"}
}

// near is a point some metres north of downtown Atlanta.
func near(metres float64) geo.Point {
	return geo.Point{Lat: 33.752 + metres/111_195, Lon: -84.389}
}

func TestTheBestPointThereIs(t *testing.T) {
	l := NewLocator(geo.Default())
	day := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, p := range []importers.KnownPoint{
		{Address: atlanta("10 Oak Street"), Point: near(100)},
		{Address: atlanta("90 Oak Street"), Point: near(900)},
	} {
		l.Learn(pointRow(p, "points", day))
	}
	stated, astray := near(50), geo.Point{Lat: 40.7, Lon: -74}
	for _, tt := range []struct {
		why       string
		address   facility.Address
		stated    *geo.Point
		want      geo.Point
		precision facility.Precision
	}{
		{"the source's own", atlanta("10 Oak Street"), &stated, near(50), facility.Exact},
		{"its own lies in another state", atlanta("10 Oak Street"), &astray, near(100), facility.Exact},
		{"a known address, written otherwise", atlanta("10 Oak St., Suite 4"), nil, near(100), facility.Exact},
		{"the nearest number of the street", atlanta("70 Oak Street"), nil, near(900), facility.ByStreet},
		{"the ZIP code", atlanta("1 Elm Street"), nil, zipPoint(t, "30303"), facility.ByZIP},
		{"a post office box", atlanta("P.O. Box 10"), nil, zipPoint(t, "30303"), facility.ByZIP},
		{"the city, where the ZIP code is another state's", facility.Address{City: "Atlanta", State: "GA", ZIP: "10001"}, nil, cityPoint(t, "Atlanta", "GA"), facility.ByCity},
		{"the city of a withheld address", atlanta("10 Oak Street").Public(), nil, cityPoint(t, "Atlanta", "GA"), facility.ByCity},
	} {
		got := l.Locate(tt.address, tt.stated)
		if got.Point != tt.want || got.Precision != tt.precision {
			t.Errorf("%s: got %+v, want %v %s", tt.why, got, tt.want, tt.precision)
		}
	}
}

func zipPoint(t *testing.T, zip string) geo.Point {
	t.Helper()
	place, ok := geo.Default().ZIP(zip)
	if !ok {
		t.Fatalf("no ZIP code %s", zip)
	}
	return place.Point
}

func cityPoint(t *testing.T, city, state string) geo.Point {
	t.Helper()
	place, ok := geo.Default().City(city, state)
	if !ok {
		t.Fatalf("no city %s, %s", city, state)
	}
	return place.Point
}

func TestTheOrderOfLearningPointsDoesNotMatter(t *testing.T) {
	day := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	a := pointRow(importers.KnownPoint{Address: atlanta("10 Oak Street"), Point: near(100)}, "a", day)
	b := pointRow(importers.KnownPoint{Address: atlanta("10 Oak Street"), Point: near(200)}, "b", day)
	newer := pointRow(importers.KnownPoint{Address: atlanta("10 Oak Street"), Point: near(300)}, "a", day.AddDate(1, 0, 0))
	one, other := NewLocator(geo.Default()), NewLocator(geo.Default())
	one.Learn(a)
	one.Learn(b)
	other.Learn(b)
	other.Learn(a)
	if x, y := one.Locate(atlanta("10 Oak Street"), nil), other.Locate(atlanta("10 Oak Street"), nil); x != y {
		t.Errorf("%+v and %+v", x, y)
	}
	other.Learn(newer)
	if got := other.Locate(atlanta("10 Oak Street"), nil); got.Point != near(300) {
		t.Errorf("the newest point should stand: %+v", got)
	}
}
