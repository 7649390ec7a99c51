package store_test

import (
	"fmt"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

var noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// newYear is the day of a yearly edition.
func newYear(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }

// directory is a run of a complete yearly directory.
func directory(year int) store.Run {
	return store.Run{
		Source: "samhsa-directory", Series: "samhsa-su", File: fmt.Sprintf("su-%d.xlsx", year), SHA256: "5ead",
		Published: newYear(year), Complete: true,
	}
}

func begin(t testing.TB, s *store.Store, r store.Run) store.Run {
	t.Helper()
	run, err := s.StartRun(t.Context(), r, noon)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func publish(t testing.TB, s *store.Store, run store.Run) (revision int64) {
	t.Helper()
	revision, err := s.Publish(t.Context(), run.ID, `{"ok":true}`, noon)
	if err != nil {
		t.Fatal(err)
	}
	return revision
}

func succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// stated is what a run says about a record: that it offers methadone.
func stated(run store.Run, record string) store.StatementRow {
	return store.StatementRow{
		Record: record, Run: run.ID, Series: run.Series, Source: run.Source, At: run.Published, Rank: facility.RankDirectory,
		Claims: facility.Claims{Yes: []string{"MU"}}, Identity: `{"record":"` + record + `"}`, Digest: run.File,
	}
}

// listed is a listing called name that nothing was stored of before.
func listed(id, name string) store.ListingRow {
	return store.ListingRow{
		Listing: facility.Listing{
			ID: id, Name: facility.Name{Name: name}, Source: "samhsa-directory", AsOf: newYear(2023), Yes: "MU",
			Location: facility.Location{Point: geo.Point{Lat: 33.75, Lon: -84.39}, Precision: facility.Exact},
		},
		State: store.Listed, Digest: name,
	}
}

// basedOn is a fold made from the listing at a revision.
func basedOn(revision int64, row store.ListingRow) store.ListingRow {
	row.Based = revision
	return row
}

// stage stages a statement, a record and a listing for each id.
func stage(t testing.TB, s *store.Store, run store.Run, rows ...store.ListingRow) {
	t.Helper()
	var statements []store.StatementRow
	var records []store.RecordRow
	for i, row := range rows {
		statements = append(statements, stated(run, recordOf(row.ID)))
		records = append(records, store.RecordRow{Key: recordOf(row.ID), ID: row.ID, Listing: row.ID, Seq: int64(i + 1)})
	}
	succeed(t, s.StageStatements(t.Context(), statements))
	succeed(t, s.StageListings(t.Context(), run.ID, rows))
	succeed(t, s.StageRecords(t.Context(), run.ID, records))
}

func recordOf(id string) string { return "samhsa-su/" + id }

// changes are all listings, by id.
func changes(t testing.TB, s *store.Store) map[string]store.Change {
	t.Helper()
	all, err := s.ChangedSince(t.Context(), 0, 1_000_000)
	succeed(t, err)
	byID := map[string]store.Change{}
	for _, c := range all {
		byID[c.Listing.ID] = c
	}
	return byID
}

// identities are the records seen by a run, with the digest of what each
// statement says.
func identities(t testing.TB, s *store.Store, runID string, replacing bool) map[string][]string {
	t.Helper()
	seen := map[string][]string{}
	succeed(t, s.Identities(t.Context(), runID, replacing, func(i store.Identity) error {
		seen[i.Record] = append(seen[i.Record], i.Digest)
		return nil
	}))
	return seen
}
