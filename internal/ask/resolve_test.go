package ask_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

func resolve(r ask.Request) (ask.Resolved, error) {
	return ask.Resolve(r, geo.Default(), facility.Builtin())
}

func mustResolve(t *testing.T, r ask.Request) ask.Resolved {
	t.Helper()
	res, err := resolve(r)
	if err != nil {
		t.Fatalf("Resolve(%+v): %v", r, err)
	}
	return res
}

func TestHowFarASearchReaches(t *testing.T) {
	fulton := facility.Area{State: "GA", FIPS: "13121"}
	georgia := facility.Area{State: "GA"}
	for _, c := range []struct {
		near, radius string
		metres       float64
		within       facility.Area
		circle       string
	}{
		{near: "30303", metres: 25 * geo.Mile, circle: "25mi"},
		{near: "Atlanta, GA", metres: 25 * geo.Mile, circle: "25mi"},
		{near: "33.749,-84.388", metres: 25 * geo.Mile, circle: "25mi"},
		{near: "30303", radius: "40km", metres: 40_000, circle: "40km"},
		{near: "30303", radius: "2.5 MI", metres: 2.5 * geo.Mile, circle: "2.5mi"},
		{near: "30303", radius: "any", metres: math.Inf(1), circle: "any"},
		{near: "Fulton County, GA", within: fulton},
		{near: "Georgia", within: georgia},
		{near: "Georgia", radius: "100mi", metres: 100 * geo.Mile, circle: "100mi"},
		{near: "Fulton County, GA", radius: "any", metres: math.Inf(1), circle: "any"},
	} {
		res := mustResolve(t, ask.Request{Near: c.near, Radius: c.radius})
		q := res.Query
		if q.Near == nil || q.Radius != c.metres || q.Within != c.within || res.Understood.Radius != c.circle {
			t.Errorf("near=%q radius=%q: near %v, %v m, within %+v, understood %q; want %v m, within %+v, %q",
				c.near, c.radius, q.Near, q.Radius, q.Within, res.Understood.Radius, c.metres, c.within, c.circle)
		}
	}
}

func TestCodesOfOneCategoryAreAlternativesAndEachMustStandsAlone(t *testing.T) {
	res := mustResolve(t, ask.Request{Code: []string{"MD", "dt", "MC"}, Must: []string{"PW", "SP", "PW"}})
	want := []facility.Group{
		{Codes: []string{"MD", "MC"}, Category: "PAY"},
		{Codes: []string{"DT"}, Category: "TC"},
		{Codes: []string{"PW"}},
		{Codes: []string{"SP"}},
	}
	if diff := cmp.Diff(want, res.Query.Groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	filters := []ask.Filter{
		{Param: "code", Category: "PAY", Codes: []string{"MD", "MC"}},
		{Param: "code", Category: "TC", Codes: []string{"DT"}},
		{Param: "must", Category: "SG", Codes: []string{"PW"}},
		{Param: "must", Category: "SL", Codes: []string{"SP"}},
	}
	if diff := cmp.Diff(filters, res.Understood.Filters); diff != "" {
		t.Errorf("understood (-want +got):\n%s", diff)
	}
}

func TestTheOrderIsByDistanceThenBestThenName(t *testing.T) {
	for _, c := range []struct {
		request ask.Request
		want    facility.Sort
	}{
		{ask.Request{Near: "30303"}, facility.SortDistance},
		{ask.Request{Near: "30303", Q: "grady"}, facility.SortDistance},
		{ask.Request{Q: "grady"}, facility.SortBest},
		{ask.Request{}, facility.SortName},
		{ask.Request{Near: "30303", Sort: "name"}, facility.SortName},
		{ask.Request{Near: "30303", Sort: "best"}, facility.SortBest},
	} {
		if got := mustResolve(t, c.request).Query.Sort; got != c.want {
			t.Errorf("%+v sorts by %s, want %s", c.request, got, c.want)
		}
	}
}

func TestWhatIsNotSentHasItsUsualValue(t *testing.T) {
	q := mustResolve(t, ask.Request{}).Query
	want := facility.Query{Sort: facility.SortName, Page: 1, PerPage: 20}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Errorf("empty request (-want +got):\n%s", diff)
	}
	q = mustResolve(t, ask.Request{Q: "  new   hope ", Include: "gone", Page: "3", PerPage: "100", Facets: "true"}).Query
	want = facility.Query{Text: "new hope", IncludeGone: true, Sort: facility.SortBest, Page: 3, PerPage: 100, Facets: true}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Errorf("full request (-want +got):\n%s", diff)
	}
}

