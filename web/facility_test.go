package web

import (
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/sample"
)

func TestAFacilityTellsWhoSaidWhatAndWhen(t *testing.T) {
	page := serve(t, config()).get("/facility/" + sample.PeachStreet)
	page.says(t,
		"Peach Street Recovery Center Outpatient Clinic",
		"Main number Call (404) 555-0101 From: SAMHSA treatment directory, January 1, 2023. Confirmed by: The place itself, May 25, 2026.",
		"For new patients Call (404) 555-0102 ext. 7 From: The place itself, May 25, 2026.",
		"101 Sample Street Atlanta, GA 30303 Directions (opens OpenStreetMap, which is not part of Haven) From: SAMHSA treatment directory, January 1, 2023. 3 years old. Ask if this is still right.",
		"peachstreet.example From: SAMHSA treatment directory, January 1, 2023. Confirmed by: The place itself",
		"Monday: 8:00 am to 5:00 pm Tuesday:",
		"Unless a note says otherwise, from: SAMHSA treatment directory, January 1, 2023. 3 years old. Ask if this is still right.",
		"Intensive outpatient (IOP) IOP: 9 to 19 hours a week; you live at home. Regular outpatient visits",
		"Languages None listed",
		"Each state has its own. From: SAMHSA treatment directory, January 1, 2023. Confirmed by: The place itself, May 25, 2026. Private health insurance",
		"What they do not offer (299)",
		"Map position The place itself.",
		"Sources The place itself, May 25, 2026 SAMHSA treatment directory, January 1, 2023",
	)
	if !strings.Contains(html.UnescapeString(page.body), `href="tel:+14045550102;ext=7"`) {
		t.Error("the number with an extension cannot be tapped")
	}
}

func TestAFacilityTellsWhatFollowsAndWhatIsNotKnown(t *testing.T) {
	serve(t, config()).get("/facility/"+sample.FivePoints).says(t,
		"Unless a note says otherwise, from: SAMHSA list of methadone clinics, May 25, 2026.",
		"Methadone It stops withdrawal and cravings.",
		"From: SAMHSA list of methadone clinics, May 25, 2026 (it follows from being listed there).",
		"What is not known",
		"How you can pay Not known. Ask when you call.",
		"Medication for opioid use Buprenorphine (Suboxone); Naltrexone (Vivitrol)",
		"Map position The middle of the ZIP code area.",
	)
}

func TestAFacilityTellsWhereSourcesDisagree(t *testing.T) {
	serve(t, config()).get("/facility/"+sample.MagicCity).says(t,
		"Magic City Treatment Also known as: Magic City Treatment Alliance",
		"Call (205) 555-0191 From: SAMHSA list of methadone clinics, May 25, 2026. SAMHSA treatment directory, January 1, 2023, says: (205) 555-0190.",
	)
}

func TestAWithheldAddressShowsItsCityOnly(t *testing.T) {
	page := serve(t, config()).get("/facility/" + sample.GrantPark)
	page.says(t, "Atlanta, GA The street is kept private to keep people safe. Call to ask where it is. Asked for by: The place itself, May 25, 2026.")
	page.keepsQuiet(t, "Hidden Lane", "30315")
}

func TestAFullProfileShowsItsPublicViewOnly(t *testing.T) {
	for _, p := range sample.Places() {
		if p.ID != sample.GrantPark {
			continue
		}
		listing := p.Listing()
		page := newFacility(newServer(t, config()).speechIn(english), &listing, facility.Fold(p.Statements, sample.Editions()))
		if address := page.Facts[0]; len(address.Lines) != 1 || address.Lines[0] != "Atlanta, GA" {
			t.Errorf("the address is %q", address.Lines)
		}
	}
}

func TestAFacilityThatIsGoneSaysSo(t *testing.T) {
	serve(t, config()).get("/facility/"+sample.OldMill).says(t,
		"No source lists this place any more. It may have closed or moved. It was last listed here: SAMHSA treatment directory, January 1, 2022.")
}

func TestAMergedIDLeadsToTheOneThatStands(t *testing.T) {
	page := serve(t, config()).get("/facility/hvnmerged1")
	if got := page.Header.Get("Location"); page.StatusCode != http.StatusTemporaryRedirect || got != "/facility/"+sample.PeachStreet {
		t.Errorf("status %d to %q", page.StatusCode, got)
	}
}

