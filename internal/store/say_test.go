package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// spoken is what a facility says about itself.
func spoken(record string) store.StatementRow {
	return store.StatementRow{
		Record: record, Series: record, Source: "facility", At: noon, Rank: facility.RankFacility,
		Claims: facility.Claims{Website: facility.Says("https://peach.example"), No: []string{"MU"}},
	}
}

func TestWhatAFacilitySaysIsSeenAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		at := publish(t, s, run)

		now, err := s.Say(t.Context(), spoken("facility/peach"), basedOn(at, listed("peach", "Peach Street Center")))
		succeed(t, err)
		after, err := s.ChangedSince(t.Context(), at, 10)
		succeed(t, err)
		if now != at+1 || len(after) != 1 || after[0].Listing.Revision != now || after[0].Listing.Name.Name != "Peach Street Center" {
			t.Errorf("revision %d brought %+v", now, after)
		}
		said, err := s.StatementsOf(t.Context(), "", false, []string{"facility/peach", "samhsa-su/peach", "nobody"})
		succeed(t, err)
		want := map[string][]facility.Statement{
			"facility/peach": {{Source: "facility", Series: "facility/peach", Record: "facility/peach", At: noon, Rank: facility.RankFacility,
				Claims: facility.Claims{Website: facility.Says("https://peach.example"), No: []string{"MU"}}}},
			"samhsa-su/peach": {{Source: "samhsa-directory", Series: "samhsa-su", Record: "samhsa-su/peach", At: newYear(2023),
				Rank: facility.RankDirectory, Claims: facility.Claims{Yes: []string{"MU"}}}},
		}
		if diff := cmp.Diff(want, said); diff != "" {
			t.Error(diff)
		}
	})
}

func TestARecordThatSpeaksForTheFirstTimeJoinsTheListing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		at := publish(t, s, run)
		at, err := s.Say(t.Context(), spoken("facility/peach"), basedOn(at, listed("peach", "Peach Street")))
		succeed(t, err)
		_, err = s.Say(t.Context(), spoken("facility/peach"), basedOn(at, listed("peach", "Peach Street, again")))
		succeed(t, err)

		records, err := s.RecordsOf(t.Context(), "peach")
		succeed(t, err)
		if len(records) != 2 || records[0].Key != "samhsa-su/peach" || records[1].Key != "facility/peach" || records[1].Seq != 2 {
			t.Fatalf("the listing has the records %+v", records)
		}
		// The id of its own is good for a later split, and leads to the listing.
		if c, err := s.Listing(t.Context(), records[1].ID); err != nil || c.State != store.Merged || c.Into != "peach" {
			t.Errorf("the id of the facility's record gives %+v, %v", c, err)
		}
		if said, err := s.StatementsOf(t.Context(), "", false, []string{"facility/peach"}); err != nil || len(said["facility/peach"]) != 2 {
			t.Errorf("said twice within a second, kept: %v, %v", said, err)
		}
	})
}

func TestAFacilityNobodyListsFoundsAListing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		_, err := s.Say(t.Context(), spoken("facility/new"), listed("new", "New House"))
		succeed(t, err)
		records, err := s.RecordsOf(t.Context(), "new")
		want := []store.RecordRow{{Key: "facility/new", ID: "new", Listing: "new", Seq: 1}}
		if diff := cmp.Diff(want, records); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}

func TestWhatIsSaidAboutAListingThatOthersChangedIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at, err := s.Say(t.Context(), spoken("facility/peach"), listed("peach", "First"))
		succeed(t, err)
		for _, based := range []int64{0, at - 1, at + 1} {
			var stale *store.StaleError
			_, err := s.Say(t.Context(), spoken("facility/peach"), basedOn(based, listed("peach", "Second")))
			if !errors.As(err, &stale) || len(stale.IDs) != 1 || stale.IDs[0] != "peach" {
				t.Errorf("based on %d while the listing is at %d: %v", based, at, err)
			}
		}
		if revision, err := s.Revision(t.Context()); err != nil || revision != at {
			t.Errorf("refused, but the revision is %d (%v), not %d", revision, err, at)
		}
	})
}

func TestARecordCannotSpeakAboutAnotherListing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		_, err := s.Say(t.Context(), spoken("facility/peach"), listed("peach", "Peach Street"))
		succeed(t, err)
		var stale *store.StaleError
		if _, err := s.Say(t.Context(), spoken("facility/peach"), listed("oak", "Oak House")); !errors.As(err, &stale) {
			t.Errorf("the record of one listing spoke about another: %v", err)
		}
		if all := changes(t, s); len(all) != 1 {
			t.Errorf("listings are %v", all)
		}
	})
}

func TestStatementsOfARunAreNotSaidDirectly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		if _, err := s.Say(t.Context(), stated(run, "samhsa-su/peach"), listed("peach", "Peach Street")); err == nil {
			t.Error("said a statement of a run")
		}
		loose := stated(run, "samhsa-su/peach")
		loose.Run = ""
		if err := s.StageStatements(t.Context(), []store.StatementRow{loose}); err == nil {
			t.Error("staged a statement of no run, which would be seen at once")
		}
		if err := s.StageStatements(t.Context(), []store.StatementRow{stated(run, "samhsa-su/peach"), loose}); err == nil {
			t.Error("staged a statement of no run among others")
		}
	})
}

func TestWhoSaidAThingAndWhyIsKeptWithIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		said := spoken("facility/peach")
		said.By, said.Why = "kim", "They moved in May."
		_, err := s.Say(t.Context(), said, listed("peach", "Peach Street"))
		succeed(t, err)
		kept, err := s.StatementsOf(t.Context(), "", false, []string{"facility/peach"})
		if got := kept["facility/peach"]; err != nil || len(got) != 1 || got[0].By != said.By || got[0].Why != said.Why {
			t.Errorf("kept is %+v (%v)", got, err)
		}
	})
}
