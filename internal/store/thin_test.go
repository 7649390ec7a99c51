package store_test

import (
	"testing"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestACountWhoseSuccessorWasTakenBackMeanwhileStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		count := func(minute int, based int64) (revision int64) {
			t.Helper()
			said := spoken("facility/peach")
			said.At = noon.Add(time.Duration(minute) * time.Minute)
			said.Claims = facility.Claims{Openings: facility.Openings{facility.DetoxBeds: {Open: minute}}}
			revision, err := s.Say(t.Context(), said, basedOn(based, listed("peach", "Peach Street")))
			succeed(t, err)
			return revision
		}
		later := noon.AddDate(0, 0, 1)
		counts := func() []checkin.Counted {
			t.Helper()
			all, err := s.CountedBefore(t.Context(), later)
			succeed(t, err)
			return all
		}
		first := count(1, 0)
		second := count(2, first)
		third := count(3, second)
		outdone := checkin.Outdone(counts(), later)
		if len(outdone) != 2 {
			t.Fatalf("outdone are %+v", outdone)
		}
		succeed(t, s.Unsay(t.Context(), []string{"facility/peach"}, third, basedOn(third, listed("peach", "Peach Street"))))
		succeed(t, s.ForgetCounts(t.Context(), outdone))
		if left := counts(); len(left) != 2 || left[0].Revision != second {
			t.Errorf("there are left %+v", left)
		}
		succeed(t, s.ForgetCounts(t.Context(), checkin.Outdone(counts(), later)))
		if left := counts(); len(left) != 1 || left[0].Revision != second {
			t.Errorf("then there are left %+v", left)
		}
	})
}
