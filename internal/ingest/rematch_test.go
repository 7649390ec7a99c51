package ingest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// decide stores a steward's word on two listings, by their only records, and
// takes it in.
func decide(t *testing.T, s *store.Store, act string, same bool, a, b string) {
	t.Helper()
	var pair [2]string
	for i, id := range []string{a, b} {
		records, err := s.RecordsOf(t.Context(), id)
		if err != nil || len(records) == 0 {
			t.Fatalf("records of %s: %v, %v", id, records, err)
		}
		pair[i] = records[len(records)-1].Key
	}
	if err := s.AddMergeAct(t.Context(), store.MergeAct{ID: act, Same: same, At: time.Now(), Pairs: [][2]string{pair}}, audit.Note{}); err != nil {
		t.Fatal(err)
	}
	rematch(t, s)
}

func rematch(t *testing.T, s *store.Store) {
	t.Helper()
	if _, err := ingest.Rematch(t.Context(), options(s)); err != nil {
		t.Fatal(err)
	}
	if wait, err := s.MergesWait(t.Context()); err != nil || wait {
		t.Fatalf("decisions wait still: %v, %v", wait, err)
	}
}

func undoAct(t *testing.T, s *store.Store, act string) {
	t.Helper()
	if undone, err := s.UndoMergeAct(t.Context(), act, "", time.Now(), audit.Note{}); err != nil || !undone {
		t.Fatalf("undone %v: %v", undone, err)
	}
	rematch(t, s)
}

// byName are the ids of what is listed.
func byName(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for id, l := range listings(t, s) {
		ids[l.Name.Name] = id
	}
	return ids
}

func TestTwoPlacesThatAStewardMergesAreOneUntilItIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		alder, birch := row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Birch House", "2 Elm Street", "0102", "RES")
		mustImport(t, s, directory(2022, alder, birch))
		before, ids := shown(t, s), byName(t, s)
		decide(t, s, "act", true, ids["Alder Clinic"], ids["Birch House"])
		merged := theListing(t, s)
		if merged.ID != ids["Alder Clinic"] {
			t.Errorf("it is %s, want the id of the record stored first, %s", merged.ID, ids["Alder Clinic"])
		}
		if led, err := s.Listing(t.Context(), ids["Birch House"]); err != nil || led.Into != merged.ID {
			t.Errorf("the other id gives %+v, %v", led, err)
		}
		mustImport(t, s, directory(2023, alder, birch))
		if l := theListing(t, s); l.ID != merged.ID {
			t.Errorf("a later edition parts them: %+v", l)
		}
		mustUndo(t, s, lastRun(t, s))
		undoAct(t, s, "act")
		if after := shown(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
	})
}

func TestAPlaceThatAStewardSplitsIsTwoUntilItIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101", "SA")))
		mustImport(t, s, register(2022, row("Alder Clinic LLC", "1 Oak Street", "0101", "OTP")))
		before, one := shown(t, s), theListing(t, s)
		records, err := s.RecordsOf(t.Context(), one.ID)
		if err != nil || len(records) != 2 {
			t.Fatalf("records %v, %v", records, err)
		}
		act := store.MergeAct{ID: "act", At: time.Now(), Pairs: [][2]string{{records[1].Key, records[0].Key}}}
		if err := s.AddMergeAct(t.Context(), act, audit.Note{}); err != nil {
			t.Fatal(err)
		}
		rematch(t, s)
		if found := listings(t, s); len(found) != 2 || found[records[1].ID].Name.Name != "Alder Clinic LLC" {
			t.Fatalf("listed are %+v, want each record at the id it owns", found)
		}
		mustImport(t, s, register(2023, row("Alder Clinic LLC", "1 Oak Street", "0101", "OTP")))
		if found := listings(t, s); len(found) != 2 {
			t.Errorf("a later edition joins them: %v", found)
		}
		mustUndo(t, s, lastRun(t, s))
		undoAct(t, s, "act")
		if after := shown(t, s); after != before {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
	})
}

func TestDecisionsAreTakenInOnceAndAreNoRunToUndo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102")))
		ids, first := byName(t, s), lastRun(t, s)
		rematch(t, s)
		if run := lastRun(t, s); run.ID != first.ID {
			t.Errorf("without decisions there was a run: %+v", run)
		}
		decide(t, s, "act", false, ids["Alder Clinic"], ids["Birch House"])
		if _, err := ingest.Undo(t.Context(), lastRun(t, s).ID, options(s)); !errors.Is(err, store.ErrNotUndoable) {
			t.Errorf("undoing it gives %v", err)
		}
		if undone, err := s.UndoMergeAct(t.Context(), "no such act", "", time.Now(), audit.Note{}); err != nil || undone {
			t.Errorf("undone %v: %v", undone, err)
		}
	})
}

