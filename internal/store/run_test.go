package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestARunIsRecordedAsItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, store.Run{
			Source: "points", Series: "su-points", File: "caf\xe9.csv", SHA256: "ab12", Published: newYear(2021), Complete: true,
		})
		_, err := s.Publish(t.Context(), run.ID, `{"read":3}`, noon.Add(time.Minute))
		succeed(t, err)
		want := []store.Run{{
			ID: run.ID, Source: "points", Series: "su-points", File: "caf\uFFFD.csv", SHA256: "ab12",
			Published: newYear(2021), Complete: true, State: store.RunPublished, Report: `{"read":3}`,
			Started: noon, Finished: noon.Add(time.Minute),
		}}
		got, err := s.Runs(t.Context(), 10)
		succeed(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRunsComeNewestFirstAndAreLimited(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for year := 2019; year <= 2023; year++ { // all within one second
			publish(t, s, begin(t, s, directory(year)))
		}
		runs, err := s.Runs(t.Context(), 2)
		succeed(t, err)
		if len(runs) != 2 || runs[0].File != "su-2023.xlsx" || runs[1].File != "su-2022.xlsx" {
			t.Errorf("the last two runs are %+v", runs)
		}
	})
}

func TestARunKnowsTheRevisionItBeganAt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first := begin(t, s, directory(2022))
		stage(t, s, first, listed("peach", "Peach Street"), listed("oak", "Oak House"))
		revision := publish(t, s, first)
		second := begin(t, s, directory(2023))
		if first.BaseRevision != 0 || second.BaseRevision != revision || revision != 2 {
			t.Errorf("runs began at %d and %d; the first published revision %d", first.BaseRevision, second.BaseRevision, revision)
		}
	})
}

func TestARunThatIsNotPublishedLeavesNothingButItsReport(t *testing.T) {
	for _, state := range []store.RunState{store.RunFailed, store.RunUnchanged, store.RunDry} {
		t.Run(string(state), func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				run := begin(t, s, directory(2023))
				stage(t, s, run, listed("peach", "Peach Street"))
				succeed(t, s.StageCodes(t.Context(), run.ID, []facility.Code{{Category: "OM", Code: "MU"}}))
				succeed(t, s.EndRun(t.Context(), run.ID, state, `{"read":1}`, noon))
				for _, table := range tablesOfRuns {
					if n, err := s.Rows(t.Context(), table, run.ID); err != nil || n > 0 {
						t.Errorf("%d rows are left in %s (%v)", n, table, err)
					}
				}
				if all, seen := changes(t, s), identities(t, s, "", false); len(all)+len(seen) > 0 {
					t.Errorf("it is seen: %v, %v", all, seen)
				}
				runs, err := s.Runs(t.Context(), 1)
				if err != nil || runs[0].State != state || runs[0].Report != `{"read":1}` {
					t.Errorf("recorded as %+v, %v", runs, err)
				}
				begin(t, s, directory(2023)) // the lease is free
			})
		})
	}
}

func TestARunEndsOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		if err := s.EndRun(t.Context(), run.ID, store.RunPublished, "{}", noon); err == nil {
			t.Error("a run was published by EndRun")
		}
		publish(t, s, run)
		if err := s.EndRun(t.Context(), run.ID, store.RunFailed, "{}", noon); !errors.Is(err, store.ErrLeaseLost) {
			t.Errorf("a published run failed: %v", err)
		}
		if _, err := s.Publish(t.Context(), run.ID, "{}", noon); !errors.Is(err, store.ErrLeaseLost) {
			t.Errorf("a run was published twice: %v", err)
		}
	})
}

func TestTheNewestCompleteEditionOfEachSeriesCounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		publish(t, s, begin(t, s, directory(2023)))
		publish(t, s, begin(t, s, directory(2022))) // loaded later, but older
		otp := store.Run{Source: "otp", Series: "samhsa-otp", Published: newYear(2026), Complete: true}
		publish(t, s, begin(t, s, otp))
		part := directory(2024)
		part.Complete = false
		publish(t, s, begin(t, s, part))
		failed := begin(t, s, directory(2025))
		succeed(t, s.EndRun(t.Context(), failed.ID, store.RunFailed, "{}", noon))
		begin(t, s, directory(2026)) // not published yet

		got, err := s.Editions(t.Context())
		want := facility.Editions{"samhsa-su": newYear(2023), "samhsa-otp": newYear(2026)}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}
