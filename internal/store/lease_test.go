package store_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestOnlyOneOfManyRunsBegins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var begun atomic.Int32
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				switch _, err := s.StartRun(t.Context(), directory(2023), noon); {
				case err == nil:
					begun.Add(1)
				case !errors.Is(err, store.ErrBusy):
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if begun.Load() != 1 {
			t.Errorf("%d runs began at once, want 1", begun.Load())
		}
	})
}

func TestARunKeepsItsLeaseAsLongAsItsHeartBeats(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := func(seconds int) time.Time { return noon.Add(time.Duration(seconds) * time.Second) }
		run := begin(t, s, directory(2023))
		for second := 1; second < 20; second++ {
			succeed(t, s.Heartbeat(t.Context(), run.ID, at(second)))
			if _, err := s.StartRun(t.Context(), directory(2022), at(second+4)); !errors.Is(err, store.ErrBusy) {
				t.Fatalf("4 s after a heartbeat another run begins: %v", err)
			}
		}
		if _, err := s.StartRun(t.Context(), directory(2022), at(19+5)); err != nil {
			t.Errorf("5 s after the last heartbeat no other run begins: %v", err)
		}
	})
}

func TestALateHeartbeatIsGoodWhileNobodyElseWantsTheLease(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		succeed(t, s.Heartbeat(t.Context(), run.ID, noon.Add(time.Hour)))
		publish(t, s, run)
	})
}

func TestTheHeartMayBeatOnWhenTheRunIsPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		publish(t, s, run)
		succeed(t, s.Heartbeat(t.Context(), run.ID, noon))
		begin(t, s, directory(2022)) // and does not take the lease back
	})
}

// silent begins a run that stages a place and falls silent, and another an
// hour later.
func silent(t *testing.T, s *store.Store) (abandoned, next store.Run) {
	t.Helper()
	abandoned = begin(t, s, directory(2022))
	stage(t, s, abandoned, listed("peach", "Peach Street"))
	succeed(t, s.StagePoints(t.Context(), abandoned.ID, []store.PointRow{{Key: "101 sample st"}}))
	succeed(t, s.StageCodes(t.Context(), abandoned.ID, []facility.Code{{Category: "OM", Code: "MU"}}))
	succeed(t, s.StageDuplicates(t.Context(), abandoned.ID, []store.DuplicateRow{{A: "a", B: "b"}}))
	next, err := s.StartRun(t.Context(), directory(2023), noon.Add(time.Hour))
	succeed(t, err)
	return abandoned, next
}

var tablesOfRuns = []string{"statement", "staged_record", "staged_listing", "known_point", "service_code", "duplicate"}

func TestTheNextRunClearsWhatAnAbandonedOneLeft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		abandoned, next := silent(t, s)
		for _, table := range tablesOfRuns {
			if n, err := s.Rows(t.Context(), table, abandoned.ID); err != nil || n > 0 {
				t.Errorf("%d rows of the abandoned run are left in %s (%v)", n, table, err)
			}
		}
		runs, err := s.Runs(t.Context(), 10)
		succeed(t, err)
		if runs[0].ID != next.ID || runs[0].State != store.RunStaged || runs[1].State != store.RunAbandoned {
			t.Errorf("runs are %+v", runs)
		}
		stage(t, s, next, listed("peach", "Peach Street"))
		publish(t, s, next)
	})
}

func TestARunThatSleptThroughItsLeaseCanDoNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		sleeper, _ := silent(t, s)
		_, published := s.Publish(ctx, sleeper.ID, "{}", noon)
		for what, err := range map[string]error{
			"beats":                s.Heartbeat(ctx, sleeper.ID, noon.Add(time.Hour)),
			"stages statements":    s.StageStatements(ctx, []store.StatementRow{stated(sleeper, "samhsa-su/late")}),
			"stages listings":      s.StageListings(ctx, sleeper.ID, []store.ListingRow{listed("late", "Late")}),
			"stages records":       s.StageRecords(ctx, sleeper.ID, []store.RecordRow{{Key: "late"}}),
			"stages codes":         s.StageCodes(ctx, sleeper.ID, []facility.Code{{Code: "MU"}}),
			"stages points":        s.StagePoints(ctx, sleeper.ID, []store.PointRow{{Key: "late"}}),
			"stages duplicates":    s.StageDuplicates(ctx, sleeper.ID, []store.DuplicateRow{{A: "a", B: "b"}}),
			"publishes":            published,
			"ends":                 s.EndRun(ctx, sleeper.ID, store.RunFailed, "{}", noon),
			"beats, never started": s.Heartbeat(ctx, "nobody", noon),
		} {
			if !errors.Is(err, store.ErrLeaseLost) {
				t.Errorf("a run that lost its lease %s: %v", what, err)
			}
		}
	})
}