func TestAnAmbiguousPlaceListsTheOthers(t *testing.T) {
	place := mustResolve(t, ask.Request{Near: "Springfield"}).Place
	if len(place.Alternatives) == 0 {
		t.Errorf("Springfield is %s and nothing else", place.Name)
	}
}

func TestAWrongParameterIsNamedWithWhatToSendInstead(t *testing.T) {
	for _, c := range []struct {
		request     ask.Request
		param       string
		says        string // part of the message
		suggestions []string
	}{
		{ask.Request{Near: "Alanta, GA"}, "near", "Atlanta, GA", []string{"Atlanta, GA"}},
		{ask.Request{Near: "nowhere at all in the world"}, "near", "ZIP code", nil},
		{ask.Request{Near: "30303", Radius: "25"}, "radius", "25mi", nil},
		{ask.Request{Near: "30303", Radius: "0mi"}, "radius", "more than 0", nil},
		{ask.Request{Near: "30303", Radius: "99999mi"}, "radius", "any", nil},
		{ask.Request{Near: "30303", Radius: "-5mi"}, "radius", "25mi", nil},
		{ask.Request{Radius: "25mi"}, "radius", "Send near too", nil},
		{ask.Request{Q: strings.Repeat("word ", 60)}, "q", "longer than 200 bytes", nil},
		{ask.Request{Code: []string{"MDD"}}, "code", "MD (Medicaid)", []string{"MD"}},
		{ask.Request{Code: []string{"methadone"}}, "code", "MU (Methadone)", []string{"MU"}},
		{ask.Request{Must: []string{"no such service"}}, "must", "/api/v1/taxonomy", nil},
		{ask.Request{Include: "all"}, "include", "Send gone", nil},
		{ask.Request{Sort: "price"}, "sort", "distance, best, openings or name", nil},
		{ask.Request{Sort: "distance"}, "sort", "needs a place", nil},
		{ask.Request{Page: "0"}, "page", "from 1", nil},
		{ask.Request{Page: "two"}, "page", "from 1", nil},
		{ask.Request{Page: "99999999999999999999"}, "page", "from 1", nil},
		{ask.Request{PerPage: "101"}, "per_page", "from 1 to 100", nil},
		{ask.Request{Facets: "yes"}, "facets", "Send true", nil},
	} {
		_, err := resolve(c.request)
		var wrong *ask.ParamError
		if !errors.As(err, &wrong) {
			t.Errorf("%+v: error %v, want one that names %s", c.request, err, c.param)
			continue
		}
		if wrong.Param != c.param || !strings.Contains(wrong.Message, c.says) {
			t.Errorf("%+v: %s says %q; want %s with %q", c.request, wrong.Param, wrong.Message, c.param, c.says)
		}
		for i, want := range c.suggestions {
			if i >= len(wrong.Suggestions) || wrong.Suggestions[i] != want {
				t.Errorf("%+v suggests %q, want %q", c.request, wrong.Suggestions, c.suggestions)
			}
		}
	}
}

func TestASearchHasAtMostSoManyFilters(t *testing.T) {
	var must []string
	for _, code := range facility.Builtin().Codes()[:facility.MaxGroups+1] {
		must = append(must, code.Code)
	}
	if _, err := resolve(ask.Request{Must: must[1:]}); err != nil {
		t.Errorf("%d filters: %v", facility.MaxGroups, err)
	}
	if _, err := resolve(ask.Request{Must: must}); err == nil {
		t.Errorf("%d filters were taken", len(must))
	}
}
