package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestARunIsSeenByNobodyButItselfUntilItIsPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		if all := changes(t, s); len(all) > 0 {
			t.Errorf("listings of the staged run are seen: %v", all)
		}
		if seen := identities(t, s, "", false); len(seen) > 0 {
			t.Errorf("statements of the staged run are seen: %v", seen)
		}
		if seen := identities(t, s, run.ID, true); len(seen) != 1 {
			t.Errorf("the run itself sees %v, want its one statement", seen)
		}
		publish(t, s, run)
		if all, seen := changes(t, s), identities(t, s, "", false); len(all) != 1 || len(seen) != 1 {
			t.Errorf("published are %v and %v, want one of each", all, seen)
		}
	})
}

func TestEveryListingOfARunHasARevisionOfItsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"), listed("oak", "Oak House"), listed("elm", "Elm House"))
		last := publish(t, s, run)
		var revisions []int64
		for _, c := range changes(t, s) {
			revisions = append(revisions, c.Listing.Revision)
		}
		slices.Sort(revisions)
		stored, err := s.Revision(t.Context())
		if err != nil || last != 3 || stored != 3 || !slices.Equal(revisions, []int64{1, 2, 3}) {
			t.Errorf("published revision %d, the store is at %d (%v), the listings at %v", last, stored, err, revisions)
		}
	})
}

func TestARunThatChangesNoListingTakesNoRevision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first := begin(t, s, directory(2022))
		stage(t, s, first, listed("peach", "Peach Street"))
		before := publish(t, s, first)
		if after := publish(t, s, begin(t, s, directory(2023))); after != before {
			t.Errorf("revision %d became %d", before, after)
		}
	})
}

func TestARunWhoseListingsOthersChangedIsNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first := begin(t, s, directory(2022))
		stage(t, s, first, listed("peach", "Peach Street"))
		at := publish(t, s, first)

		run := begin(t, s, directory(2023))
		stage(t, s, run, basedOn(at, listed("peach", "Peach Street of 2023")), listed("elm", "Elm House"))
		said, err := s.Say(t.Context(), spoken("facility/peach"), basedOn(at, listed("peach", "Peach Street, as it says")))
		succeed(t, err)

		var stale *store.StaleError
		if _, err := s.Publish(t.Context(), run.ID, "{}", noon); !errors.As(err, &stale) || !slices.Equal(stale.IDs, []string{"peach"}) {
			t.Fatalf("published over a change: %v", err)
		}
		if all := changes(t, s); len(all) != 1 || all["peach"].Listing.Name.Name != "Peach Street, as it says" {
			t.Errorf("a part of the stale run is seen: %v", all)
		}
		succeed(t, s.StageListings(t.Context(), run.ID, []store.ListingRow{basedOn(said, listed("peach", "Peach Street, both"))}))
		publish(t, s, run)
		if all := changes(t, s); len(all) != 2 || all["peach"].Listing.Name.Name != "Peach Street, both" {
			t.Errorf("after folding again: %v", all)
		}
	})
}

func TestANewListingIsStaleWhenItsIDIsTakenMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		_, err := s.Say(t.Context(), spoken("facility/peach"), listed("peach", "Somebody else"))
		succeed(t, err)
		var stale *store.StaleError
		if _, err := s.Publish(t.Context(), run.ID, "{}", noon); !errors.As(err, &stale) {
			t.Errorf("published: %v", err)
		}
	})
}

func TestACompleteEditionSupersedesTheOneOfTheSameDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		old := begin(t, s, directory(2023))
		stage(t, s, old, listed("peach", "Peach Street"), listed("typo", "Typographical Error"))
		at := publish(t, s, old)

		corrected := directory(2023)
		corrected.File = "su-2023-corrected.xlsx"
		run := begin(t, s, corrected)
		stage(t, s, run, basedOn(at-1, listed("peach", "Peach Street")))

		want := map[string][]string{"samhsa-su/peach": {"su-2023-corrected.xlsx"}}
		if diff := cmp.Diff(want, identities(t, s, run.ID, true)); diff != "" {
			t.Errorf("while it replaces the old one it sees: %s", diff)
		}
		if others := identities(t, s, "", false); len(others) != 2 || len(others["samhsa-su/peach"]) != 1 {
			t.Errorf("others see meanwhile: %v", others)
		}
		publish(t, s, run)
		if diff := cmp.Diff(want, identities(t, s, "", false)); diff != "" {
			t.Errorf("once published, everybody sees: %s", diff)
		}
		runs, err := s.Runs(t.Context(), 2)
		if err != nil || runs[0].State != store.RunPublished || runs[1].State != store.RunSuperseded {
			t.Errorf("the runs are %+v, %v", runs, err)
		}
	})
}

func TestAPartOfAnEditionAddsToWhatIsThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		whole := begin(t, s, directory(2023))
		stage(t, s, whole, listed("peach", "Peach Street"))
		publish(t, s, whole)
		part := directory(2023)
		part.Complete, part.File = false, "su-2023-texas.xlsx"
		run := begin(t, s, part)
		succeed(t, s.StageStatements(t.Context(), []store.StatementRow{stated(run, "samhsa-su/peach"), stated(run, "samhsa-su/bayou")}))
		want := map[string][]string{"samhsa-su/peach": {"su-2023-texas.xlsx", "su-2023.xlsx"}, "samhsa-su/bayou": {"su-2023-texas.xlsx"}}
		sorted := cmp.Transformer("sorted", func(digests []string) []string { return slices.Sorted(slices.Values(digests)) })
		check := func(when string, got map[string][]string) {
			t.Helper()
			if len(got["samhsa-su/peach"]) != 2 || len(got["samhsa-su/bayou"]) != 1 || len(got) != len(want) {
				t.Errorf("%s: %s", when, cmp.Diff(want, got, sorted))
			}
		}
		check("while it is staged", identities(t, s, run.ID, false))
		publish(t, s, run)
		check("once it is published", identities(t, s, "", false))
	})
}

func TestAnotherYearOfASeriesSupersedesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, year := range []int{2022, 2023} {
			run := begin(t, s, directory(year))
			succeed(t, s.StageStatements(t.Context(), []store.StatementRow{stated(run, "samhsa-su/peach")}))
			publish(t, s, run)
		}
		if seen := identities(t, s, "", false)["samhsa-su/peach"]; len(seen) != 2 {
			t.Errorf("of two years are seen: %v", seen)
		}
	})
}
