package ingest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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

// source is an importer of rows that stand in the test.
type source struct {
	name     string
	edition  importers.Edition
	records  []importers.Record
	points   []importers.KnownPoint
	rejected []importers.RowError
	notes    []importers.RowError
	err      error
}

func (s *source) Source() string { return s.name }

func (s *source) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	for i, r := range s.records {
		r.Line = i + 2
		if err := sink.Record(r); err != nil {
			return s.edition, err
		}
	}
	for _, p := range s.points {
		if err := sink.Point(p); err != nil {
			return s.edition, err
		}
	}
	for _, e := range s.notes {
		if err := sink.Note(e); err != nil {
			return s.edition, err
		}
	}
	for _, e := range s.rejected {
		if err := sink.Reject(e); err != nil {
			return s.edition, err
		}
	}
	return s.edition, s.err
}

// directory is a complete edition of a yearly directory.
func directory(year int, records ...importers.Record) *source {
	return &source{
		name:    "samhsa-directory",
		edition: importers.Edition{Series: "samhsa-su", Complete: true, Modified: time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)},
		records: records,
	}
}

// register is a complete edition of the register of opioid treatment programs.
func register(year int, records ...importers.Record) *source {
	s := directory(year, records...)
	s.name, s.edition.Series = "otp", "samhsa-otp"
	for i := range s.records {
		s.records[i].Rank = facility.RankRegister
		s.records[i].Claims.Assumed = []string{"MU"}
	}
	return s
}

// points is a list of known points.
func points(year int, known ...importers.KnownPoint) *source {
	s := directory(year)
	s.name, s.edition.Series, s.points = "points", "samhsa-su-points", known
	return s
}

// row makes a record in Atlanta: "name/unit", street, four digits of a phone,
// codes that are yes.
func row(name, street, phone string, yes ...string) importers.Record {
	name, unit, _ := strings.Cut(name, "/")
	slices.Sort(yes)
	return importers.Record{Rank: facility.RankDirectory, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: name, Unit: unit}),
		Address: facility.Says(facility.Address{Street: street, City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: "+1404555" + phone}),
		Yes:     yes,
	}}
}

func known(street string, lat, lon float64) importers.KnownPoint {
	return importers.KnownPoint{
		Address: facility.Address{Street: street, City: "Atlanta", State: "GA", ZIP: "30303"},
		Point:   geo.Point{Lat: lat, Lon: lon},
	}
}

func options(s *store.Store) ingest.Options {
	return ingest.Options{Store: s, Places: geo.Default(), Now: time.Now}
}

func mustImport(t *testing.T, s *store.Store, src *source) ingest.Report {
	t.Helper()
	report, err := ingest.Run(t.Context(), src, "", options(s))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// listings are all that are listed, gone ones too, by id.
func listings(t *testing.T, s *store.Store) map[string]facility.Listing {
	t.Helper()
	changes, err := s.ChangedSince(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]facility.Listing{}
	for _, c := range changes {
		if c.State == store.Listed {
			found[c.Listing.ID] = c.Listing
		}
	}
	return found
}

// theListing is the one listing there is.
func theListing(t *testing.T, s *store.Store) facility.Listing {
	t.Helper()
	found := listings(t, s)
	if len(found) != 1 {
		t.Fatalf("want one listing, got %d: %v", len(found), found)
	}
	for _, l := range found {
		return l
	}
	panic("unreachable")
}

func TestAFileBecomesListings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		report := mustImport(t, s, directory(2023, row("Alder Clinic/Outpatient", "1 Oak Street", "0101", "SA", "OP")))
		if report.New != 1 || report.Read != 1 || report.After != 1 {
			t.Errorf("report %+v", report)
		}
		l := theListing(t, s)
		if l.Name.String() != "Alder Clinic, Outpatient" || l.Yes != "OP SA" || l.Source != "samhsa-directory" {
			t.Errorf("listing %+v", l)
		}
		if l.Location.Precision != facility.ByZIP || l.Location.FIPS != "13121" {
			t.Errorf("location %+v", l.Location)
		}
	})
}

func TestTheSameFileAgainChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		src := directory(2023, row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Birch House", "2 Oak Street", "0102", "RES"))
		first := mustImport(t, s, src)
		again := mustImport(t, s, src)
		if again.New != 0 || again.Changed != 0 || again.Unchanged != 2 {
			t.Errorf("report %+v", again)
		}
		revision, err := s.Revision(t.Context())
		if err != nil || revision != first.Revision {
			t.Errorf("revision %d, want %d: %v", revision, first.Revision, err)
		}
	})
}

