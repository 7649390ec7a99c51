package demo_test

import (
	"path/filepath"
	"testing"
	"time"

	"haven/internal/demo"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store/storetest"
)

func TestARegisterDisagreesWithTheDirectoryHereAndThere(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	now := func() time.Time { return published.AddDate(0, 6, 0) }
	options := ingest.Options{Store: s, Places: geo.Default(), Now: now}
	directory := demo.New(3000, 1, published)
	if _, err := ingest.Run(t.Context(), directory, "", options); err != nil {
		t.Fatal(err)
	}
	before := listings(t, listing.NewDirectory(s, geo.Default()))
	if _, err := ingest.Run(t.Context(), demo.NewRegister(directory, "NM", now()), "", options); err != nil {
		t.Fatal(err)
	}
	conflicts := 0
	err := listing.NewDirectory(s, geo.Default()).EachKnown(t.Context(), before, func(_ string, p facility.Profile) error {
		conflicts += min(1, len(p.Conflicts()))
		return nil
	})
	if err != nil || conflicts < 2 || conflicts > 20 {
		t.Errorf("sources disagree on %d places (%v)", conflicts, err)
	}
	if doubts, err := s.CountDoubts(t.Context()); err != nil || doubts < 1 || doubts > 5 {
		t.Errorf("%d pairs are in doubt (%v)", doubts, err)
	}
}

func listings(t *testing.T, d *listing.Directory) (ids []string) {
	t.Helper()
	err := d.EachListing(t.Context(), false, func(l facility.Listing) error {
		ids = append(ids, l.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
