package store_test

import (
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestSmoke(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		now := time.Unix(1_700_000_000, 0)
		run, err := s.StartRun(ctx, store.Run{Source: "x", Series: "y"}, now)
		if err != nil {
			t.Fatal(err)
		}
		id := s.NewID()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(s.StageStatements(ctx, []store.StatementRow{{Record: "a", Run: run.ID, Claims: facility.Claims{Yes: []string{"MU"}}}}))
		must(s.StageListings(ctx, run.ID, []store.ListingRow{{Listing: facility.Listing{ID: id, Yes: []string{"MU", "X"}}, State: store.Listed}}))
		must(s.StageRecords(ctx, run.ID, []store.RecordRow{{Key: "a", ID: id, Listing: id, Seq: 1}}))
		must(s.StageCodes(ctx, run.ID, []facility.Code{{Category: "A", Code: "MU"}}))
		must(s.StageDuplicates(ctx, run.ID, []store.DuplicateRow{{A: "a", B: "b"}}))
		must(s.StagePoints(ctx, run.ID, []store.PointRow{{Key: "a"}}))
		rev, err := s.Publish(ctx, run.ID, "{}", now)
		must(err)
		got, err := s.ChangedSince(ctx, 0, 10)
		must(err)
		t.Log(rev, got)
		m, err := s.StatementsOf(ctx, "", false, []string{"a"})
		must(err)
		t.Log(m)
		rev, err = s.Say(ctx, store.StatementRow{Record: "f"}, store.ListingRow{Listing: facility.Listing{ID: id}, State: store.Listed, Based: rev})
		must(err)
		t.Log(s.Listing(ctx, id))
		t.Log(s.Runs(ctx, 3))
		t.Log(s.Codes(ctx))
		t.Log(s.Duplicates(ctx, 3))
		t.Log(s.RecordsOf(ctx, id))
	})
}
