package geo

import (
	"slices"
	"testing"
)

func TestAZIPKnowsItsCityCountyAndState(t *testing.T) {
	for _, want := range []Place{
		{ZIP: "30303", City: "Atlanta", County: "Fulton County", State: "GA", FIPS: "13121"},
		{ZIP: "00601", City: "Adjuntas", County: "Adjuntas Municipio", State: "PR", FIPS: "72001"},
		{ZIP: "00936", City: "San Juan", County: "San Juan Municipio", State: "PR", FIPS: "72127"}, // post office boxes only
		{ZIP: "20001", City: "Washington", County: "District of Columbia", State: "DC", FIPS: "11001"},
		{ZIP: "63103", City: "Saint Louis", County: "St. Louis city", State: "MO", FIPS: "29510"},
		{ZIP: "06103", City: "Hartford", County: "Hartford County", State: "CT", FIPS: "09003"}, // by region since 2022
		{ZIP: "99686", City: "Valdez", County: "Chugach Census Area", State: "AK", FIPS: "02063"},
		{ZIP: "57770", City: "Pine Ridge", County: "Oglala Lakota County", State: "SD", FIPS: "46102"}, // was Shannon
		{ZIP: "96910", City: "Hagåtña", County: "Guam", State: "GU", FIPS: "66010"},
		{ZIP: "96960", City: "Majuro", State: "MH"},
		{ZIP: "96201", City: "APO", State: "AP"},
	} {
		got, ok := Default().ZIP(want.ZIP)
		want.Name, want.Kind, want.Point = want.ZIP+" ("+want.City+", "+want.State+")", KindZIP, got.Point
		if !ok || !samePlace(got, want) {
			t.Errorf("ZIP %s:\n got %+v\nwant %+v", want.ZIP, got, want)
		}
	}
	for _, zip := range []string{"", "3030", "303030", "99999", "00000", "zip  ", "3030a", "\n3030"} {
		if place, ok := Default().ZIP(zip); ok {
			t.Errorf("ZIP %q is taken for %s", zip, place.Name)
		}
	}
}

func TestAZIPStandsWhereItsPeopleAre(t *testing.T) {
	// The Census puts 99503, a part of Anchorage, 450 km west of the city;
	// GeoNames puts 99506 there.
	for _, zip := range []string{"99503", "99506"} {
		place, _ := Default().ZIP(zip)
		if km := Distance(place.Point, Point{61.2, -149.85}) / Kilometre; km > 15 {
			t.Errorf("%s is %.0f km from Anchorage", zip, km)
		}
	}
}

func TestACityIsFoundAsDirectoriesWriteIt(t *testing.T) {
	for _, c := range []struct{ name, state, want string }{
		{"ATLANTA", "ga", "Atlanta, GA"},
		{"Atlanta", "Georgia", "Atlanta, GA"},
		{"Saint Louis", "MO", "St. Louis, MO"},
		{"ST LOUIS", "MO", "St. Louis, MO"},
		{"Ft. Worth", "TX", "Fort Worth, TX"},
		{"Mt Pleasant", "SC", "Mount Pleasant, SC"},
		{"Winston Salem", "NC", "Winston-Salem, NC"},
		{"Jessup, MD", "MD", "Jessup, MD"},
		{"Wilkes-Barre Township", "PA", "Wilkes-Barre, PA"},
		{"The Bronx", "NY", "Bronx, NY"},
		{"New York City", "NY", "New York, NY"},
		{"Rio Grande", "PR", "Río Grande, PR"},
		{"Tamuning", "GU", "Tamuning, GU"},
		{"Washington", "DC", "Washington, DC"},
	} {
		if place, ok := Default().City(c.name, c.state); !ok || place.Name != c.want {
			t.Errorf("City(%q, %q) = %q, want %s", c.name, c.state, place.Name, c.want)
		}
	}
	for _, c := range [][2]string{{"Atlanta", "FL"}, {"Atlanta", ""}, {"Atlanta", "Narnia"}, {"", "GA"}, {"APO", "AE"}} {
		if place, ok := Default().City(c[0], c[1]); ok {
			t.Errorf("City(%q, %q) = %s, want none", c[0], c[1], place.Name)
		}
	}
}

