package web

import (
	"context"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/sample"
)

// telling is a directory whose places say some more of themselves.
type telling struct {
	samples
	claims facility.Claims
}

func (d telling) Profile(_ context.Context, id string) (facility.Listing, facility.Profile, error) {
	for _, place := range sample.Places() {
		if place.ID == id {
			place.Statements = append(place.Statements, facility.Statement{
				Source: "facility", Series: "facility", Record: "facility/" + id, At: sample.Now, Rank: facility.RankFacility, Claims: d.claims,
			})
			return place.Listing(), place.Profile(), nil
		}
	}
	return facility.Listing{}, facility.Profile{}, facility.ErrNotFound
}

func (d telling) page(t *testing.T, path string) answer {
	t.Helper()
	cfg := config()
	cfg.Directory = d
	return serve(t, cfg).get(path)
}

func TestAPageTellsWhatAPlaceTellsOfItself(t *testing.T) {
	hours := facility.Hours{Zone: "America/New_York", AllHours: true, Holidays: []facility.Holiday{
		{On: "christmas"}, {On: "thanksgiving"}, {On: "2026-12-24", From: 8 * 60, To: 12 * 60}, {On: "2025-12-24"},
	}}
	d := telling{claims: facility.Claims{
		Phone:      facility.Says(facility.Phone{E164: "+14045550101", Languages: facility.LanguagesOf("es", "en")}),
		Lines:      facility.Says([]facility.Line{{Kind: facility.FaxLine, Phone: facility.Phone{E164: "+14045550103"}}, {Kind: facility.TextLine, Phone: facility.Phone{E164: "+14045550104"}}}),
		Email:      facility.Says("intake@peachstreet.example"),
		Hours:      facility.Says(hours),
		WalkIn:     facility.Says(true),
		Closed:     facility.Says(facility.Closure{Until: "2026-06-15"}),
		Levels:     facility.Says([]facility.Level{{Edition: facility.FourthEdition, Level: "3.7"}}),
		Medication: facility.Says([]facility.Policy{{Medication: facility.Methadone, Practices: []facility.Practice{facility.Continues, facility.Arranges}}}),
		Bring:      facility.Says(facility.Checklist{Items: []string{"id"}, Words: "A warm coat."}),
		Access:     facility.Says(facility.Checklist{Items: []string{"step-free"}}),
		Fees:       facility.SaysNone[facility.Checklist](),
	}}
	page := d.page(t, "/facility/"+sample.PeachStreet)
	page.says(t,
		"This place is closed until June 15, 2026.",
		"Call (404) 555-0101 They speak: English, Spanish.",
		"By text message Text (404) 555-0104",
		"Fax (404) 555-0103",
		"intake@peachstreet.example From: The place itself, June 1, 2026.",
		"Open day and night, every day December 24, 2026: 8:00 am to 12:00 pm Closed on: Christmas Day, Thanksgiving",
		"You can come without an appointment.",
		"Level 3.7 (ASAM, 4th edition)",
		"Methadone: you can stay on it here, you get it from a methadone clinic (OTP) while you are here",
		"What to bring A photo ID In their words: A warm coat.",
		"No steps to the door",
		"Fees None",
	)
	page.keepsQuiet(t, "2025")
	for _, link := range []string{`href="mailto:intake@peachstreet.example"`, `href="sms:`} {
		if !strings.Contains(page.body, link) {
			t.Errorf("there is no %s", link)
		}
	}
	d.page(t, "/es/facility/"+sample.PeachStreet).says(t, "Este lugar está cerrado hasta el", "Hablan: Inglés, Español.", "Una identificación con foto")
}

func TestAPlaceThatHasClosedForGoodSaysSo(t *testing.T) {
	d := telling{claims: facility.Claims{Closed: facility.Says(facility.Closure{ForGood: true})}}
	page := d.page(t, "/facility/"+sample.PeachStreet)
	page.says(t, "This place has closed for good. Please look for another one.")
	page.keepsQuiet(t, "No source lists this place any more")
}

func TestEveryChoiceOfAPlaceHasWords(t *testing.T) {
	s := newServer(t, config())
	var keys []string
	add := func(prefix string, values ...string) {
		for _, value := range values {
			keys = append(keys, prefix+value)
		}
	}
	add("language.", facility.SpokenLanguages()...)
	add("holiday.", facility.FederalHolidays()...)
	for _, kind := range facility.FurtherLines() {
		add("line.", string(kind))
	}
	for _, m := range facility.Medications() {
		add("medication.", string(m))
	}
	for _, p := range facility.Practices() {
		add("practice.", string(p))
	}
	for _, f := range []facility.Field{facility.FieldBring, facility.FieldAccess, facility.FieldFees} {
		add(string(f)+".", facility.ChecklistItems(f)...)
	}
	for lang, say := range s.languages {
		for _, key := range keys {
			if !say.Has(key) {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
	}
}
