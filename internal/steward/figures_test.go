package steward_test

import (
	"path/filepath"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/findtreatment"
	"haven/importers/otp"
	"haven/importers/samhsa"
	"haven/internal/audit"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/sharedtest"
	"haven/internal/steward"
	"haven/internal/store/storetest"
)

// TestFiguresOfTheInbox prints what a scan finds in the real files, folded
// together, and how long it takes.
func TestFiguresOfTheInbox(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	for _, f := range []struct {
		importer importers.Importer
		path     []string
	}{
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2022.xlsx"}},
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2023.xlsx"}},
		{findtreatment.Importer{}, []string{"findtreatment-export", "tx-2023-11-07.xlsx"}},
		{otp.Importer{}, []string{"otp", "otp-2026-05-25.csv"}},
	} {
		path := sharedtest.Path(t, append([]string{"data"}, f.path...)...)
		if _, err := ingest.Run(t.Context(), f.importer, path, ingest.Options{Store: s, Places: geo.Default(), Now: time.Now}); err != nil {
			t.Fatal(err)
		}
	}
	o := steward.New(s, listing.NewDirectory(s, geo.Default()), audit.Book{}, time.Now)
	for _, what := range []string{"a first scan", "a scan of what one import changed"} {
		started := time.Now()
		if err := o.Scan(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s took %v", what, time.Since(started).Round(10*time.Millisecond))
	}
	counts, err := s.CountFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		t.Logf("%6d  %s  %s", c.Open, c.Kind, c.About)
	}
}
