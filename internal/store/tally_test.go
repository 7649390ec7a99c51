package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/store"
	"haven/internal/store/storetest"
	"haven/internal/tally"
)

func TestCountsAddUpByWeekAndFollowAMerge(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2022))
		stage(t, s, run, listed("peach", "Peach Street"), listed("plum", "Plum Street"))
		succeed(t, s.StageRecords(t.Context(), run.ID, []store.RecordRow{{Key: recordOf("plum"), ID: "plum", Listing: "peach", Seq: 2}}))
		publish(t, s, run)
		week, next := tally.Monday(noon), tally.Monday(noon).AddDate(0, 0, 7)
		for range 2 {
			succeed(t, s.AddCounts(t.Context(), []tally.Count{
				{Listing: "peach", Week: next, What: tally.Shown, Times: 9}, {Listing: "peach", Week: week, What: tally.Shown, Times: 5},
				{Listing: "plum", Week: week, What: tally.Shown, Times: 1}, {Listing: "pear", Week: week, What: tally.Shown, Times: 1},
			}))
		}
		got, err := s.CountsOf(t.Context(), "peach", week, next)
		want := []tally.Count{{Listing: "peach", Week: week, What: tally.Shown, Times: 12}}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
		succeed(t, s.SweepCounts(t.Context(), next))
		if got, err := s.CountsOf(t.Context(), "peach", week, next.AddDate(0, 0, 7)); err != nil || len(got) != 1 {
			t.Errorf("after the sweep: %v, %v", got, err)
		}
	})
}
