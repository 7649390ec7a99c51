package store_test

import (
	"fmt"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// called is a call to Peach Street some hours after noon.
func called(hour int, o referral.CallOutcome) referral.Call {
	return referral.Call{ID: fmt.Sprint("call-", hour), Listing: "peach", Helpline: "line", By: "kim", Line: facility.MainLine, Outcome: o, At: noon.Add(time.Duration(hour) * time.Hour)}
}

func listingOf(t *testing.T, s *store.Store) facility.Listing {
	t.Helper()
	found, err := s.Listing(t.Context(), "peach")
	succeed(t, err)
	return found.Listing
}

func TestFromFiveCallsOnAListingTellsHowOftenSomebodyAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"), listed("oak", "Oak House"))
		publish(t, s, run)
		before := listingOf(t, s)
		for hour := range 4 {
			succeed(t, s.Together(t.Context(), store.AddCall(called(hour, referral.Reached), false, audit.Note{})))
		}
		if l := listingOf(t, s); l.Reach.Calls != 0 || l.Revision != before.Revision {
			t.Errorf("four calls tell %+v at revision %d", l.Reach, l.Revision)
		}
		succeed(t, s.Together(t.Context(), store.AddCall(called(4, referral.Voicemail), false, audit.Note{})))
		l := listingOf(t, s)
		if l.Reach.Calls != 5 || l.Reach.Rate < 0.79 || l.Reach.Rate > 0.81 || !l.Reach.Until.Equal(noon.Add(referral.ReachWindow)) {
			t.Errorf("five calls tell %+v", l.Reach)
		}
		if changed, err := s.ChangedSince(t.Context(), before.Revision+1, 10); err != nil || len(changed) != 1 || changed[0].Listing.Reach != l.Reach {
			t.Errorf("searches are told %+v (%v)", changed, err)
		}
		again := begin(t, s, directory(2024))
		stage(t, s, again, basedOn(l.Revision, listed("peach", "Peach Street Clinic")))
		publish(t, s, again)
		if l := listingOf(t, s); l.Reach.Calls != 5 || l.Name.Name != "Peach Street Clinic" {
			t.Errorf("after an import it is %+v", l)
		}
		succeed(t, s.Together(t.Context(), store.DeleteCall(called(4, ""), noon, audit.Note{})))
		if l := listingOf(t, s); l.Reach.Calls != 0 {
			t.Errorf("with one taken back it tells %+v", l.Reach)
		}
	})
}

func TestACallThatFindsTheListingWrongWaitsForStewards(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		publish(t, s, run)
		succeed(t, s.AddReport(t.Context(), facility.Report{Listing: "peach", Reason: facility.Closed, At: noon.Add(-time.Hour)}))
		refused := called(2, referral.RefusesPayer)
		refused.Code = "MD"
		for _, c := range []referral.Call{called(0, referral.Reached), called(1, referral.WrongNumber), refused, called(3, referral.NotAccepting)} {
			succeed(t, s.Together(t.Context(), store.AddCall(c, false, audit.Note{})))
		}
		succeed(t, s.Together(t.Context(), store.DeleteCall(called(1, ""), noon, audit.Note{})))
		got, err := s.Reports(t.Context(), 10)
		succeed(t, err)
		if len(got) != 3 || got[0].Origin != facility.FromVisitor || got[1].Reason != facility.NotOffered || got[1].Code != "MD" ||
			got[1].Origin != facility.FromCall || got[2].Reason != facility.TakesNobody {
			t.Errorf("they are told %+v", got)
		}
	})
}
