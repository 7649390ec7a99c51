package ask_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/sample"
)

var lookedAt = time.Date(2026, time.June, 3, 15, 0, 0, 0, time.UTC)

// telling are the sample places, of which some told how much room they have.
func telling(rooms map[string]facility.Opening) facility.At {
	listings := sample.Listings()
	for i := range listings {
		if o, ok := rooms[listings[i].ID]; ok {
			listings[i].Openings = []facility.Room{{Kind: facility.DetoxBeds, Opening: o, Source: "facility", At: lookedAt.Add(-time.Hour)}}
		}
	}
	return facility.At{Searcher: scan.New(listings, facility.Builtin()), Now: lookedAt}
}

func look(t *testing.T, at facility.At, r ask.Request) (ask.Resolved, facility.Results) {
	t.Helper()
	res, results, err := ask.Search(t.Context(), at, r, geo.Default(), facility.Builtin())
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return res, results
}

func TestWordsForWhatHoldsNowNarrowASearchWhereItHoldsOfAPlace(t *testing.T) {
	at := telling(map[string]facility.Opening{sample.Chattahoochee: {Open: 2}, sample.PeachStreet: {}})
	for _, q := range []string{"beds available in atlanta ga", "camas libres en Atlanta, GA", "openings near 30303", "detox beds near 30303"} {
		res, results := look(t, at, ask.Request{Q: q})
		if results.Total != 1 || results.Hits[0].Listing.ID != sample.Chattahoochee {
			t.Errorf("%q finds %d", q, results.Total)
		}
		if len(res.Query.Conditions) != 1 || !slices.Equal(results.Hits[0].Met, res.Query.Conditions) {
			t.Errorf("%q asks for %v", q, res.Query.Conditions)
		}
	}
	relaxed, err := ask.Relax(t.Context(), at, first(look(t, at, ask.Request{Q: "beds available near 30303"})), geo.Default(), facility.Builtin())
	if err != nil || !slices.ContainsFunc(relaxed, func(r ask.Relaxation) bool {
		return r.Kind == ask.RelaxFilter && r.Label.English == "Beds free now" && r.Total == 5 && strings.TrimSpace(r.Change["q"]) == "near 30303"
	}) {
		t.Errorf("nobody is told what there is without the beds: %+v, %v", relaxed, err)
	}
}

func first(res ask.Resolved, _ facility.Results) ask.Resolved { return res }

// Where nobody told of room, everybody can be asked: an empty page helps nobody.
func TestWordsForWhatHoldsNowAreAWishWhereNobodyToldThatItDoes(t *testing.T) {
	res, results := look(t, telling(nil), ask.Request{Q: "beds available near 30303"})
	if results.Total != 5 || len(res.Query.Conditions) > 0 {
		t.Errorf("%d found, asking for %v", results.Total, res.Query.Conditions)
	}
	i := slices.IndexFunc(res.Understood.Parts, func(p ask.Part) bool { return p.Label.English == "Beds free now" })
	if i < 0 || res.Understood.Parts[i].Kind != ask.PartWish || res.Understood.Parts[i].Applied {
		t.Errorf("understood are %+v", res.Understood.Parts)
	}
}

func TestOfTwoWordsForWhatHoldsNowTheOneThatHoldsOfAPlaceStays(t *testing.T) {
	at := telling(map[string]facility.Opening{sample.Chattahoochee: {Open: 2}})
	for _, q := range []string{"beds available walk in near 30303", "walk in, beds available, near 30303"} {
		res, results := look(t, at, ask.Request{Q: q})
		if results.Total != 1 || !slices.Equal(res.Query.Conditions, []facility.Condition{facility.HasBeds}) {
			t.Errorf("%q finds %d that meet %v", q, results.Total, res.Query.Conditions)
		}
	}
}

func TestWhatIsSentAsNowStandsWhoeverTold(t *testing.T) {
	res, results := look(t, telling(nil), ask.Request{Near: "30303", Now: []string{"openings", "Open"}})
	if results.Total != 0 || results.Maybe != 5 {
		t.Errorf("%d have openings and are open, %d may", results.Total, results.Maybe)
	}
	var changes []string
	for _, p := range res.Understood.Parts {
		if p.Kind == ask.PartMoment {
			changes = append(changes, p.Label.English+": "+p.Change["now"])
		}
	}
	if want := []string{"Openings now: open", "Open now: openings"}; !slices.Equal(changes, want) {
		t.Errorf("parts are %q, want %q", changes, want)
	}
}

func TestAConditionThatNobodyKnowsIsAnErrorThatSaysWhatToSend(t *testing.T) {
	_, err := resolve(ask.Request{Now: []string{"opne"}})
	if err == nil || !strings.Contains(err.Error(), `now is "opne". Send openings, `) {
		t.Errorf("%v", err)
	}
}

func TestThoseWithOpeningsCanComeFirst(t *testing.T) {
	at := telling(map[string]facility.Opening{sample.Chattahoochee: {Open: 2}})
	_, results := look(t, at, ask.Request{Near: "30303", Sort: "openings"})
	if results.Total != 5 || results.Hits[0].Listing.ID != sample.Chattahoochee {
		t.Errorf("%d found, %s first", results.Total, results.Hits[0].Listing.ID)
	}
}

func TestConditionsAreCountedWhenAskedFor(t *testing.T) {
	at := telling(map[string]facility.Opening{sample.Chattahoochee: {Open: 2}, sample.PeachStreet: {}})
	_, results := look(t, at, ask.Request{Near: "30303", Facets: "all"})
	if results.Conditions[facility.HasOpenings] != 1 || results.Conditions[facility.HasBeds] != 1 || results.Conditions[facility.WalkIn] != 0 {
		t.Errorf("counted are %v", results.Conditions)
	}
	if _, results := look(t, at, ask.Request{Near: "30303", Facets: "true"}); results.Conditions != nil {
		t.Errorf("counted are %v, and nobody asked", results.Conditions)
	}
}

func TestEveryConditionHasALabelInBothLanguages(t *testing.T) {
	for _, c := range facility.Conditions() {
		if l := ask.LabelOf(c); l.English == string(c) || l.Spanish == "" || l.English == l.Spanish {
			t.Errorf("%s is labelled %+v", c, l)
		}
	}
}
