package geo

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestAPlaceIsUnderstoodAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct{ text, name string }{
		{"30303", "30303 (Atlanta, GA)"},
		{" 30303 ", "30303 (Atlanta, GA)"},
		{"30303-1234", "30303 (Atlanta, GA)"},
		{"303031234", "30303 (Atlanta, GA)"},
		{"Atlanta, GA 30303-1234", "30303 (Atlanta, GA)"},
		{"Atlanta GA 99999", "Atlanta, GA"},
		{"09009", "09009 (APO, AE)"},

		{"Atlanta", "Atlanta, GA"},
		{"atlanta ga", "Atlanta, GA"},
		{"ATLANTA, Georgia", "Atlanta, GA"},
		{"Atlanta, GA, USA", "Atlanta, GA"},
		{"city of Atlanta", "Atlanta, GA"},
		{"St. Louis", "St. Louis, MO"},
		{"saint louis", "St. Louis, MO"},
		{"st louis mo", "St. Louis, MO"},
		{"St.Louis", "St. Louis, MO"},
		{"Ft Lauderdale", "Fort Lauderdale, FL"},
		{"Mt. Vernon, Washington", "Mount Vernon, WA"},
		{"Billings MT", "Billings, MT"},
		{"N Las Vegas", "North Las Vegas, NV"},
		{"O'Fallon", "O'Fallon, MO"},
		{"ofallon", "O'Fallon, MO"},
		{"mc donough ga", "McDonough, GA"},
		{"Winston Salem", "Winston-Salem, NC"},
		{"Dalles, OR", "The Dalles, OR"},
		{"the Bronx", "Bronx, NY"},
		{"nyc", "New York, NY"},
		{"Nueva York", "New York, NY"},
		{"Washington, D.C.", "Washington, DC"},
		{"Mayaguez", "Mayagüez, PR"},
		{"Koror", "Koror, PW"},
		{"Pohnpei FM", "Pohnpei, FM"},

		{"Fulton County", "Fulton County, GA"},
		{"Fulton County, GA", "Fulton County, GA"},
		{"fulton co ga", "Fulton County, GA"},
		{"Fulton County, Ohio", "Fulton County, OH"},
		{"Miami-Dade", "Miami-Dade County, FL"},
		{"Dade County", "Miami-Dade County, FL"},
		{"condado de Harris", "Harris County, TX"},
		{"Orleans Parish", "Orleans Parish, LA"},
		{"Orleans County, LA", "Orleans Parish, LA"},
		{"Matanuska-Susitna Borough", "Matanuska-Susitna Borough, AK"},
		{"Anchorage Borough", "Anchorage Municipality, AK"},
		{"Nome Census Area", "Nome Census Area, AK"},
		{"Chugach Census Area", "Chugach Census Area, AK"},
		{"Adjuntas Municipio", "Adjuntas Municipio, PR"},
		{"Municipio de Adjuntas", "Adjuntas Municipio, PR"},
		{"Baltimore County", "Baltimore County, MD"},
		{"Baltimore city", "Baltimore city, MD"},
		{"Baltimore", "Baltimore, MD"},
		{"Hartford County, CT", "Hartford County, CT"},
		{"Shannon County, SD", "Oglala Lakota County, SD"},

		{"Georgia", "Georgia"},
		{"GA", "Georgia"},
		{"state of georgia", "Georgia"},
		{"DC", "District of Columbia"},
		{"Carolina del Norte", "North Carolina"},
		{"Puerto Rico", "Puerto Rico"},
		{"PR", "Puerto Rico"},
		{"Guam", "Guam"},
		{"USVI", "U.S. Virgin Islands"},
		{"the Virgin Islands", "U.S. Virgin Islands"},
		{"AS", "American Samoa"},
		{"CNMI", "Northern Mariana Islands"},
		{"Micronesia", "Federated States of Micronesia"},
		{"MH", "Marshall Islands"},
		{"Palau", "Palau"},

		{"33.749,-84.388", "33.749, -84.388"},
		{"33.749 -84.388", "33.749, -84.388"},
		{"+33.749;-84.", "33.749, -84"},
		{"(33.749000001, -84.388)", "33.749, -84.388"},
	} {
		place, err := Default().Find(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
		} else if place.Name != c.name {
			t.Errorf("%q is taken for %s, want %s", c.text, place.Name, c.name)
		}
	}
}

