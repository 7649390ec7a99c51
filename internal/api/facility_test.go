package api_test

import (
	"slices"
	"strings"
	"testing"

	"haven/internal/api"
	"haven/internal/facility"
	"haven/internal/sample"
)

func facilityAnswer(t *testing.T, id string) api.Facility {
	t.Helper()
	response, body := get(t, "/api/v1/facilities/"+id)
	return answer[api.Facility](t, response, body)
}

func TestEachFactTellsItsSourceAndAge(t *testing.T) {
	got := facilityAnswer(t, sample.PeachStreet)
	name, phone, website := got.Facts.Name, got.Facts.Phone, got.Facts.Website
	if name.Value.Unit != "Outpatient Clinic" || name.Source != "samhsa-directory" || name.TermDays != 730 || name.Fresh {
		t.Errorf("a name of 2023 is %+v of %+v", name.Value, name.Origin)
	}
	if !phone.Fresh || phone.Confirmed == nil || phone.Confirmed.Source != "facility" || phone.Source != "samhsa-directory" {
		t.Errorf("a telephone number confirmed last week is of %+v", phone.Origin)
	}
	if *website.Value != "https://peachstreet.example" || website.Source != "samhsa-directory" || website.Confirmed.Source != "facility" {
		t.Errorf("the website is %s of %+v", *website.Value, website.Origin)
	}
	if hours := got.Facts.Hours.Value; len(hours.Spans) != 5 || hours.Spans[0] != (api.Span{Day: "Monday", Opens: "08:00", Closes: "17:00"}) {
		t.Errorf("hours are %+v", hours)
	}
	if len(got.Sources) != 2 || got.Sources[0].Source != "facility" {
		t.Errorf("sources are %+v", got.Sources)
	}
}

func TestWhatSourcesDisagreeAboutIsShown(t *testing.T) {
	phone := facilityAnswer(t, sample.MagicCity).Facts.Phone
	if len(phone.Others) != 1 || phone.Others[0].Value.Number == phone.Value.Number {
		t.Errorf("two sources give two numbers; shown are %+v and %+v", phone.Value, phone.Others)
	}
}

func TestAnswersTellYesAndNoAndLeaveOutTheUnknown(t *testing.T) {
	for _, place := range sample.Places() {
		if place.ID == sample.OldMill {
			continue
		}
		listing := place.Listing()
		got := map[string][]string{}
		for _, a := range facilityAnswer(t, place.ID).Answers {
			got[a.Answer] = append(got[a.Answer], a.Codes...)
		}
		slices.Sort(got["yes"])
		slices.Sort(got["no"])
		if !slices.Equal(got["yes"], listing.Yes.List()) || !slices.Equal(got["no"], listing.No.List()) {
			t.Errorf("%s answers yes %v, no %v; its listing yes %v, no %v", place.ID, got["yes"], got["no"], listing.Yes, listing.No)
		}
	}
}

func TestCodesOfOneBreathAreOneGroup(t *testing.T) {
	if got := facilityAnswer(t, sample.Chattahoochee).Answers; len(got) != 2 {
		t.Errorf("one directory row answers in %d groups, want one of yes and one of no", len(got))
	}
	for _, a := range facilityAnswer(t, sample.PeachStreet).Answers {
		if slices.Contains(a.Codes, "MD") && (len(a.Codes) != 1 || a.Confirmed == nil || !a.Fresh) {
			t.Errorf("Medicaid, confirmed last week, stands with %v of %+v", a.Codes, a.Origin)
		}
	}
}

func TestAMergedIDLeadsToTheOneThatStands(t *testing.T) {
	response, _ := get(t, "/api/v1/facilities/"+merged)
	if to := response.Header.Get("Location"); response.StatusCode != 307 || to != "/api/v1/facilities/"+sample.PeachStreet {
		t.Errorf("%d to %q", response.StatusCode, to)
	}
}

func TestAnUnknownIDIsNotFound(t *testing.T) {
	response, body := get(t, "/api/v1/facilities/nothing")
	if response.StatusCode != 404 || !strings.Contains(body, "Search for it by name") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}

func TestAFacilityTakesNoParameters(t *testing.T) {
	response, body := get(t, "/api/v1/facilities/"+sample.PeachStreet+"?lang=es")
	refused(t, response, body, "lang", "takes none")
}

func TestAWithheldAddressIsNowhereInAFacility(t *testing.T) {
	_, body := get(t, "/api/v1/facilities/"+sample.GrantPark)
	for _, secret := range []string{"Hidden", "30315"} {
		if strings.Contains(body, secret) {
			t.Errorf("the facility tells %s: %s", secret, body)
		}
	}
	got := facilityAnswer(t, sample.GrantPark)
	if withheld := got.Facts.Withheld; withheld == nil || !*withheld.Value || withheld.TermDays != 0 || !withheld.Fresh {
		t.Errorf("withheld is %+v; it holds until it is taken back", got.Facts.Withheld)
	}
}

func TestTheTaxonomyHasEveryCodeInBothLanguages(t *testing.T) {
	response, body := get(t, "/api/v1/taxonomy")
	codes := 0
	for _, category := range answer[api.TaxonomyAnswer](t, response, body).Categories {
		for _, c := range category.Codes {
			codes++
			if c.Label.English == "" || c.Label.Spanish == "" || c.Name == "" {
				t.Errorf("%s %s has no name or label: %+v", category.Code, c.Code, c)
			}
		}
	}
	if want := facility.Builtin().Len(); codes != want {
		t.Errorf("%d codes, want %d", codes, want)
	}
}
