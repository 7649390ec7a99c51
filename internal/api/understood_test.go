package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/api"
	"haven/internal/ask"
	"haven/internal/sample"
)

func TestOneBoxIsUnderstoodAndToldInParts(t *testing.T) {
	got := search(t, encode(map[string]string{"q": "suboxone near 30303 that takes medicaid today"}))
	want := []api.Part{
		{
			Kind: "service", Words: "suboxone", Label: api.Label{English: "Buprenorphine (Suboxone)", Spanish: "Buprenorfina (Suboxone)"},
			Codes: []string{"BU", "BUM", "UB", "BWN", "BMW", "BWON"}, Param: "q", Applied: true,
			Change: map[string]string{"q": "near 30303 that takes medicaid today"},
		},
		{
			Kind: "place", Words: "near 30303", Label: api.Label{English: "30303 (Atlanta, GA)", Spanish: "30303 (Atlanta, GA)"},
			Param: "q", Applied: true, Change: map[string]string{"q": "suboxone that takes medicaid today"},
		},
		{
			Kind: "payment", Words: "medicaid", Label: api.Label{English: "Medicaid", Spanish: "Medicaid"},
			Codes: []string{"MD"}, Param: "q", Applied: true, Change: map[string]string{"q": "suboxone near 30303 today"},
		},
		{
			Kind: "wish", Words: "today", Label: api.Label{English: "A place today", Spanish: "Un lugar hoy"},
			Param: "q", Change: map[string]string{"q": "suboxone near 30303 that takes medicaid"},
		},
	}
	if diff := cmp.Diff(want, got.Understood.Parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if got.Place == nil || got.Place.Kind != "zip" || got.Understood.Near != "30303 (Atlanta, GA)" || got.Total != 1 || got.Results[0].ID != sample.PeachStreet {
		t.Errorf("place %+v, found %v", got.Place, ids(got))
	}
	if want := []string{"BU", "UB", "MD"}; !cmp.Equal(got.Results[0].Matched, want) {
		t.Errorf("matched %v, want %v", got.Results[0].Matched, want)
	}
}

func TestWordsOfDangerAreTold(t *testing.T) {
	for q, danger := range map[string]string{
		"my friend overdosed": "overdose", "no respira": "overdose", "quiero morir": "suicide",
		"overdose education": "", "naloxone training": "", "detox": "",
	} {
		if got := search(t, encode(map[string]string{"q": q})); got.Understood.Danger != danger {
			t.Errorf("%q: danger %q, want %q", q, got.Understood.Danger, danger)
		}
	}
}

func TestFewResultsAreNeverTheEnd(t *testing.T) {
	asked := map[string]string{"q": "methadone near Seattle"}
	got := search(t, encode(asked))
	if got.Total != 0 || got.Nearest == nil || got.Nearest.ID != sample.BayouClinic || got.Nearest.DistanceMi < 1000 {
		t.Errorf("total %d, nearest %+v", got.Total, got.Nearest)
	}
	instead := false
	for _, r := range got.Relaxations {
		if changed := search(t, encode(asked, r.Change)); changed.Total != r.Total || r.Total <= got.Total {
			t.Errorf("%v promises %d and gives %d", r.Change, r.Total, changed.Total)
		}
		instead = instead || r.Kind == ask.RelaxService && r.Label.Spanish == "Buprenorfina (Suboxone)"
	}
	if !instead {
		t.Errorf("buprenorphine is not offered instead: %+v", got.Relaxations)
	}
	if enough := search(t, "near=Georgia"); enough.Total < ask.FewResults || len(enough.Relaxations) > 0 || enough.Nearest != nil {
		t.Errorf("%d in Georgia, and yet %+v and %+v", enough.Total, enough.Relaxations, enough.Nearest)
	}
}

func TestKindsAreDescribed(t *testing.T) {
	d := description(t)
	described := func(schema string) []string {
		return texts(at(t, d, "components", "schemas", schema, "properties", "kind")["enum"])
	}
	var parts, relaxations []string
	for _, k := range ask.PartKinds() {
		parts = append(parts, string(k))
	}
	for _, k := range ask.RelaxationKinds() {
		relaxations = append(relaxations, string(k))
	}
	if diff := cmp.Diff(parts, described("Part")); diff != "" {
		t.Errorf("parts (-are +described):\n%s", diff)
	}
	if diff := cmp.Diff(relaxations, described("Relaxation")); diff != "" {
		t.Errorf("relaxations (-are +described):\n%s", diff)
	}
}