func TestAListingKeepsItsIDOverEditions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic Inc", "1 Oak St", "0101", "SA", "BMW")))
		before := theListing(t, s)
		report := mustImport(t, s, directory(2023, row("Alder Clinic", "1 Oak Street", "0109", "SA")))
		after := theListing(t, s)
		if after.ID != before.ID || report.Carried != 1 || report.New != 0 {
			t.Errorf("id %s became %s: %+v", before.ID, after.ID, report)
		}
		if after.Phones[0].E164 != "+14045550109" {
			t.Errorf("the newer number should stand: %v", after.Phones)
		}
	})
}

func TestANewerCompleteEditionMarksWhatItLacks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		stays, goes, other := row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102"), row("Cedar Rest", "3 Fir Street", "0103")
		mustImport(t, s, directory(2022, stays, goes, other))
		part := directory(2023, stays, other)
		part.edition.Complete = false
		mustImport(t, s, part)
		if gone := goneNames(t, s); len(gone) != 0 {
			t.Fatalf("a part of a directory must not mark anything: %v", gone)
		}
		report := mustImport(t, s, directory(2024, stays, other))
		if gone := goneNames(t, s); !slices.Equal(gone, []string{"Birch House"}) || report.Gone != 1 {
			t.Errorf("gone %v, report %+v", gone, report)
		}
		mustImport(t, s, register(2024, goes))
		if gone := goneNames(t, s); len(gone) != 0 {
			t.Errorf("another source still lists it: %v", gone)
		}
	})
}

func goneNames(t *testing.T, s *store.Store) []string {
	var names []string
	for _, l := range listings(t, s) {
		if l.Gone {
			names = append(names, l.Name.Name)
		}
	}
	slices.Sort(names)
	return names
}

func TestHalfAFileIsNotTakenForAnEdition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		rows := []importers.Record{row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102"), row("Cedar Rest", "3 Fir Street", "0103")}
		mustImport(t, s, directory(2022, rows...))
		before := snapshot(t, s)
		_, err := ingest.Run(t.Context(), directory(2023, rows[0]), "", options(s))
		var drop *ingest.DropError
		if !errors.As(err, &drop) || drop.Gone != 2 || drop.Before != 3 {
			t.Fatalf("want a DropError of 2 of 3, got %v", err)
		}
		if after := snapshot(t, s); after != before {
			t.Errorf("a refused file must change nothing:\n%s\n%s", before, after)
		}
		accept := options(s)
		accept.AcceptDrop = true
		if _, err := ingest.Run(t.Context(), directory(2023, rows[0]), "", accept); err != nil {
			t.Fatal(err)
		}
		if gone := goneNames(t, s); len(gone) != 2 {
			t.Errorf("gone %v", gone)
		}
	})
}