func TestCountiesAndStatesAreFoundByTheirCodes(t *testing.T) {
	g := Default()
	county, ok := g.County("13121")
	if want := (Place{
		Name: "Fulton County, GA", Kind: KindCounty, Point: county.Point, County: "Fulton County",
		State: "GA", FIPS: "13121", Population: county.Population,
	}); !ok || !samePlace(county, want) {
		t.Errorf("County(13121) = %+v", county)
	}
	if place, ok := g.County("02261"); ok {
		t.Errorf("%s was divided in 2019 and is still there", place.Name)
	}
	for _, name := range []string{"GA", "ga", "Georgia", "State of Georgia"} {
		state, ok := g.State(name)
		want := Place{Name: "Georgia", Kind: KindState, Point: state.Point, State: "GA", Population: 10711908}
		if !ok || !samePlace(state, want) {
			t.Errorf("State(%q) = %+v", name, state)
		}
	}
	if place, ok := g.State("Narnia"); ok {
		t.Errorf("Narnia is taken for %s", place.Name)
	}
}

func TestAllStatesAndCitiesCanBeListed(t *testing.T) {
	g := Default()
	if n := len(g.States()); n != 59 {
		t.Errorf("%d states, want 50, the District, 5 territories and 3 associated states", n)
	}
	cities := g.Cities()
	if len(cities) < 16_000 || cities[0].Name != "New York, NY" {
		t.Errorf("%d cities, the first %s", len(cities), cities[0].Name)
	}
	if !slices.IsSortedFunc(cities, func(a, b Place) int { return b.Population - a.Population }) {
		t.Error("cities are not in the order of their population")
	}
	if last := cities[len(cities)-1]; last.Population <= 0 {
		t.Errorf("%s has no population", last.Name)
	}
}

func TestSuggestionsComeWhileTyping(t *testing.T) {
	for _, c := range []struct{ typed, first string }{
		{"a", "Arizona"},
		{"atl", "Atlanta, GA"},
		{"atlanta, g", "Atlanta, GA"},
		{"springfield il", "Springfield, IL"},
		{"springfield mass", "Springfield, MA"},
		{"st lou", "St. Louis, MO"},
		{"stockt", "Stockton, CA"},
		{"geor", "Georgia"},
		{"ga", "Garland, TX"},
		{"fulton c", "Fulton County, GA"},
		{"miami-d", "Miami-Dade County, FL"},
		{"nyc", "New York, NY"},
		{"303", "30301 (Atlanta, GA)"},
		{"30303", "30303 (Atlanta, GA)"},
	} {
		places := Default().Suggest(c.typed, 4)
		if len(places) == 0 || places[0].Name != c.first || len(places) > 4 {
			t.Errorf("%q: %v, want %s first", c.typed, names(places), c.first)
		}
	}
	for _, typed := range []string{"", " ", "qqq", "99999", "12 34"} {
		if places := Default().Suggest(typed, 4); len(places) > 0 {
			t.Errorf("%q: %v, want none", typed, names(places))
		}
	}
	if places := Default().Suggest("atl", 0); places != nil {
		t.Errorf("a limit of 0 gives %v", names(places))
	}
}

func names(places []Place) []string {
	var all []string
	for _, p := range places {
		all = append(all, p.Name)
	}
	return all
}

// samePlace compares all but the alternatives, which these places do not have.
func samePlace(a, b Place) bool {
	return a.Alternatives == nil && b.Alternatives == nil &&
		[9]any{a.Name, a.Kind, a.Point, a.ZIP, a.City, a.County, a.State, a.FIPS, a.Population} ==
			[9]any{b.Name, b.Kind, b.Point, b.ZIP, b.City, b.County, b.State, b.FIPS, b.Population}
}
