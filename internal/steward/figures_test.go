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
	take := func(importer importers.Importer, path ...string) {
		t.Helper()
		file := sharedtest.Path(t, append([]string{"data"}, path...)...)
		if _, err := ingest.Run(t.Context(), importer, file, ingest.Options{Store: s, Places: geo.Default(), Now: time.Now}); err != nil {
			t.Fatal(err)
		}
	}
	o := steward.New(s, listing.NewDirectory(s, geo.Default()), audit.Book{}, time.Now)
	scan := func(of string) {
		t.Helper()
		started := time.Now()
		if err := o.Scan(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("a scan of %s took %v", of, time.Since(started).Round(10*time.Millisecond))
	}
	take(samhsa.Importer{}, "samhsa-directory", "su-2022.xlsx")
	take(samhsa.Importer{}, "samhsa-directory", "su-2023.xlsx")
	take(findtreatment.Importer{}, "findtreatment-export", "tx-2023-11-07.xlsx")
	scan("all listings")
	take(otp.Importer{}, "otp", "otp-2026-05-25.csv")
	scan("what one import changed")
	counts, err := s.CountFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		t.Logf("%6d  %s  %s", c.Open, c.Kind, c.About)
	}
}
