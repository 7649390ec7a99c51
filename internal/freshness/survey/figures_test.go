package survey_test

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/findtreatment"
	"haven/importers/otp"
	"haven/importers/samhsa"
	"haven/internal/freshness"
	"haven/internal/freshness/survey"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/sharedtest"
	"haven/internal/store/storetest"
)

// figuresAt are the moments at which the figures are taken: soon after the
// newest directory was published, when it was a year old, and now, half a year
// after the newest file of all.
var figuresAt = []time.Time{
	time.Date(2023, time.December, 1, 12, 0, 0, 0, time.UTC),
	time.Date(2024, time.December, 1, 12, 0, 0, 0, time.UTC),
	time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC),
}

// TestFiguresOfFreshness prints which share of the facts of the real files,
// folded together, is within its term, and how long it takes to count.
func TestFiguresOfFreshness(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	for _, f := range []struct {
		importer importers.Importer
		path     []string
	}{
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2022.xlsx"}},
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2023.xlsx"}},
		{findtreatment.Importer{}, []string{"findtreatment-export", "tx-2023-11-07.xlsx"}},
		{findtreatment.Importer{}, []string{"findtreatment-api", "wa-2026-02.json"}},
		{otp.Importer{}, []string{"otp", "otp-2026-05-25.csv"}},
	} {
		path := sharedtest.Path(t, append([]string{"data"}, f.path...)...)
		if _, err := ingest.Run(t.Context(), f.importer, path, ingest.Options{Store: s, Places: geo.Default(), Now: time.Now}); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range figuresAt {
		started := time.Now()
		if err := survey.New(s, listing.NewDirectory(s, geo.Default()), func() time.Time { return at }).Count(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s, counted in %v:", freshness.DayOf(at), time.Since(started).Round(10*time.Millisecond))
		counts, err := s.Freshness(t.Context(), freshness.DayOf(at))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range slices.SortedFunc(maps.Keys(counts), func(a, b freshness.Mark) int {
			return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(counts[b].Facts, counts[a].Facts), cmp.Compare(a.Name, b.Name))
		}) {
			percent, _ := counts[m].Percent()
			t.Logf("%8d facts %3d %%  %s %s", counts[m].Facts, percent, m.By, m.Name)
		}
		places, err := s.StalePlaces(t.Context(), "", 0, 1)
		t.Logf("first of the places to see to: %+v (%v)", places, err)
	}
}
