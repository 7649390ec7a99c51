package store_test

import (
	"testing"
	"time"

	"haven/internal/freshness"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestWhatWasCountedLaterStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		count := func(facts int, at time.Time) {
			t.Helper()
			place := freshness.Place{Listing: "peach", State: "GA", Share: freshness.Share{Fresh: 1, Facts: int64(facts)}, Oldest: newYear(2021)}
			succeed(t, s.PutStalePlaces(t.Context(), []freshness.Place{place}, at))
		}
		later := noon.Add(time.Minute)
		count(4, noon)
		count(5, later)
		count(6, noon) // by a server that began before the other, and is slower
		succeed(t, s.DropStalePlaces(t.Context(), later))
		if left, err := s.StalePlaces(t.Context(), "", 0, 5); err != nil || len(left) != 1 || left[0].Facts != 5 {
			t.Errorf("there are left %+v (%v)", left, err)
		}
	})
}
