package api_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/api"
	"haven/internal/sample"
)

func TestAResultTellsTheAgeOfWhatWasAskedFor(t *testing.T) {
	const directory, itself = "samhsa-directory", "facility"
	lastWeek := time.Date(2026, time.May, 25, 15, 30, 0, 0, time.UTC)
	in2023 := time.Date(2023, time.January, 1, 0, 0, 0, 0, time.UTC)
	phone := api.Age{Field: "phone", AsOf: lastWeek, Source: itself, TermDays: 365, Fresh: true}
	for query, want := range map[string][]api.Age{
		"near=30303": {phone},
		"near=30303&code=MD,BU&must=MD": {
			phone,
			{Field: "code:MD", AsOf: lastWeek, Source: itself, TermDays: 365, Fresh: true},
			{Field: "code:BU", AsOf: in2023, Source: directory, TermDays: 365},
		},
	} {
		first := search(t, query).Results[0]
		if diff := cmp.Diff(want, first.Ages); first.ID != sample.PeachStreet || diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", query, first.ID, diff)
		}
	}
}

// Decatur has offered it for as long, but only Peach Street has confirmed it.
func TestTheBestAreJudgedByTheClock(t *testing.T) {
	const between = "near=33.7637,-84.3425&code=MD&sort="
	if got := ids(search(t, between+"distance")); got[0] != sample.Decatur {
		t.Errorf("the nearest is %s", got[0])
	}
	if got := ids(search(t, between+"best")); got[0] != sample.PeachStreet {
		t.Errorf("the best is %s", got[0])
	}
}
