package geo

import (
	"strings"
	"testing"
)

func TestAFewWordsOfASentenceAreReadAsAPlace(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		text, name string
		exact      bool
	}{
		{"30303", "30303 (Atlanta, GA)", true},
		{"atlanta ga", "Atlanta, GA", true},
		{"Fulton County", "Fulton County, GA", true},
		{"fulton", "Fulton, MO", true},
		{"miami dade", "Miami-Dade County, FL", false},
		{"n las vegas", "North Las Vegas, NV", false},
		{"33.749,-84.388", "33.749, -84.388", true},
		{"nyc", "New York, NY", true},
	} {
		place, exact, ok := g.Read(c.text)
		if !ok || place.Name != c.name || exact != c.exact {
			t.Errorf("%q is %q (exactly: %v, found: %v), want %q (%v)", c.text, place.Name, exact, ok, c.name, c.exact)
		}
		found, err := g.Find(c.text)
		if err != nil || found.Name != place.Name || len(found.Alternatives) != len(place.Alternatives) {
			t.Errorf("%q: Find says %q, Read %q", c.text, found.Name, place.Name)
		}
	}
	for _, text := range []string{"", "alanta", "99999", "methadone clinic", strings.Repeat("a", MaxText+1)} {
		if place, _, ok := g.Read(text); ok {
			t.Errorf("%q is %s", text, place.Name)
		}
	}
}

func TestNoPlaceBeginsWithAWordThatBeginsNone(t *testing.T) {
	g := Default()
	for _, text := range []string{
		"30303", "33.749,-84.388", "Atlanta", "St. Louis", "ft lauderdale", "n las vegas", "mc donough ga", "dalles", "nyc",
		"city of atlanta", "condado de harris", "state of georgia", "ga", "Tejas", "fulton county", "O'Fallon", "vegas",
	} {
		for _, behind := range []string{"", " that takes medicaid", ", methadone"} {
			if !g.Begins(text + behind) {
				t.Errorf("no place begins %q, but %q is one", text+behind, text)
			}
		}
	}
	for _, word := range []string{"", "?", "methadone", "suboxone", "xyzzy", "for my brother", "new clinics", "atlant"} {
		if g.Begins(word) {
			t.Errorf("a place begins with %q", word)
		}
	}
}

func TestAMisspeltCityIsTheMostPopulousOneEditAway(t *testing.T) {
	for _, c := range []struct {
		text   string
		people int
		name   string
	}{
		{"alanta", 0, "Atlanta, GA"},
		{"atlnta ga", 100_000, "Atlanta, GA"},
		{"Huston", 100_000, "Houston, TX"},
		{"huoston tx", 0, "Houston, TX"},
		{"pheonix", 0, "Phoenix, AZ"},
		{"justin", 100_000, ""}, // Austin begins otherwise
		{"dalas", 1e9, ""},      // nobody lives in so large a city
		{"mami", 0, ""},         // four letters are too few
		{"alanta tx", 0, "Atlanta, TX"},
		{"", 0, ""},
	} {
		if place, _ := Default().Misspelt(c.text, c.people); place.Name != c.name {
			t.Errorf("%q with %d people is %q, want %q", c.text, c.people, place.Name, c.name)
		}
	}
}

func BenchmarkMisspelt(b *testing.B) {
	for b.Loop() {
		Default().Misspelt("alanta ga", 0)
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		Default().Read("in atlanta ga")
		Default().Read("atlanta ga")
		Default().Read("methadone")
	}
}
