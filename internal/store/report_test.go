package store_test

import (
	"slices"
	"testing"
	"time"

	"haven/internal/audit"
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

func TestVisitorsWordsGoFromTheFilesToo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		publish(t, s, run)
		words := map[facility.ReportOrigin]string{facility.FromVisitor: "I went there.", facility.FromPlace: "Closed for good.", facility.FromCall: "No such clinic."}
		for origin, said := range words {
			succeed(t, s.AddReport(t.Context(), facility.Report{Listing: "peach", Reason: facility.Closed, Words: said, At: noon, Origin: origin}))
		}
		forget := func() {
			t.Helper()
			succeed(t, s.ForgetReportWords(t.Context(), noon.AddDate(0, 1, 0)))
		}
		forget()
		if due, err := s.Unscrubbed(t.Context()); err != nil || len(due) != 0 {
			t.Errorf("nothing was answered, but %v are to be scrubbed (%v)", due, err)
		}
		for origin := range words {
			open, err := s.OpenReports(t.Context(), origin, 5)
			succeed(t, err)
			for _, r := range open {
				r.Answered, r.Answer = noon.Add(time.Hour), facility.ReportRight
				succeed(t, s.Together(t.Context(), store.AnswerReport("report", r, audit.Note{})))
			}
		}
		forget()
		kept, err := s.ReportsOf(t.Context(), "peach", 5)
		if succeed(t, err); len(kept) != len(words) {
			t.Errorf("kept are %+v", kept)
		}
		words[facility.FromVisitor] = ""
		for _, r := range kept {
			if r.Answered.IsZero() || r.Words != words[r.Origin] {
				t.Errorf("%q says %q, want %q", r.Origin, r.Words, words[r.Origin])
			}
		}
		if due, err := s.Unscrubbed(t.Context()); err != nil || !slices.Equal(due, []string{"report"}) {
			t.Errorf("to be scrubbed are %v (%v)", due, err)
		}
	})
}