func TestAnAmbiguousTextMeansTheMostPopulousPlaceAndListsTheOthers(t *testing.T) {
	for _, c := range []struct {
		text, name string
		others     []string
	}{
		{"Kansas City", "Kansas City, MO", []string{"Kansas City, KS"}},
		{"Portland", "Portland, OR", []string{"Portland, ME", "Portland, TX"}},
		{"Springfield", "Springfield, MO", []string{"Springfield, MA", "Springfield, IL"}},
		{"Fulton County", "Fulton County, GA", []string{"Fulton County, NY"}},
		// The state has more people than the District, which comes next.
		{"Washington", "Washington", []string{"Washington, DC"}},
		// The one exception: the city is in the state, and what most people mean.
		{"New York", "New York, NY", []string{"New York State"}},
	} {
		place, err := Default().Find(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var others []string
		for _, p := range place.Alternatives {
			others = append(others, p.Name)
		}
		if place.Name != c.name || len(others) < len(c.others) || !slices.Equal(others[:len(c.others)], c.others) {
			t.Errorf("%q is %s, else %q; want %s, else %q", c.text, place.Name, others, c.name, c.others)
		}
		if len(others) > maxAlternatives {
			t.Errorf("%q has %d alternatives", c.text, len(others))
		}
	}
}

func TestCoordinatesArePlainDecimals(t *testing.T) {
	for _, text := range []string{"0x10p1,-8_4", "0x1p5,0x1p6", "3e1,-8e1", "inf,nan", "33_749,1", "1-2,3", ".,.", "+-1,2"} {
		if place, err := Default().Find(text); err == nil && place.Kind == KindPoint {
			t.Errorf("%q is taken for %s", text, place.Name)
		}
	}
}

func TestAnUnambiguousPlaceHasNoAlternatives(t *testing.T) {
	for _, text := range []string{"30303", "Atlanta, GA", "Fulton County, GA", "New York State", "33.749,-84.388"} {
		if place, err := Default().Find(text); err != nil || len(place.Alternatives) > 0 {
			t.Errorf("%q: alternatives %v, error %v", text, place.Alternatives, err)
		}
	}
}

func TestANearMissIsAnErrorThatSaysWhatWasMeant(t *testing.T) {
	for _, c := range []struct{ text, first string }{
		{"Alanta", "Atlanta, GA"},
		{"alanta ga", "Atlanta, GA"},
		{"Alanta, Gorgia", "Atlanta, GA"},
		{"Atlnata", "Atlanta, GA"},
		{"Houstin", "Houston, TX"},
		{"Albuquerqe", "Albuquerque, NM"},
		{"Atlanta, FL", "Atlanta, GA"},
		{"Fultin County", "Fulton County, GA"},
		{"Gorgia", "Georgia"},
		{"Philadelph", "Philadelphia, PA"},
		{"30300", "30301 (Atlanta, GA)"},
		{"3030", "30301 (Atlanta, GA)"},
	} {
		_, err := Default().Find(c.text)
		var unknown *UnknownPlaceError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: error %v, want an UnknownPlaceError", c.text, err)
			continue
		}
		if len(unknown.Suggestions) == 0 || unknown.Suggestions[0] != c.first || len(unknown.Suggestions) > maxSuggestions {
			t.Errorf("%q: suggestions %q, want %s first", c.text, unknown.Suggestions, c.first)
		}
	}
}

func TestTheErrorTellsAPersonWhatToGiveInstead(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"Alanta", `No place called "Alanta" is known. Did you mean Atlanta, GA`},
		{"xyzzy plugh", "Give a ZIP code, a city with its state, a county or a state."},
		{"0,0", "Give a ZIP code"},
		{"999,999", "Give a ZIP code"},
		{"12345 Main Street", "Give a ZIP code"},
		{"", "No place is given."},
		{" ,. ", "Give a ZIP code"},
		{strings.Repeat("Atlanta ", 13), "The place is longer than 100 letters."},
	} {
		_, err := Default().Find(c.text)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: error %v, want one that says %s", c.text, err, c.says)
		}
	}
}

func FuzzFindAnswersEveryText(f *testing.F) {
	for _, text := range []string{
		"30303-1234", "St. Louis, MO", "Fulton County", "33.749,-84.388", "nan inf", "0x1p-2 1e300", "Alanta, FL",
		"the", "state of", "city", "County", "Ōmaʻo", "\xff\xfe", "ﬁ İ K", "usa", "st st st st st st", "00000", "1 2 3",
	} {
		f.Add(text)
	}
	g := Default()
	f.Fuzz(func(t *testing.T, text string) {
		place, err := g.Find(text)
		var unknown *UnknownPlaceError
		switch {
		case errors.As(err, &unknown):
			for _, name := range unknown.Suggestions {
				if _, err := g.Find(name); err != nil {
					t.Errorf("%q: the suggestion %q leads nowhere: %v", text, name, err)
				}
			}
		case err != nil:
			t.Errorf("%q: %v is no UnknownPlaceError", text, err)
		case place.Point.Validate() != nil || place.Name == "" || place.Kind == "":
			t.Errorf("%q: place %+v", text, place)
		}
		if n := len(g.Suggest(text, 3)); n > 3 {
			t.Errorf("%q: %d places for a limit of 3", text, n)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g := Default()
	for _, text := range []string{"30303", "Atlanta, GA", "Springfield", "Fulton County", "Alanta", "30300"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = g.Find(text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load()
	}
}
