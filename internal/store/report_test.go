package store_test

import (
	"slices"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestReportsWaitForStewardsTheOldestFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		publish(t, s, run)
		later := facility.Report{Listing: "peach", Reason: facility.Closed, At: noon.Add(time.Hour)}
		early := facility.Report{Listing: "peach", Reason: facility.WrongNumber, Words: "Es una panadería.\nDesde mayo.", At: noon}
		for _, r := range []facility.Report{later, early} {
			succeed(t, s.AddReport(t.Context(), r))
		}
		got, err := s.Reports(t.Context(), 10)
		if want := []facility.Report{early, later}; err != nil || !slices.Equal(got, want) {
			t.Errorf("reports are %+v (%v), want %+v", got, err, want)
		}
		if got, err := s.Reports(t.Context(), 1); err != nil || len(got) != 1 {
			t.Errorf("one was asked for: %+v (%v)", got, err)
		}
	})
}

func TestAReportIsOfAListing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if err := s.AddReport(t.Context(), facility.Report{Listing: "nowhere", Reason: facility.Closed, At: noon}); err == nil {
			t.Error("one of no listing is stored")
		}
	})
}