// snapshot is all that anybody can see of the store, as text.
func snapshot(t *testing.T, s *store.Store) string {
	t.Helper()
	changes, err := s.ChangedSince(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(changes)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFilesInAnyOrderGiveTheSameDirectory(t *testing.T) {
	files := []*source{
		directory(2022, row("Alder Clinic Inc", "1 Oak Street", "0101", "SA", "MU"), row("Birch House", "2 Elm Street", "0102", "RES")),
		directory(2023, row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Dogwood Detox", "4 Fir Street", "0104", "DT"), row("Birch House", "2 Elm Street", "0103", "RES")),
		register(2021, row("Alder Methadone", "1 Oak Street", "0101", "OTP")),
		points(2021, known("1 Oak Street", 33.75, -84.39), known("8 Fir Street", 33.76, -84.40)),
	}
	storetest.Each(t, func(t *testing.T, first *store.Store) {
		for _, f := range files {
			mustImport(t, first, f)
		}
		want := content(t, first)
		for _, order := range [][]int{{3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}} {
			s := storetest.Open(t, t.TempDir()+"/haven.db")
			for _, i := range order {
				mustImport(t, s, files[i])
			}
			if got := content(t, s); got != want {
				t.Errorf("order %v gives\n%s\nwant\n%s", order, got, want)
			}
		}
	})
}

// content is the directory without ids and revisions.
func content(t *testing.T, s *store.Store) string {
	t.Helper()
	var lines []string
	err := listing.NewDirectory(s, geo.Default()).Each(t.Context(), true, func(l facility.Listing, p facility.Profile) error {
		l.ID, l.Revision = "", 0
		text, err := json.Marshal([]any{l, p})
		lines = append(lines, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestTwoListingsFoundToBeOneLeadToTheOlder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, register(2022, row("Alder Methadone", "1 Oak Street", "0101", "OTP")))
		older := theListing(t, s)
		mustImport(t, s, directory(2022, row("Zinnia Programs", "1 Oak Street", "0107", "SA")))
		var younger facility.Listing
		for id, l := range listings(t, s) {
			if id != older.ID {
				younger = l
			}
		}
		if younger.ID == "" {
			t.Fatal("names that share nothing should stay two listings")
		}
		report := mustImport(t, s, directory(2023, row("Zinnia Programs/DBA Alder Methadone", "1 Oak Street", "0101", "SA")))
		if report.Matched != 1 || report.Merged != 1 || report.After != 1 {
			t.Errorf("report %+v", report)
		}
		if got := theListing(t, s); got.ID != older.ID || got.Yes != "MU OTP SA" {
			t.Errorf("the older listing should have the word of both: %+v", got)
		}
		_, _, err := listing.NewDirectory(s, geo.Default()).Profile(t.Context(), younger.ID)
		var moved *facility.MovedError
		if !errors.As(err, &moved) || moved.To != older.ID {
			t.Errorf("the younger id should lead to the older: %v", err)
		}
	})
}

func TestAPointRefoldsTheListingsAtItsAddress(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2023, row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "7 Oak Street", "0102"), row("Cedar Rest", "1 Elm Street", "0103")))
		report := mustImport(t, s, points(2021, known("1 Oak St.", 33.75, -84.39), known("2 Oak St.", 40.7, -74.0)))
		if report.Changed != 2 || report.Points != 1 || len(report.Strayed) != 1 {
			t.Errorf("report %+v", report)
		}
		want := map[string]facility.Precision{"Alder Clinic": facility.Exact, "Birch House": facility.ByStreet, "Cedar Rest": facility.ByZIP}
		for _, l := range listings(t, s) {
			if l.Location.Precision != want[l.Name.Name] {
				t.Errorf("%s is located %s, want %s", l.Name.Name, l.Location.Precision, want[l.Name.Name])
			}
		}
	})
}

func TestADryRunTellsAndChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101", "SA")))
		before := snapshot(t, s)
		dry := options(s)
		dry.DryRun = true
		report, err := ingest.Run(t.Context(), directory(2023, row("Alder Clinic", "1 Oak Street", "0102", "SA", "MU"), row("Birch House", "2 Elm Street", "0103")), "", dry)
		if err != nil || report.New != 1 || report.Changed != 1 {
			t.Errorf("report %+v, %v", report, err)
		}
		text := fmt.Sprint(report.Examples)
		if !strings.Contains(text, "(404) 555-0101 → (404) 555-0102") || !strings.Contains(text, "+MU") {
			t.Errorf("the difference should be told: %s", text)
		}
		if after := snapshot(t, s); after != before {
			t.Error("a dry run changed the directory")
		}
	})
}

func TestTooManyBadRowsRefuseTheFile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		src := directory(2023, row("Alder Clinic", "1 Oak Street", "0101"))
		for i := range 11 {
			src.rejected = append(src.rejected, importers.RowError{Line: i + 3, Field: "zip", Reason: "is missing"})
		}
		report, err := ingest.Run(t.Context(), src, "", options(s))
		var tooMany *ingest.TooManyRejectedError
		if !errors.As(err, &tooMany) || len(report.Rejections) != 11 {
			t.Errorf("want a TooManyRejectedError with its rows, got %v", err)
		}
		if len(listings(t, s)) != 0 {
			t.Error("a refused file left listings")
		}
		src.rejected = src.rejected[:10]
		if report := mustImport(t, s, src); report.Rejected != 10 || report.New != 1 {
			t.Errorf("ten bad rows are borne: %+v", report)
		}
	})
}

