package index

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/geo"
)

var atlanta = geo.Point{Lat: 33.749, Lon: -84.388}

// named is a listing near Atlanta: the later, the farther away.
func named(names ...string) []facility.Listing {
	var all []facility.Listing
	for i, name := range names {
		all = append(all, facility.Listing{
			ID: string(rune('a' + i)), Name: facility.Name{Name: name},
			Address:  facility.Address{City: "Atlanta", State: "GA"},
			Location: facility.Location{Point: geo.Point{Lat: atlanta.Lat + float64(i)/100, Lon: atlanta.Lon}},
		})
	}
	return all
}

func ids(t *testing.T, e facility.Searcher, q facility.Query) string {
	t.Helper()
	if q.PerPage == 0 {
		q.PerPage = 100
	}
	r, err := e.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range r.Hits {
		ids = append(ids, h.Listing.ID)
	}
	if r.Total != len(ids) {
		t.Errorf("total %d, but %d hits", r.Total, len(ids))
	}
	return strings.Join(ids, " ")
}

func TestTextFindsNamesDespiteTypos(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory(named("Grady Clinic", "Recovery Ranch", "Serenity Behavioral", "Recover Now", "Clínica Ángeles")...))
	for text, want := range map[string]string{
		"grady":               "a",
		"GRADY clinic":        "a",
		"clinica angeles":     "e",
		"recovery":            "b",   // it is a word, so it is not taken for Recover
		"recoverx":            "b d", // it is not, and both are one edit away
		"serenety behavorial": "c",
		"serenitty":           "c",
		"bhavioural":          "c", // ten letters, two edits
		"xradx":               "",  // five letters, two edits
		"nwo":                 "",  // three letters must be right
		"clinic serenity":     "",  // not of one listing
		"atlanta":             "a b c d e",
		"—!":                  "a b c d e",
	} {
		if got := ids(t, e, facility.Query{Near: &atlanta, Text: text}); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

// A word of a listing that is there no more is nobody's: it is taken for one
// with a typo.
func TestAWordGoesWithItsLastListing(t *testing.T) {
	source := newMemory(named("Harbor House", "Harbour House")...)
	e := openTest(t, t.TempDir(), source)
	if got := ids(t, e, facility.Query{Text: "harbor"}); got != "a" {
		t.Errorf("harbor finds %q", got)
	}
	source.bury("removed", "a")
	catchUp(t, e)
	if got := ids(t, e, facility.Query{Text: "harbor"}); got != "b" {
		t.Errorf("harbor, which is nobody's word any more, finds %q", got)
	}
	source.say(named("Harbor Light")...)
	catchUp(t, e)
	if got := ids(t, e, facility.Query{Text: "harbor"}); got != "a" {
		t.Errorf("harbor, somebody's word again, finds %q", got)
	}
}

func TestAListingWithoutAUsablePointIsFoundButNotNearby(t *testing.T) {
	listings := named("Here", "Nowhere", "There", "Beyond")
	listings[1].Location.Point = geo.Point{Lat: math.NaN(), Lon: 400}
	listings[3].Location.Point = geo.Point{}
	source := newMemory(listings...)
	dir := t.TempDir()
	e := openTest(t, dir, source)
	check := func(q facility.Query, want string) {
		t.Helper()
		if got := ids(t, e, q); got != want {
			t.Errorf("%s finds %q, want %q", describe(q), got, want)
		}
	}
	for range 2 {
		check(facility.Query{Near: &atlanta, Radius: 1e6}, "a c")
		check(facility.Query{Near: &atlanta, Radius: facility.AnyDistance}, "a c b d")
		check(facility.Query{Near: &atlanta, Within: facility.Area{State: "GA"}}, "a c b d")
		check(facility.Query{Text: "nowhere"}, "b")
		check(facility.Query{Sort: facility.SortName}, "d a b c")
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		e = openTest(t, dir, source)
	}
	source.say(listings...) // the same, as changes
	catchUp(t, e)
	check(facility.Query{Near: &atlanta, Radius: facility.AnyDistance}, "a c b d")
	r, err := e.Search(t.Context(), facility.Query{Near: &atlanta, PerPage: 9})
	if err != nil || r.Hits[2].Distance >= 0 {
		t.Errorf("the distance to nowhere is %v, %v", r.Hits[2].Distance, err)
	}
}

func TestPagesBeyondTheEndAreEmpty(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory(named("A", "B", "C")...))
	for _, c := range []struct {
		page, perPage int
		want          int
	}{{1, 2, 2}, {2, 2, 1}, {3, 2, 0}, {0, 2, 2}, {1, 0, 0}, {2, 100, 0}, {math.MaxInt, 100, 0}, {1, math.MaxInt, 3}, {math.MaxInt, math.MaxInt, 0}} {
		r, err := e.Search(t.Context(), facility.Query{Page: c.page, PerPage: c.perPage})
		if err != nil || len(r.Hits) != c.want || r.Total != 3 {
			t.Errorf("page %d of %d: %d of %d, %v", c.page, c.perPage, len(r.Hits), r.Total, err)
		}
	}
}

func TestWhatHasNoMeaningIsRefused(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory())
	for _, q := range []facility.Query{
		{Near: &geo.Point{Lat: 999, Lon: 999}},
		{Near: &atlanta, Radius: -1},
		{Near: &atlanta, Radius: math.NaN()},
		{Page: -1},
		{PerPage: -5},
	} {
		if _, err := e.Search(t.Context(), q); err == nil {
			t.Errorf("%s is not refused", describe(q))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Search(ctx, facility.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits for the answer any more, but: %v", err)
	}
}

func TestSuggestionsAreNamesBegun(t *testing.T) {
	listings := named("Hope House", "New Hope", "House of Hope", "Hopeful Living", "The Hope", "hope again")
	listings[4].Gone = true
	listings[0].Name.Unit = "Women's Unit"
	e := openTest(t, t.TempDir(), newMemory(listings...))
	for prefix, want := range map[string][]string{
		"hope":       {"hope again", "Hope House, Women's Unit", "Hopeful Living", "House of Hope", "New Hope"},
		"HOPE H":     {"Hope House, Women's Unit"},
		"house of h": {"House of Hope"},
		"of house":   nil,
		"house wom":  {"Hope House, Women's Unit"},
		"x":          nil,
		"":           nil,
		" .":         nil,
	} {
		found, err := e.Suggest(t.Context(), prefix, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range found {
			got = append(got, s.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", prefix, got, want)
		}
	}
	if found, err := e.Suggest(t.Context(), "h", 0); len(found) > 0 || err != nil {
		t.Errorf("of none wanted: %v, %v", found, err)
	}
}
