package ingest_test

import (
	"testing"

	"haven/importers"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// locator lists places of several registers.
func locator(year int, records ...importers.Record) *source {
	s := directory(year, records...)
	s.name, s.edition.Series, s.edition.Complete = "findtreatment", "findtreatment", false
	return s
}

func TestOnePlaceInTwoRegistersOfALocatorIsOneListing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		surveyed := row("Alder Recovery Clinic", "1 Oak Street", "0101", "SA")
		registered := row("Alder Recovery Clinic of Atlanta", "1 Oak Street", "0101", "OTP")
		registered.Part = "otp"
		mustImport(t, s, locator(2023, surveyed, registered))
		if got := theListing(t, s).Yes; got != "OTP SA" {
			t.Errorf("codes %q", got)
		}
	})
}

func TestTwoRowsOfOneRegisterOfALocatorAreTwoPlaces(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		a, b := row("Alder Recovery Clinic", "1 Oak Street", "0101", "OTP"), row("Alder Recovery Clinic of Atlanta", "1 Oak Street", "0101", "OTP")
		a.Part, b.Part = "otp", "otp"
		mustImport(t, s, locator(2023, a, b))
		if found := listings(t, s); len(found) != 2 {
			t.Errorf("%d listings of two rows", len(found))
		}
	})
}

func TestRowsOfTwoRegistersWithOneNameAreTwoRecords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		surveyed, registered := row("Alder Clinic", "1 Oak Street", "0101", "SA"), row("Alder Clinic", "1 Oak Street", "0101", "OTP")
		registered.Part = "otp"
		mustImport(t, s, locator(2023, registered))
		mustImport(t, s, locator(2023, surveyed))
		if got := theListing(t, s).Yes; got != "OTP SA" {
			t.Errorf("codes %q", got)
		}
		if again := mustImport(t, s, locator(2023, surveyed, registered)); again.Changed+again.New != 0 {
			t.Errorf("the same rows in another file change %+v", again)
		}
	})
}

func TestPartsOfRowsThatAreLeftOutAreReported(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		src := locator(2023, row("Alder Clinic", "1 Oak Street", "0101"))
		for range 20 {
			src.notes = append(src.notes, importers.RowError{Line: 2, Field: "website", Value: "none", Reason: "no website"})
		}
		if report := mustImport(t, s, src); len(report.Notes) != 20 || report.Rejected != 0 || report.New != 1 {
			t.Errorf("report %+v", report)
		}
	})
}
