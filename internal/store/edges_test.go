package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestTextThatIsNoTextIsRefusedByBothEngines(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		run := begin(t, s, directory(2023))
		for _, bad := range []string{"caf\xe9", "nul\x00byte", "half a rune \xe2\x82"} {
			listing, statement := listed("peach", "Peach Street"), stated(run, bad)
			listing.Address.Street = bad
			_, said := s.Say(ctx, spoken("facility/peach"), listing)
			for what, err := range map[string]error{
				"a listing":         s.StageListings(ctx, run.ID, []store.ListingRow{listing}),
				"a statement":       s.StageStatements(ctx, []store.StatementRow{statement}),
				"a word":            said,
				"a code":            s.StageCodes(ctx, run.ID, []facility.Code{{Code: "MU", Name: bad}}),
				"a possible double": s.StageDuplicates(ctx, run.ID, []store.DuplicateRow{{A: "a", B: "b", Reasons: bad}}),
			} {
				if err == nil || !strings.Contains(err.Error(), "not text in UTF-8") {
					t.Errorf("%s with %q was stored: %v", what, bad, err)
				}
			}
		}
		publish(t, s, run) // the refusals did no harm
	})
}

func TestTextInAnyScriptComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for i, name := range []string{"Recuperación 🌱", "O'Brien \"House\"; --", "100 % \\ _?$1", "\u202eright to left", "tab\tand\nline", "<b>&amp;"} {
			id := fmt.Sprint("place", i)
			_, err := s.Say(t.Context(), spoken("facility/"+id), listed(id, name))
			succeed(t, err)
			if c, err := s.Listing(t.Context(), id); err != nil || c.Listing.Name.Name != name {
				t.Errorf("%q came back as %q, %v", name, c.Listing.Name.Name, err)
			}
		}
	})
}

func TestNothingIsStagedForNoRows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		ctx := t.Context()
		succeed(t, errors.Join(s.StageStatements(ctx, nil), s.StageListings(ctx, run.ID, nil), s.StageRecords(ctx, run.ID, nil),
			s.StageCodes(ctx, run.ID, nil), s.StagePoints(ctx, run.ID, nil), s.StageDuplicates(ctx, run.ID, nil)))
		if found, err := s.StatementsOf(ctx, "", false, nil); err != nil || len(found) > 0 {
			t.Errorf("statements of no records: %v, %v", found, err)
		}
	})
}

func TestAReaderMayStopEarly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"), listed("oak", "Oak House"))
		publish(t, s, run)
		enough, read := errors.New("enough"), 0
		stop := func() error { read++; return enough }
		for what, err := range map[string]error{
			"identities": s.Identities(t.Context(), "", false, func(store.Identity) error { return stop() }),
			"records":    s.Records(t.Context(), func(store.RecordRow) error { return stop() }),
			"digests":    s.Digests(t.Context(), func(store.Digest) error { return stop() }),
		} {
			if !errors.Is(err, enough) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if read != 3 {
			t.Errorf("read %d rows, want one of each", read)
		}
	})
}

func TestAReaderMayWriteMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"), listed("oak", "Oak House"))
		publish(t, s, run)
		next := begin(t, s, directory(2024))
		succeed(t, s.Identities(t.Context(), next.ID, false, func(i store.Identity) error {
			if i.Run == next.ID {
				return nil // whether it sees what it staged itself is open
			}
			return s.StageStatements(t.Context(), []store.StatementRow{stated(next, i.Record)})
		}))
		if n, err := s.Rows(t.Context(), "statement", next.ID); err != nil || n != 2 {
			t.Errorf("%d statements were staged, %v", n, err)
		}
	})
}

func TestAWholeDirectoryAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		n := 20_000
		if testing.Short() {
			n = 3*store.Batch + 1
		}
		run := begin(t, s, directory(2023))
		var rows []store.ListingRow
		var keys []string
		for i := range n {
			id := fmt.Sprintf("place%05d", i)
			rows, keys = append(rows, listed(id, "Place")), append(keys, recordOf(id))
		}
		stage(t, s, run, rows...)
		stage2 := append(rows[:1:1], rows[0])
		stage2[1].Name.Unit = "staged again"
		succeed(t, s.StageListings(t.Context(), run.ID, stage2))
		if last := publish(t, s, run); last != int64(n) {
			t.Errorf("published revision %d, want %d", last, n)
		}
		if all := changes(t, s); len(all) != n || all["place00000"].Listing.Name.Unit != "staged again" {
			t.Errorf("%d listings, the first %+v", len(all), all["place00000"])
		}
		if said, err := s.StatementsOf(t.Context(), "", false, keys); err != nil || len(said) != n {
			t.Errorf("statements of %d records, %v; want %d", len(said), err, n)
		}
		for _, table := range []string{"staged_listing", "staged_record"} {
			if left, err := s.Rows(t.Context(), table, run.ID); err != nil || left > 0 {
				t.Errorf("%d rows are left in %s (%v)", left, table, err)
			}
		}
	})
}

func TestAReadThatFailsDoesNotTellWhatSomebodyLookedAt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		succeed(t, s.Close())
		_, listing := s.Listing(t.Context(), "peach")
		_, records := s.RecordsOf(t.Context(), "peach")
		_, statements := s.StatementsOf(t.Context(), "", false, []string{recordOf("peach")})
		_, said := s.Say(t.Context(), spoken("facility/peach"), listed("peach", "Peach Street"))
		if err := errors.Join(listing, records, statements, said); strings.Count(err.Error(), "\n") != 3 || strings.Contains(err.Error(), "peach") {
			t.Errorf("the errors are %v", err)
		}
	})
}

func TestWhatIsSaidOfARecordComesInTheOrderInWhichItWasSaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, id := range []string{"zebra", "ape"} { // ids of runs tell no order
			part := directory(2023)
			part.ID, part.Complete = id, false
			run := begin(t, s, part)
			row := stated(run, recordOf("peach"))
			row.Claims = facility.Claims{Website: facility.Says(id)}
			succeed(t, s.StageStatements(t.Context(), []store.StatementRow{row}))
			publish(t, s, run)
		}
		words, row := strings.Fields("one two three four five six seven eight nine ten eleven twelve"), listed("peach", "Peach Street")
		for _, word := range words {
			said := spoken(recordOf("peach"))
			said.Claims = facility.Claims{Website: facility.Says(word)}
			at, err := s.Say(t.Context(), said, row)
			succeed(t, err)
			row = basedOn(at, row)
		}
		found, err := s.StatementsOf(t.Context(), "", false, []string{recordOf("peach")})
		succeed(t, err)
		var got []string
		for _, st := range found[recordOf("peach")] {
			got = append(got, st.Claims.Website.Value)
		}
		if want := append([]string{"zebra", "ape"}, words...); !slices.Equal(got, want) {
			t.Errorf("said in the order %q, want %q", got, want)
		}
	})
}
