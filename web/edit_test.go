package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"haven/importers"
	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/sample"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// oneRow is a directory of one place.
type oneRow struct{}

func (oneRow) Source() string { return "samhsa-directory" }

func (oneRow) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	published := time.Date(2023, time.June, 1, 0, 0, 0, 0, time.UTC)
	edition := importers.Edition{Series: "samhsa-su", Modified: published, Complete: true}
	return edition, sink.Record(importers.Record{Line: 2, Rank: facility.RankDirectory, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Alder Clinic"}),
		Address: facility.Says(facility.Address{Street: "1 Hidden Oak Lane", City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: "+14045550101"}),
		Website: facility.Says("https://alder.example"),
		Yes:     []string{"SA", "OP", "MD"}, No: []string{"MU", "BU"},
	}})
}

// bureau is an office whose directory is in the store, with a place to edit,
// its owner and a steward.
type bureau struct {
	*office
	place    string
	fay, stu colleague
}

func openBureau(t *testing.T, s *store.Store) *bureau {
	t.Helper()
	_, err := ingest.Run(t.Context(), oneRow{}, "", ingest.Options{Store: s, Places: geo.Default(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	directory := listing.NewDirectory(s, geo.Default())
	b := &bureau{office: openOffice(t, s, func(c *Config) { c.Directory = directory })}
	err = directory.EachListing(t.Context(), true, func(l facility.Listing) error {
		b.place = l.ID
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.fay, b.stu = b.as(account.Facility), b.as(account.Steward)
	b.owns(b.place, b.fay.user.Organisation)
	return b
}

func onEachBureau(t *testing.T, test func(t *testing.T, b *bureau)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, openBureau(t, s)) })
}

func inBureau(t *testing.T) *bureau {
	return openBureau(t, storetest.Open(t, t.TempDir()+"/haven.db"))
}

func (b *bureau) group(key string) string { return groupPath(b.place, key) }

func (b *bureau) public() answer { return b.get(facilityPath(b.place)) }

// saves sends a form, which leads back to all parts of the listing.
func (b *bureau) saves(by colleague, group string, values url.Values) answer {
	b.t.Helper()
	values.Set(doField, doSave)
	return by.post(b.group(group), values.Encode())
}

// formIn is what a browser would send of the forms on a page's main part.
func formIn(page string) url.Values {
	_, main, _ := strings.Cut(page, "<main")
	root, err := html.Parse(strings.NewReader(main))
	if err != nil {
		panic(err) // html.Parse takes anything
	}
	form := url.Values{}
	for n := range root.Descendants() {
		name, value := attribute(n, "name"), attribute(n, "value")
		_, checked := given(n, "checked")
		_, selected := given(n, "selected")
		kind := attribute(n, "type")
		switch {
		case n.DataAtom == atom.Textarea && n.FirstChild != nil:
			form.Add(name, n.FirstChild.Data)
		case n.DataAtom == atom.Option && selected:
			form.Add(attribute(n.Parent, "name"), value)
		case n.DataAtom == atom.Input && (checked || kind != "radio" && kind != "checkbox"):
			form.Add(name, value)
		}
	}
	return form
}

func attribute(n *html.Node, name string) string {
	value, _ := given(n, name)
	return value
}

func given(n *html.Node, name string) (value string, is bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func TestASafeEditShowsAndARiskyOneWaitsForASteward(t *testing.T) {
	onEachBureau(t, func(t *testing.T, b *bureau) {
		b.fay.get(at(listingPath, b.place)).says(t, "Change this listing")
		b.saves(b.fay, "hours", url.Values{"zone": {"America/New_York"}, "day.1.0.from": {"08:00"}, "day.1.0.to": {"17:00"}, "walk-in": {yes}}).
			says(t, "Saved. It shows now.")
		b.public().says(t, "Monday: 8:00 am to 5:00 pm", "You can come without an appointment.")

		b.saves(b.fay, "phones", url.Values{"phone": {"404-555-0199"}, "why": {"We have a new line."}}).
			says(t, "Saved. It will be checked before it shows.", "Will be checked : Main number")
		b.public().says(t, "Call (404) 555-0101")
		b.public().keepsQuiet(t, "555-0199")

		open, err := b.store.OpenProposals(t.Context(), 5)
		if err != nil || len(open) != 1 {
			t.Fatalf("%d edits wait: %v", len(open), err)
		}
		b.stu.get(inboxPath).says(t, "Changes to check", "Alder Clinic")
		matter := inboxPath + "/" + steward.ProposalKind + "/" + open[0].ID
		b.stu.get(matter).says(t, "We have a new line.", "Shown now (404) 555-0101", "SAMHSA treatment directory", "Would be shown (404) 555-0199")
		if got := b.stu.post(matter, "decision=reject"); got.StatusCode != http.StatusBadRequest {
			t.Errorf("a change is turned down without words: %d", got.StatusCode)
		}
		b.stu.post(matter, "decision=accept&words=Called+them.").keepsQuiet(t, "Alder Clinic")
		b.public().says(t, "Call (404) 555-0199 From: The place itself")
		b.fay.get(at(editsPath, b.place)).says(t, "Shows now : Main number", "Called them.")
		if got := b.stu.post(matter, "decision=accept"); got.StatusCode != http.StatusNotFound {
			t.Errorf("a second time is answered %d", got.StatusCode)
		}
	})
}

func TestAStewardsOwnEditShowsAtOnce(t *testing.T) {
	b := inBureau(t)
	b.saves(b.stu, "phones", url.Values{"phone": {"404-555-0155"}}).says(t, "Saved. It shows now.")
	b.public().says(t, "Call (404) 555-0155 From: Haven's data team")
}

func TestNobodyDecidesOnTheirOwnEdit(t *testing.T) {
	b := inBureau(t)
	b.saves(b.fay, "name", url.Values{"name": {"Alder House"}})
	open, err := b.store.OpenProposals(t.Context(), 5)
	if err != nil || len(open) != 1 {
		t.Fatalf("%d edits wait: %v", len(open), err)
	}
	if got := b.fay.get(inboxPath + "/" + steward.ProposalKind + "/" + open[0].ID); got.StatusCode != http.StatusForbidden {
		t.Errorf("a facility sees the inbox: %d", got.StatusCode)
	}
	if err := b.staff.Edits.Accept(t.Context(), audit.Who{Account: b.fay.user.ID, Organisation: b.fay.user.Organisation.ID}, open[0], ""); err == nil {
		t.Error("who proposed an edit has accepted it")
	}
	b.fay.post(pathOf(at(withdrawPath, b.place), proposalArg, open[0].ID), "")
	b.fay.get(at(editsPath, b.place)).keepsQuiet(t, "Will be checked")
}

func TestEachFormShowsWhatStandsAndSavingItChangesNothing(t *testing.T) {
	b := inBureau(t)
	for _, g := range editGroups {
		page := b.fay.get(b.group(g.key))
		if page.StatusCode != http.StatusOK {
			t.Errorf("%s is answered %d", g.key, page.StatusCode)
			continue
		}
		if err := wellFormed(page.body); err != nil {
			t.Errorf("%s: %v", g.key, err)
		}
		b.saves(b.fay, g.key, formIn(page.body)).says(t, "Nothing was changed.")
	}
	b.fay.get(b.group("phones")).says(t, "Main number")
	if page := b.fay.get(b.group("address")); !strings.Contains(page.body, `value="1 Hidden Oak Lane"`) {
		t.Error("the form of the address does not show it")
	}
}

func TestAFullListingCanBeWrittenAndReadBack(t *testing.T) {
	b := inBureau(t)
	forms := map[string]url.Values{
		"hours": {"zone": {"America/Chicago"}, "day.1.0.from": {"8:30 am"}, "day.1.0.to": {"12:00"}, "day.1.1.from": {"13:00"}, "day.1.1.to": {"02:00"},
			"holidays": {"christmas"}, "holiday.0": {"2026-12-24"}, "holiday.0.from": {"08:00"}, "holiday.0.to": {"10:00"}, "walk-in": {no}},
		"phones":     {"phone": {"404-555-0101 ext 7"}, "phone.speaks": {"es", "en"}, "intake.0": {"404-555-0102"}, "line.0": {"404-555-0103"}, "line.0.kind": {"crisis"}},
		"online":     {"website": {"alder.example/new"}, "email": {"intake@alder.example"}},
		"closed":     {"closed": {"now"}, "until": {"2026-07-01"}},
		"payment":    {"fees": {"free"}, "fees.words": {"The first visit is $40."}, "code.MD": {yes}, "code.MC": {no}},
		"visit":      {"bring": {"id", "medicines"}, "access": {"step-free"}, "access.words": {"Ring twice."}},
		"medication": {"medication.methadone": {"continues", "otp"}, "medication.naltrexone": {"excludes"}},
		"levels":     {"asam.4": {"3.7"}, "asam.3": {"3.7-WM"}},
		"name":       {"name": {"Alder House"}, "unit": {"North"}},
		"address":    {"street": {"2 Elm Street"}, "city": {"Macon"}, "state": {"ga"}, "zip": {"31201"}, "withheld": {"shown"}},
	}
	for group, form := range forms {
		b.saves(b.stu, group, form).says(t, "Saved. It shows now.")
	}
	b.public().says(t, "Alder House North", "2 Elm Street Macon, GA 31201", "(404) 555-0101 ext. 7 They speak: English, Spanish.",
		"In a crisis Call (404) 555-0103", "alder.example/new", "intake@alder.example", "Monday: 8:30 am to 12:00 pm, 1:00 pm to 2:00 am",
		"Closed on: Christmas Day", "Please make an appointment first.", "closed until July 1, 2026", "In their words: The first visit is $40.",
		"In their words: Ring twice.", "Methadone: you can stay on it here", "they do not take people who are on it",
		"Level 3.7 (ASAM, 4th edition) Level 3.7-WM (ASAM, 3rd edition)")
	for group := range forms {
		b.saves(b.stu, group, formIn(b.stu.get(b.group(group)).body)).says(t, "Nothing was changed.")
	}
	b.saves(b.stu, "visit", url.Values{}).says(t, "Saved. It shows now.")
	b.public().says(t, "What to bring None")
}

func TestWordsThatCannotBeKeptStayInTheFormWithWhatIsWrong(t *testing.T) {
	b := inBureau(t)
	for _, tt := range []struct {
		group, form, says, keeps string
	}{
		{"phones", "phone=911", "Write the number with its area code", `value="911"`},
		{"phones", "phone=404-555-0101&line.0=404-555-0102", "Say what the number is for.", `value="404-555-0102"`},
		{"online", "email=nobody", "Write one email address", `value="nobody"`},
		{"online", "website=nowhere", "Write the address of your site", `value="nowhere"`},
		{"name", "name=", "Write the name on one line", `name="name"`},
		{"address", "street=9+Elm&city=", "Write at least the city and the state.", `value="9 Elm"`},
		{"hours", "zone=America/New_York&day.1.0.from=soon&day.1.0.to=17:00", "Write a time, such as 08:30.", `value="soon"`},
		{"hours", "zone=Mars/Olympus&always=yes", "A day opens before it closes.", `name="zone"`},
		{"closed", "closed=now&until=someday", "Write the day as 2026-12-24.", `value="someday"`},
		{"medication", "medication.methadone=starts&medication.methadone=excludes", "These do not fit each other.", `value="excludes" checked`},
		{"visit", "bring.words=" + strings.Repeat("a", facility.MaxWords+1), "Use 600 letters or fewer.", "aaaa</textarea>"},
	} {
		for _, do := range []string{doSave, doPreview} {
			page := b.fay.post(b.group(tt.group), tt.form+"&why=Because&do="+do)
			page.says(t, "Nothing is saved yet. Please look at what is marked below.", tt.says)
			if page.StatusCode != http.StatusBadRequest || !strings.Contains(page.body, tt.keeps) || !strings.Contains(page.body, "Because") ||
				!strings.Contains(page.body, `aria-invalid="true"`) {
				t.Errorf("%s %s: %d, or the words are lost", tt.group, tt.form, page.StatusCode)
			}
		}
	}
}

func TestAPreviewShowsTheListingAsSeekersWouldSeeIt(t *testing.T) {
	b := inBureau(t)
	form := "phone=404-555-0199&phone.speaks=es&do="
	page := b.fay.post(b.group("phones"), form+doPreview)
	page.says(t, "This is how the listing will look", "A part of it will be checked before it shows.", "Call (404) 555-0199 They speak: Spanish.")
	page.keepsQuiet(t, "Share this place")
	if !slices.Equal(formIn(page.body)["phone"], []string{"404-555-0199"}) {
		t.Error("what was typed is not carried on")
	}
	b.fay.post(b.group("phones"), form+"form").says(t, "Main number", "Save")
	b.public().keepsQuiet(t, "555-0199")
	b.fay.get(at(editsPath, b.place)).keepsQuiet(t, "Will be checked")
	hidden := b.fay.post(b.group("address"), "street=1+Hidden+Oak+Lane&city=Atlanta&state=GA&zip=30303&withheld=hidden&do="+doPreview)
	hidden.says(t, "The street is kept private")
	if strings.Contains(hidden.body, `<br>`+"1 Hidden") || strings.Contains(hidden.text(), "1 Hidden Oak Lane") {
		t.Error("the preview shows a street that will be hidden")
	}
	carried := regexp.MustCompile(`<input type="hidden" name="(city|state|street|withheld|zip)"`).FindAllString(hidden.body, -1)
	if len(carried) < 5 || !slices.IsSorted(carried) {
		t.Errorf("what was typed is carried on as %q, not in order", carried)
	}
}

func TestWhatIsNotChangedIsConfirmedWhereSomebodySaysSo(t *testing.T) {
	b := inBureau(t)
	form := formIn(b.fay.get(b.group("phones")).body)
	form.Set(confirmField, yes)
	b.saves(b.fay, "phones", form).says(t, "Saved. It shows now.")
	b.public().says(t, "Call (404) 555-0101 From: SAMHSA treatment directory, June 1, 2023. Confirmed by: The place itself, June 1, 2026.")
}

func TestEveryFieldAndEveryServiceCodeCanBeEditedOnOnePage(t *testing.T) {
	onPages := map[facility.Field]int{}
	for _, g := range editGroups {
		for _, f := range g.fields {
			onPages[f]++
		}
		for _, category := range g.categories {
			onPages[facility.CodeField(category)]++
		}
	}
	fields := facility.ClaimedFields()
	for _, category := range facility.Builtin().Categories() {
		fields = append(fields, facility.CodeField(category.Code))
	}
	for _, f := range fields {
		if onPages[f] != 1 {
			t.Errorf("%s is on %d pages", f, onPages[f])
		}
	}
}

func TestAPlaceOfAnotherIsNotThereToEdit(t *testing.T) {
	b := inBureau(t)
	eve := b.asOf(account.Facility, b.organisation(account.Owner, "Another owner"))
	for _, path := range []string{at(editsPath, b.place), b.group("hours"), b.group("nonsense")} {
		if got := eve.get(path); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s is answered %d", path, got.StatusCode)
		}
	}
	if got := eve.post(b.group("hours"), "do=save&walk-in=yes"); got.StatusCode != http.StatusNotFound {
		t.Errorf("another's place is edited: %d", got.StatusCode)
	}
	if got := b.fay.get(b.group("nonsense")); got.StatusCode != http.StatusNotFound {
		t.Errorf("a group that is not there is answered %d", got.StatusCode)
	}
	if got := b.fay.get(groupPath(sample.FivePoints, "hours")); got.StatusCode != http.StatusNotFound {
		t.Errorf("a place that is not there is answered %d", got.StatusCode)
	}
}

func TestServicesThatAPlaceDoesNotHaveAreFoldedInALongForm(t *testing.T) {
	b := inBureau(t)
	b.saves(b.fay, "payment", url.Values{answerName("SF"): {yes}})
	folds := func(page answer, code string) bool {
		before, _, found := strings.Cut(page.body, `name="`+answerName(code)+`"`)
		if !found {
			t.Errorf("%s is not in the form", code)
		}
		return strings.Count(before, "<details") > strings.Count(before, "</details>")
	}
	page := b.fay.get(b.group("payment"))
	for code, folded := range map[string]bool{"MD": false, "SF": false, "OSF": true, "SS": false} {
		if folds(page, code) != folded {
			t.Errorf("%s: folded is %v", code, !folded)
		}
	}
	page.says(t, "19 more: no, or not said")
	if folds(b.fay.post(b.group("payment"), answerName("OSF")+"=yes&do=form"), "OSF") {
		t.Error("what was answered in the fold is folded away when the form comes again")
	}
}
