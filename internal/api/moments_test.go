package api_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/api"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/sample"
)

// told searches on a day on which some places told what holds now.
func told(t *testing.T, now time.Time, query string) api.SearchAnswer {
	t.Helper()
	cfg := config()
	cfg.Searcher = scan.New(sample.ListingsOf(sample.Telling()), facility.Builtin())
	cfg.Now = func() time.Time { return now }
	response, body := send(t, newApp(cfg), httptest.NewRequest("GET", "/api/v1/search?"+query, nil))
	return answer[api.SearchAnswer](t, response, body)
}

func TestWhatHoldsNowIsAFilter(t *testing.T) {
	for query, want := range map[string]struct {
		found []string
		maybe int
	}{
		"near=30303&now=openings":                 {[]string{sample.Chattahoochee}, 3},
		"near=30303&now=openings:beds":            {[]string{sample.Chattahoochee}, 3},
		"near=30303&now=openings:detox":           {[]string{sample.Chattahoochee}, 4},
		"near=30303&now=openings:residential-men": {nil, 4},
		"near=30303&now=walk-in":                  {[]string{sample.FivePoints}, 4},
		"near=30303&now=confirmed":                {[]string{sample.PeachStreet, sample.GrantPark, sample.FivePoints}, 0},
		"near=30303&now=walk-in,openings":         {nil, 4},
		"near=30303&now=walk-in&now=confirmed":    {[]string{sample.FivePoints}, 2},
		"q=detox+beds+available+near+30303":       {[]string{sample.Chattahoochee}, 1},
	} {
		if got := told(t, sample.Now, query); !slices.Equal(ids(got), want.found) || got.Maybe != want.maybe {
			t.Errorf("%s finds %v and %d that may, want %v and %d", query, ids(got), got.Maybe, want.found, want.maybe)
		}
	}
	if got := told(t, sample.ToldAt.Add(facility.TermOpenings+time.Second), "near=30303&now=openings"); got.Total != 0 || got.Maybe != 5 {
		t.Errorf("a day later %v have openings, and %d may", ids(got), got.Maybe)
	}
}

func TestEachAskedFactTellsItsAgeSourceAndTerm(t *testing.T) {
	got := told(t, sample.Now, "near=30303&code=DT&now=openings")
	if len(got.Results) != 1 {
		t.Fatalf("found %v", ids(got))
	}
	ages := map[facility.Field]api.Age{}
	for _, age := range got.Results[0].Ages {
		ages[age.Field] = age
	}
	for field, want := range map[facility.Field]api.Age{
		"openings:detox": {AsOf: sample.ToldAt, Source: "facility", TermDays: 1, Fresh: true},
		"code:DT":        {AsOf: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Source: "samhsa-directory", TermDays: 365},
	} {
		want.Field = field
		if field == "code:DT" {
			want.AsOf = ages[field].AsOf // the day of the samples' directory
		}
		if ages[field] != want {
			t.Errorf("%s is %+v, want %+v", field, ages[field], want)
		}
	}
	if len(ages) != 3 { // and the number to call
		t.Errorf("ages are %+v", got.Results[0].Ages)
	}
}

func TestAResultTellsHowMuchRoomThereIsAndWhenItCloses(t *testing.T) {
	got := told(t, sample.Now, "near=30303&sort=openings")
	first := got.Results[0]
	if first.ID != sample.Chattahoochee || len(first.Openings) != 2 {
		t.Fatalf("first is %+v", first)
	}
	want := api.Opening{Kind: "detox", Open: 2, Total: 12, AsOf: sample.ToldAt, Until: sample.ToldAt.Add(24 * time.Hour), Source: "facility"}
	if first.Openings[0] != want || first.Openings[1].WaitlistDays != 9 {
		t.Errorf("openings are %+v", first.Openings)
	}
	for _, r := range got.Results {
		if r.ID == sample.PeachStreet {
			if r.Open == nil || *r.Open && r.OpenUntil == nil || r.Confirmed == nil || r.Confirmed.Source != "facility" {
				t.Errorf("open %v until %v, confirmed %+v", r.Open, r.OpenUntil, r.Confirmed)
			}
		} else if r.Open != nil {
			t.Errorf("nobody knows the hours of %s", r.ID)
		}
	}
}

func TestConditionsAreCountedWithAllFacetsOnly(t *testing.T) {
	got := told(t, sample.Now, "near=30303&facets=all")
	if got.Now["openings"] != 1 || got.Now["walk-in"] != 1 || got.Now["confirmed"] != 3 || len(got.Facets.Map()) == 0 {
		t.Errorf("counts are %v", got.Now)
	}
	if got := told(t, sample.Now, "near=30303&facets=true"); got.Now != nil {
		t.Errorf("counts are %v, and nobody asked", got.Now)
	}
}

func TestAnUnknownConditionIsRefusedWithWhatToSend(t *testing.T) {
	response, body := get(t, "/api/v1/search?near=30303&now=openings:beads")
	refused(t, response, body, "now", "openings:beds")
	if !strings.Contains(body, "walk-in") {
		t.Errorf("not all are named: %s", body)
	}
}