func TestAnImportDoesNotOverwriteWhatAFacilitySaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, directory(2022, row("Alder Clinic", "1 Oak Street", "0101", "SA")))
		id := theListing(t, s).ID
		_, err := listing.NewDirectory(s, geo.Default()).Say(t.Context(), id, facility.Statement{
			Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC),
			Claims: facility.Claims{
				Phone:    facility.Says(facility.Phone{E164: "+14045550199"}),
				Withheld: facility.Says(true),
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		mustImport(t, s, directory(2023, row("Alder Clinic", "1 Oak Street", "0102", "SA", "MU")))
		l := theListing(t, s)
		if l.ID != id || l.Phones[0].E164 != "+14045550199" || !l.Yes.Has("MU") {
			t.Errorf("listing %+v", l)
		}
		if l.Address.Street != "" || l.Address.ZIP != "" || l.Location.Precision != facility.ByCity || l.Location.FIPS != "" {
			t.Errorf("a withheld address shows: %+v %+v", l.Address, l.Location)
		}
	})
}

func TestARowTwiceInAFileIsOnePlaceWithTheCodesOfBoth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		a, b := row("Alder Clinic", "1 Oak Street", "0101", "SA", "MU"), row("Alder Clinic", "1 Oak Street", "0101", "SA", "BU")
		a.Claims.No, b.Claims.No = []string{"BU"}, []string{"MU"}
		report := mustImport(t, s, directory(2023, a, b))
		if len(report.Folded) != 1 || theListing(t, s).Yes != "BU MU SA" {
			t.Errorf("folded %v, listing %v", report.Folded, theListing(t, s).Yes)
		}
	})
}

func TestACorrectedFileThatLacksMuchIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		rows := []importers.Record{row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102"), row("Cedar Rest", "3 Fir Street", "0103")}
		mustImport(t, s, directory(2023, rows...))
		_, err := ingest.Run(t.Context(), directory(2023, rows[0]), "", options(s))
		var drop *ingest.DropError
		if !errors.As(err, &drop) || drop.Gone != 2 || drop.Before != 3 {
			t.Fatalf("want a DropError of 2 of 3, got %v", err)
		}
		report := mustImport(t, s, directory(2023, rows[0], rows[1]))
		if report.Removed != 1 || report.After != 2 || len(listings(t, s)) != 2 {
			t.Errorf("report %+v", report)
		}
	})
}

func TestWhatACorrectedFileDoesNotSayAnyMoreIsGoneFromPlacesThatOthersKnow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		alder, birch, cedar := row("Alder Clinic", "1 Oak Street", "0101"), row("Birch House", "2 Elm Street", "0102"), row("Cedar Rest", "3 Fir Street", "0103")
		mustImport(t, s, directory(2023, alder, birch, cedar))
		mustImport(t, s, register(2023, row("Alder Clinic", "1 Oak Street", "0101", "MU"), row("Birch House", "2 Elm Street", "0102", "MU"), row("Cedar Rest", "3 Fir Street", "0103", "MU")))
		report := mustImport(t, s, register(2023, row("Birch House", "2 Elm Street", "0102", "MU"), row("Cedar Rest", "3 Fir Street", "0103", "MU")))
		if report.Changed != 1 {
			t.Errorf("report %+v", report)
		}
		for _, l := range listings(t, s) {
			if in := l.Name.Name != "Alder Clinic"; l.Yes.Has("MU") != in {
				t.Errorf("%s offers %q, by %v", l.Name, l.Yes, l.Origins)
			}
		}
	})
}

func TestAnEditionOfADayToComeIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		_, err := ingest.Run(t.Context(), directory(9999, row("Alder Clinic", "1 Oak Street", "0101")), "", options(s))
		var future *ingest.FutureError
		if !errors.As(err, &future) {
			t.Errorf("want a FutureError, got %v", err)
		}
	})
}

func TestAFileOfBadRowsAloneIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		src := directory(2023)
		src.rejected = []importers.RowError{{Line: 2, Field: "zip", Reason: "is missing"}}
		if _, err := ingest.Run(t.Context(), src, "", options(s)); err == nil {
			t.Error("nothing was taken, and nothing said")
		}
	})
}

func TestAHouseWithoutAStreetIsNotAtSomebodysPoint(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mustImport(t, s, points(2021, known("", 33.75, -84.39), known("- - -", 33.76, -84.40)))
		mustImport(t, s, directory(2023, row("Haven House", "", "0101", "SA")))
		if l := theListing(t, s); l.Location.Precision != facility.ByZIP {
			t.Errorf("an undisclosed house is located %+v", l.Location)
		}
	})
}