func TestAPairInDoubtWaitsUntilSomebodyDecides(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101"), row("Juniper Recovery House", "1 Oak Street", "0102")))
		mustImport(t, s, register(2022, row("Alder and Birch Family House", "1 Oak Street", "0109")))
		waiting, err := s.Doubts(t.Context(), 10)
		if n, _ := s.CountDoubts(t.Context()); err != nil || len(waiting) == 0 || n != len(waiting) {
			t.Fatalf("in doubt are %+v, %v", waiting, err)
		}
		d := waiting[0]
		if again, err := s.Doubt(t.Context(), d.IDs[0], d.IDs[1]); err != nil || again != d || !strings.Contains(d.Reasons, "address") {
			t.Errorf("%+v, %v, want %+v", again, err, d)
		}
		mustImport(t, s, register(2023, row("Alder and Birch Family House", "1 Oak Street", "0109")))
		if later, err := s.Doubt(t.Context(), d.IDs[0], d.IDs[1]); err != nil || !later.Since.Equal(d.Since) {
			t.Errorf("since %v, want %v: %v", later.Since, d.Since, err)
		}
		act := store.MergeAct{ID: "act", At: time.Now(), Pairs: [][2]string{{d.A, d.B}}}
		if err := s.AddMergeAct(t.Context(), act, audit.Note{}); err != nil {
			t.Fatal(err)
		}
		for range 2 { // at once, and when it is taken in
			if _, err := s.Doubt(t.Context(), d.IDs[0], d.IDs[1]); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("decided, it gives %v", err)
			}
			rematch(t, s)
		}
	})
}

func withhold(t *testing.T, s *store.Store, id string) {
	t.Helper()
	_, err := listing.NewDirectory(s, geo.Default()).Say(t.Context(), id, facility.Statement{
		Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Now(), Claims: facility.Claims{Withheld: facility.Says(true)},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatLeavesAWithheldPlaceStaysWithheld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder House", "1 Oak Street", "0101", "SA")))
		mustImport(t, s, register(2022, row("Alder House LLC", "1 Oak Street", "0101", "OTP")))
		one := theListing(t, s)
		withhold(t, s, one.ID)
		records, err := s.RecordsOf(t.Context(), one.ID)
		if err != nil {
			t.Fatal(err)
		}
		act := store.MergeAct{ID: "act", At: time.Now(), Pairs: [][2]string{{records[1].Key, records[0].Key}}}
		if err := s.AddMergeAct(t.Context(), act, audit.Note{}); err != nil {
			t.Fatal(err)
		}
		rematch(t, s)
		found := listings(t, s)
		if len(found) != 2 {
			t.Fatalf("listed are %+v", found)
		}
		for _, l := range found {
			if !l.Withheld || l.Address.Street != "" || l.Location.Precision != facility.ByCity {
				t.Errorf("%s shows %+v at %+v", l.Name, l.Address, l.Location)
			}
		}
	})
}

func TestARecordThatAnEditionPartsFromAWithheldPlaceStaysWithheld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		otp := register(2022, row("Alder House LLC", "1 Oak Street", "0101", "OTP"))
		mustImport(t, s, directory(2022, row("Alder House", "1 Oak Street", "0101", "SA")))
		mustImport(t, s, otp)
		withhold(t, s, theListing(t, s).ID)
		records, err := s.RecordsOf(t.Context(), theListing(t, s).ID)
		if err != nil {
			t.Fatal(err)
		}
		act := store.MergeAct{ID: "act", At: time.Now(), Pairs: [][2]string{{records[1].Key, records[0].Key}}}
		if err := s.AddMergeAct(t.Context(), act, audit.Note{}); err != nil {
			t.Fatal(err)
		}
		otp.edition.Modified = otp.edition.Modified.AddDate(1, 0, 0)
		for range 2 { // the second time it says nothing new
			mustImport(t, s, otp)
		}
		for _, l := range listings(t, s) {
			if !l.Withheld || l.Address.Street != "" {
				t.Errorf("%s shows %+v", l.Name, l.Address)
			}
		}
	})
}
