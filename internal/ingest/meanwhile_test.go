package ingest_test

import (
	"fmt"
	"sync"
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

// meanwhile does something just before a run is published.
func meanwhile(opt ingest.Options, do func()) ingest.Options {
	var once sync.Once
	opt.Progress = func(p ingest.Progress) {
		if p.Stage == "publishing" {
			once.Do(do)
		}
	}
	return opt
}

// saysItsNumber lets a facility state its number.
func saysItsNumber(t *testing.T, s *store.Store, id string) {
	t.Helper()
	_, err := listing.NewDirectory(s, geo.Default()).Say(t.Context(), id, facility.Statement{
		Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC),
		Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"})},
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatAFacilitySaysDuringAnImportIsNotLost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101", "SA")))
		id := theListing(t, s).ID
		opt := meanwhile(options(s), func() { saysItsNumber(t, s, id) })
		if _, err := ingest.Run(t.Context(), directory(2023, row("Alder Clinic", "1 Oak Street", "0102", "SA", "MU")), "", opt); err != nil {
			t.Fatal(err)
		}
		l := theListing(t, s)
		if l.Phones[0].E164 != "+14045550199" || l.Answer("MU") != facility.Yes {
			t.Errorf("listing %+v", l)
		}
	})
}

func TestWhatManyFacilitiesSayDuringAnImportIsNotLost(t *testing.T) {
	file := func(year int, codes ...string) *source {
		return directory(year, row("Alder Clinic", "1 Oak Street", "0101", codes...),
			row("Birch House", "2 Oak Street", "0102", codes...), row("Cedar Lodge", "3 Oak Street", "0103", codes...))
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, file(2022, "SA"))
		silent := func(l facility.Listing) bool { return l.Name.Name == "Birch House" }
		opt := meanwhile(options(s), func() {
			for id, l := range listings(t, s) {
				if !silent(l) {
					saysItsNumber(t, s, id)
				}
			}
		})
		if _, err := ingest.Run(t.Context(), file(2023, "SA", "MU"), "", opt); err != nil {
			t.Fatal(err)
		}
		for _, l := range listings(t, s) {
			if own := l.Phones[0].E164 == "+14045550199"; own == silent(l) || l.Answer("MU") != facility.Yes {
				t.Errorf("listing %+v", l)
			}
		}
	})
}

func TestPlacesThatAreFoldedAtOnceKeepWhatIsTheirs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var rows []importers.Record
		for i := range 450 {
			rows = append(rows, row(fmt.Sprintf("Alder Clinic %d", i), fmt.Sprintf("%d Oak Street", i+1), fmt.Sprintf("%04d", i), "SA"))
		}
		mustImport(t, s, directory(2023, rows...))
		found := listings(t, s)
		if len(found) != len(rows) {
			t.Errorf("%d listings of %d rows", len(found), len(rows))
		}
		for _, l := range found {
			var i int
			if _, err := fmt.Sscanf(l.Name.Name, "Alder Clinic %d", &i); err != nil || l.Phones[0].E164 != fmt.Sprintf("+1404555%04d", i) {
				t.Errorf("listing %+v", l)
			}
		}
	})
}

func TestWhatAFacilitySaysIsKeptWhenItsListingIsMergedAway(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, register(2022, row("Alder Methadone", "1 Oak Street", "0101", "OTP")))
		older := theListing(t, s)
		mustImport(t, s, directory(2022, row("Zinnia Programs", "1 Oak Street", "0107", "SA")))
		opt := meanwhile(options(s), func() {
			for id := range listings(t, s) {
				if id != older.ID {
					saysItsNumber(t, s, id)
				}
			}
		})
		bridge := directory(2023, row("Zinnia Programs/DBA Alder Methadone", "1 Oak Street", "0101", "SA"))
		if _, err := ingest.Run(t.Context(), bridge, "", opt); err != nil {
			t.Fatal(err)
		}
		if l := theListing(t, s); l.ID != older.ID || l.Phones[0].E164 != "+14045550199" {
			t.Errorf("listing %+v", l)
		}
	})
}