func TestAFacilityNobodySpokeOf(t *testing.T) {
	cfg := config()
	s := newServer(t, cfg)
	say := s.speechIn(english)
	var page strings.Builder
	err := s.write(&page, say, nil, newFacility(say, &facility.Listing{Location: facility.Location{Precision: facility.ByCity}}, facility.Profile{}))
	if err != nil {
		t.Fatal(err)
	}
	answer{body: page.String()}.says(t, "No phone number is known.", "No source tells what this place offers.")
}

func TestAFactThatASourceDeniesIsNone(t *testing.T) {
	p := facility.Fold([]facility.Statement{{
		Source: "facility", At: sample.Now, Rank: facility.RankFacility,
		Claims: facility.Claims{Website: facility.SaysNone[string](), Phone: facility.SaysNone[facility.Phone]()},
	}}, nil)
	say := newServer(t, config()).speechIn(english)
	if facts := say.facts(&p, ""); len(facts) != 1 || facts[0].Label != "Website" || facts[0].Lines[0] != "None" || facts[0].Link != "" {
		t.Errorf("facts are %+v", facts)
	}
	if numbers := say.numbers(&p); numbers != nil {
		t.Errorf("numbers are %+v", numbers)
	}
}

func TestOnlyAddressesOfTheWebAreLinks(t *testing.T) {
	s := newServer(t, config())
	p := facility.Fold([]facility.Statement{{
		Source: "csv", At: sample.Now, Claims: facility.Claims{Website: facility.Says("javascript:alert(1)")},
	}}, nil)
	say := s.speechIn(english)
	var page strings.Builder
	err := s.write(&page, say, nil, newFacility(say, &facility.Listing{Location: facility.Location{Precision: facility.ByZIP}}, p))
	if err != nil || strings.Contains(page.String(), `href="javascript`) {
		t.Errorf("the page links to a script (%v)", err)
	}
}

func TestADoubtedFactNamesWhoDoubtsIt(t *testing.T) {
	said := func(source string, rank facility.Rank, daysAgo int, c facility.Claims) facility.Statement {
		return facility.Statement{Source: source, At: sample.Now.Add(-time.Duration(daysAgo) * day), Rank: rank, Claims: c}
	}
	p := facility.Fold([]facility.Statement{
		said("csv", facility.RankDirectory, 40, facility.Claims{Yes: []string{"MD"}}),
		said("call", facility.RankCall, 3, facility.Claims{Contradicts: []facility.Field{facility.CodeField("MD")}}),
	}, nil)
	say := newServer(t, config()).speechIn(english)
	got := newAnswers(say, p.Codes, facility.Yes)
	want := origin{Said: "Local list, April 22, 2026", Doubt: "Said to be wrong by: A caller to the helpline, May 29, 2026."}
	if got.Origin != want || got.Count != 1 {
		t.Errorf("Medicaid has %+v, want %+v", got, want)
	}
}

func TestConflictingAnswersAreSaidInWords(t *testing.T) {
	p := facility.Fold([]facility.Statement{
		{Source: "findtreatment", At: sample.Now, Rank: facility.RankLocator, Claims: facility.Claims{No: []string{"MD"}}},
		{Source: "csv", At: sample.Now, Rank: facility.RankDirectory, Claims: facility.Claims{Yes: []string{"MD"}}},
	}, nil)
	say := newServer(t, config()).speechIn(english)
	if got := newAnswers(say, p.Codes, facility.Yes).Origin.Others; got != "FindTreatment.gov, June 1, 2026, says: no." {
		t.Errorf("others say %q", got)
	}
}

func TestMostAnswersShareOneOrigin(t *testing.T) {
	a, b := origin{Said: "a"}, origin{Said: "b"}
	for _, test := range []struct {
		origins map[string]origin
		want    origin
	}{
		{nil, origin{}},
		{map[string]origin{"MD": a, "MC": b, "SF": b}, b},
		{map[string]origin{"MD": b, "MC": a}, a},
	} {
		if got := commonest(test.origins); got != test.want {
			t.Errorf("the commonest of %v is %v", test.origins, got)
		}
	}
}
