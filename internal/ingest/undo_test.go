package ingest_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// shown is all that is listed, with its ids but without revisions, which go on
// counting.
func shown(t *testing.T, s *store.Store) string {
	t.Helper()
	lines := map[string]string{}
	err := listing.NewDirectory(s, geo.Default()).Each(t.Context(), true, func(l facility.Listing, p facility.Profile) error {
		l.Revision = 0
		text, err := json.Marshal([]any{l, p})
		lines[l.ID] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		all = append(all, lines[id])
	}
	return strings.Join(all, "\n")
}

// lastRun is the run that began last.
func lastRun(t *testing.T, s *store.Store) store.Run {
	t.Helper()
	runs, err := s.Runs(t.Context(), 1)
	if err != nil || len(runs) == 0 {
		t.Fatalf("runs %v, %v", runs, err)
	}
	return runs[0]
}

func mustUndo(t *testing.T, s *store.Store, run store.Run) ingest.Report {
	t.Helper()
	report, err := ingest.Undo(t.Context(), run.ID, options(s))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestUndoneAnImportLeavesTheDirectoryAsItWasBefore(t *testing.T) {
	alder, birch, cedar := row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Birch House", "2 Elm Street", "0102", "RES"), row("Cedar Rest", "3 Fir Street", "0103")
	renamed := row("Alder Clinic of Atlanta", "1 Oak Street", "0109", "SA", "MU")
	part := directory(2022, row("Dogwood Detox", "4 Fir Street", "0104", "DT"))
	part.edition.Complete = false
	for name, src := range map[string]*source{
		"a newer edition, which marks what it lacks": directory(2023, renamed, birch),
		"a correction of the edition that is there":  directory(2022, renamed, birch),
		"a part of it":                            part,
		"another source of the same places":       register(2022, row("Alder Methadone", "1 Oak Street", "0101", "OTP")),
		"known points":                            points(2021, known("1 Oak Street", 33.75, -84.39), known("9 Fir Street", 33.76, -84.4)),
		"an edition older than all that is there": directory(2021, cedar, row("Elder Home", "5 Oak Street", "0105")),
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				mustImport(t, s, directory(2022, alder, birch, cedar))
				before := shown(t, s)
				accept := options(s)
				accept.AcceptDrop = true
				if _, err := ingest.Run(t.Context(), src, "", accept); err != nil {
					t.Fatal(err)
				}
				imported, with := lastRun(t, s), shown(t, s)
				if with == before {
					t.Fatal("the import changes nothing")
				}
				mustUndo(t, s, imported)
				if after := shown(t, s); after != before {
					t.Errorf("it was\n%s\nand is\n%s", before, after)
				}
				mustUndo(t, s, lastRun(t, s))
				if again := shown(t, s); again != with {
					t.Errorf("accepted again it is\n%s\nand was\n%s", again, with)
				}
			})
		})
	}
}

func TestWhatAFacilitySaidOfAPlaceOutlivesTheImportThatBroughtIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101", "SA")))
		first := lastRun(t, s)
		mustImport(t, s, register(2023, row("Alder Methadone", "1 Oak Street", "0101", "OTP")))
		id := theListing(t, s).ID
		saysItsNumber(t, s, id) // of the directory's record, which is the older
		mustUndo(t, s, first)
		l := theListing(t, s)
		if l.ID != id || l.Name.Name != "Alder Methadone" || l.Phones[0].E164 != "+14045550199" || l.Yes.Has("SA") {
			t.Errorf("listing %+v, want what the register and the facility say, at the same id", l)
		}
	})
}

func TestARunIsUndoneOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101")))
		imported := lastRun(t, s)
		mustUndo(t, s, imported)
		undone := lastRun(t, s)
		for id, want := range map[string]error{imported.ID: store.ErrNotUndoable, "nothing": store.ErrNotFound} {
			if _, err := ingest.Undo(t.Context(), id, options(s)); !errors.Is(err, want) {
				t.Errorf("undo %s: %v, want %v", id, err, want)
			}
		}
		mustUndo(t, s, undone)
		if _, err := ingest.Undo(t.Context(), lastRun(t, s).ID, options(s)); !errors.Is(err, store.ErrNotUndoable) {
			t.Errorf("who wants to undo the undoing of an undoing undoes the import: %v", err)
		}
		mustUndo(t, s, imported)
		if found := listings(t, s); len(found) != 0 {
			t.Errorf("listed are %v", found)
		}
	})
}

func TestTwoPartsThatSayTheSameAreUndoneEachByItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		alder, birch := row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102")
		mustImport(t, s, locator(2023, alder, birch))
		wide := lastRun(t, s)
		mustImport(t, s, locator(2023, alder))
		mustUndo(t, s, wide)
		if l := theListing(t, s); l.Name.Name != "Alder Clinic" {
			t.Errorf("listing %+v, want what the other part says", l)
		}
	})
}

func TestACompleteEditionOfPartsThatAreKnownStillMarksWhatIsGone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		alder, birch, cedar := row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102"), row("Cedar Rest", "3 Fir Street", "0103")
		mustImport(t, s, directory(2022, alder, birch, cedar))
		part := directory(2023, alder, birch)
		part.edition.Complete = false
		mustImport(t, s, part)
		mustImport(t, s, directory(2023, alder, birch))
		if gone := goneNames(t, s); !slices.Equal(gone, []string{"Cedar Rest"}) {
			t.Errorf("gone %v", gone)
		}
		if found := listings(t, s); len(found) != 3 {
			t.Errorf("listed are %v", found)
		}
		mustImport(t, s, register(2023, row("Birch House", "2 Elm Street", "0102", "OTP"))) // folds anew
		for _, l := range listings(t, s) {
			if l.Name.Name == "Birch House" && (l.AsOf.Year() != 2023 || len(l.Origins) == 0) {
				t.Errorf("what the edition said is lost: %+v", l)
			}
		}
	})
}

func TestADryUndoTellsAndChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102")))
		before, imported := snapshot(t, s), lastRun(t, s)
		dry := options(s)
		dry.DryRun = true
		report, err := ingest.Undo(t.Context(), imported.ID, dry)
		if err != nil || report.Removed != 2 || report.After != 0 || !report.Undo {
			t.Errorf("report %+v, %v", report, err)
		}
		if snapshot(t, s) != before {
			t.Error("it changed the directory")
		}
		mustUndo(t, s, imported) // it can still be undone
	})
}

// A re-import after facilities have spoken changes nothing of what they said.
func TestTheSameSourceAgainChangesNothingThatFacilitiesSaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		rows := []importers.Record{row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Birch House", "2 Elm Street", "0102", "RES")}
		mustImport(t, s, directory(2022, rows...))
		for id := range listings(t, s) {
			saysAllOfItself(t, s, id)
		}
		said := shown(t, s)
		mustImport(t, s, directory(2022, rows...))
		if shown(t, s) != said {
			t.Error("the same file again changes what facilities said")
		}
		mustImport(t, s, directory(2023, rows...)) // within the terms of what they said
		for _, l := range listings(t, s) {
			if l.Phones[0].E164 != "+14045550198" || l.Website != "https://clinic.example" || !l.Yes.Has("MU") || l.Address.Street != "9 New Street" {
				t.Errorf("a later edition changes it: %+v", l)
			}
		}
	})
}

func saysAllOfItself(t *testing.T, s *store.Store, id string) {
	t.Helper()
	_, err := listing.NewDirectory(s, geo.Default()).Say(t.Context(), id, facility.Statement{
		Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC),
		Claims: facility.Claims{
			Phone:   facility.Says(facility.Phone{E164: "+14045550198"}),
			Address: facility.Says(facility.Address{Street: "9 New Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
			Website: facility.Says("https://clinic.example"),
			Yes:     []string{"MU"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}
