package ask_test

import (
	"context"
	"slices"
	"testing"

	"haven/internal/ask"
	"haven/internal/geo"
)

func suggest(t testing.TB, typed ask.Typed) []ask.Suggestion {
	t.Helper()
	if typed.Limit == 0 {
		typed.Limit = 8
	}
	found, err := ask.Suggest(context.Background(), samples, geo.Default(), typed)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheLikeliestIsSuggestedFirst(t *testing.T) {
	houston := &geo.Point{Lat: 29.76, Lon: -95.37}
	for _, c := range []struct {
		typed ask.Typed
		kind  string
		text  string
		q     string // sent
		near  string // sent
	}{
		{ask.Typed{Text: "atl"}, "city", "Atlanta, GA", "", "Atlanta, GA"},
		{ask.Typed{Text: "Georg"}, "state", "Georgia", "", "Georgia"},
		{ask.Typed{Text: "3030"}, "zip", "30301 (Atlanta, GA)", "", "30301 (Atlanta, GA)"},
		{ask.Typed{Text: "metha"}, "service", "Methadone", "methadone", ""},
		{ask.Typed{Text: "metad", Lang: "es"}, "service", "Metadona", "metadona", ""},
		{ask.Typed{Text: "metad"}, "service", "Methadone", "methadone", ""},
		{ask.Typed{Text: "desint", Lang: "es"}, "service", "Desintoxicación (detox)", "desintoxicación", ""},
		{ask.Typed{Text: "subox"}, "service", "Buprenorphine (Suboxone)", "suboxone", ""},
		{ask.Typed{Text: "suboxne"}, "service", "Buprenorphine (Suboxone)", "suboxone", ""},
		{ask.Typed{Text: "medica"}, "payment", "Medicaid", "medicaid", ""},
		{ask.Typed{Text: "sober liv"}, "service", "Recovery or sober housing", "sober living", ""},
		{ask.Typed{Text: "methadone near atl"}, "city", "Atlanta, GA", "methadone", "Atlanta, GA"},
		{ask.Typed{Text: "detox that takes medica"}, "payment", "Medicaid", "detox that takes medicaid", ""},
		{ask.Typed{Text: "metadona cerca de hous", Lang: "es"}, "city", "Houston, TX", "metadona", "Houston, TX"},
		{ask.Typed{Text: "atlanta det"}, "service", "Detox (withdrawal care)", "atlanta detox", ""},
		{ask.Typed{Text: "springfield il"}, "city", "Springfield, IL", "", "Springfield, IL"},
		{ask.Typed{Text: "overd"}, "danger", "Overdose: call 911 now", "overdose", ""},
		{ask.Typed{Text: "kill my"}, "danger", "Thoughts of suicide: call or text 988", "suicide", ""},
		{ask.Typed{Text: "magic"}, "facility", "Magic City Treatment", `"Magic City Treatment"`, ""},
		{ask.Typed{Text: "pasaden"}, "city", "Pasadena, TX", "", "Pasadena, TX"},
		{ask.Typed{Text: "pasaden", Near: &geo.Point{Lat: 34.05, Lon: -118.24}}, "city", "Pasadena, CA", "", "Pasadena, CA"},
		{ask.Typed{Text: "bayou city", Near: houston}, "facility", "Bayou City Recuperación, Downtown Clinic", `"Bayou City Recuperación, Downtown Clinic"`, ""},
	} {
		found := suggest(t, c.typed)
		if len(found) == 0 {
			t.Errorf("%+v: nothing", c.typed)
			continue
		}
		if s := found[0]; s.Kind != c.kind || s.Text != c.text || s.Send["q"] != c.q || s.Send["near"] != c.near {
			t.Errorf("%q suggests %+v first, want %s %q", c.typed.Text, s, c.kind, c.text)
		}
	}
}

func TestBehindNearOnlyPlacesAreSuggested(t *testing.T) {
	for _, s := range suggest(t, ask.Typed{Text: "methadone near de", Limit: 20}) {
		if _, place := s.Send["near"]; !place || s.Send["q"] != "methadone" {
			t.Errorf("suggested is %+v", s)
		}
	}
}

func TestNothingIsSuggestedForNothing(t *testing.T) {
	for _, text := range []string{"", " ", "?", "xyzzyxyzzy"} {
		if found := suggest(t, ask.Typed{Text: text}); len(found) > 0 {
			t.Errorf("%q suggests %+v", text, found)
		}
	}
}

func FuzzSuggest(f *testing.F) {
	for _, c := range understoodCases(f) {
		f.Add(c.query[:len(c.query)*2/3], 8)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = max(1, min(limit, 20))
		found, err := ask.Suggest(context.Background(), samples, geo.Default(), ask.Typed{Text: text, Limit: limit})
		if err != nil || len(found) > limit {
			t.Fatalf("%q: %d suggestions, %v", text, len(found), err)
		}
		if slices.ContainsFunc(found, func(s ask.Suggestion) bool { return s.Text == "" || len(s.Send) == 0 }) {
			t.Errorf("%q suggests nothing that can be sent: %+v", text, found)
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	for _, text := range []string{"a", "atl", "methadone near atl"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				suggest(b, ask.Typed{Text: text})
			}
		})
	}
}
