package web

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

var (
	buttons = regexp.MustCompile(`<button[^>]*name="change" value="([^"]*)">(.*?)</button>`)
	cards   = regexp.MustCompile(`<h2><a href="([^"]*)">([^<]*)</a></h2>`)
)

// changes are the buttons of a page that change the search: what they send,
// by what they say.
func changes(page answer) map[string]string {
	all := map[string]string{}
	for _, b := range buttons.FindAllStringSubmatch(page.body, -1) {
		label := answer{body: b[2]}.text()
		all[strings.Trim(label, " ×")] = html.UnescapeString(b[1])
	}
	return all
}

func names(page answer) []string {
	var all []string
	for _, c := range cards.FindAllStringSubmatch(page.body, -1) {
		all = append(all, c[2])
	}
	return all
}

func TestASearchTellsHowManyAndWhere(t *testing.T) {
	s := serve(t, config())
	for form, want := range map[string]string{
		"near=30303":                        "5 places within 25 miles of 30303 (Atlanta, GA)",
		"near=30303&radius=5mi":             "4 places within 5 miles of 30303 (Atlanta, GA)",
		"near=30303&radius=40km":            "5 places within 40 km of 30303 (Atlanta, GA)",
		"near=Alaska":                       "1 place in Alaska",
		"near=Fulton County, GA":            "3 places in Fulton County, GA",
		"near=Georgia&radius=any":           "11 places at any distance from Georgia",
		"q=bayou":                           "2 places",
		"near=30303&q=xylophone&radius=5mi": "No places found within 5 miles of 30303 (Atlanta, GA)",
		"q=xylophone":                       "No places found",
	} {
		s.search(form).says(t, want)
	}
}

func TestABodyThatIsNoFormIsRefusedAndListsNothing(t *testing.T) {
	s := serve(t, config())
	for kind, body := range map[string]string{
		"application/json":                `{"near":"30303"}`,
		"multipart/form-data; boundary=x": "--x\r\nContent-Disposition: form-data; name=\"near\"\r\n\r\n30303\r\n--x--\r\n",
		"text/plain":                      "near=30303",
		"":                                "near=30303",
	} {
		r := httptest.NewRequest(http.MethodPost, searchPath, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		page := s.do(r)
		page.says(t, "We could not read that")
		if page.StatusCode != http.StatusUnsupportedMediaType || len(names(page)) > 0 {
			t.Errorf("%q is answered %d with %d places", kind, page.StatusCode, len(names(page)))
		}
	}
	r := httptest.NewRequest(http.MethodPost, searchPath, strings.NewReader("near=30303"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
	if sent := s.do(r); sent.StatusCode != http.StatusSeeOther {
		t.Errorf("a form that names its character set is answered %d", sent.StatusCode)
	}
}

func TestResultsComeNearestFirstAndWithoutWhatIsGone(t *testing.T) {
	got := names(serve(t, config()).search("near=30303"))
	want := []string{"Peach Street Recovery Center", "Grant Park House for Women", "Five Points Methadone Clinic", "Chattahoochee Detox and Recovery", "Decatur Family Counseling"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestACardTellsWhatToKnowBeforeCalling(t *testing.T) {
	page := serve(t, config()).search("near=30303&code=MU&code=BU")
	page.says(t,
		"Peach Street Recovery Center Outpatient Clinic Call (404) 555-0101 less than 0.1 miles away · 101 Sample Street, Atlanta, GA 30303",
		"Has what you asked for: Buprenorphine (Suboxone)",
		"Pregnant or new mothers As of January 2023 (SAMHSA treatment directory) 3 years old",
		"Five Points Methadone Clinic Call (404) 555-0110 about 1 mile away",
		"Has what you asked for: Methadone Also offers",
		"about 4 miles away · 3 Example Road",
		"As of January 2023 (SAMHSA treatment directory) 3 years old",
	)
	if !strings.Contains(html.UnescapeString(page.body), `href="tel:+14045550101"`) {
		t.Error("the number cannot be tapped")
	}
}

func TestACardIsAsOldAsTheOldestFactAskedFor(t *testing.T) {
	s := serve(t, config())
	const itself, directory = "As of May 2026 (The place itself)", "As of January 2023 (SAMHSA treatment directory) 3 years old"
	for form, want := range map[string]string{
		"q=peach street":                 itself, // it has confirmed its number
		"q=peach street&code=MD":         itself, // and that
		"q=peach street&code=MD&code=BU": directory,
	} {
		s.search(form).says(t, want)
	}
}

func TestNoDistanceIsToldFromTheMiddleOfAState(t *testing.T) {
	serve(t, config()).search("near=Georgia").keepsQuiet(t, "away")
}

func TestACardKeepsAWithheldStreet(t *testing.T) {
	page := serve(t, config()).search("near=Atlanta, GA&q=grant park")
	page.says(t, "Atlanta, GA The street is kept private. Call to ask.")
	page.keepsQuiet(t, "Hidden Lane", "30315")
}

func TestWhatIsUnknownIsCountedApart(t *testing.T) {
	page := serve(t, config()).search("near=30303&code=MD")
	page.says(t, "2 places within", "2 more places may fit. Nobody has said if they have: Medicaid.")
}

func TestEachPartOfASearchCanBeTakenOff(t *testing.T) {
	s := serve(t, config())
	const form = "near=30303&q=recovery&code=MD&code=DT&must=OP"
	offered := changes(s.search(form))
	for label, want := range map[string]string{
		"Take off “recovery”":                     "near=30303&code=MD&code=DT&must=OP",
		"Take off Medicaid":                       "near=30303&q=recovery&code=DT&must=OP",
		"Take off Detox (withdrawal care)":        "near=30303&q=recovery&code=MD&must=OP",
		"Take off Outpatient (no overnight stay)": "near=30303&q=recovery&code=MD&code=DT",
		"Take off 30303 (Atlanta, GA)":            "q=recovery&code=MD&code=DT&must=OP",
	} {
		send, ok := offered[label]
		if !ok {
			t.Fatalf("no button says %q: %q", label, offered)
		}
		if got := changed(t, form, send); !same(got, changed(t, want, "")) {
			t.Errorf("%s asks for %+v, want %s", label, got, want)
		}
	}
}

// changed is what the form asks for when a button sends a change.
func changed(t *testing.T, form, send string) ask.Request {
	t.Helper()
	fields, err := url.ParseQuery(form)
	if err != nil {
		t.Fatal(err)
	}
	v := ask.Values(fields)
	v[changeField] = []string{send}
	e, _, err := errandOf(v)
	if err != nil {
		t.Fatal(err)
	}
	return *e.search
}

func same(a, b ask.Request) bool {
	return url.Values(a.Values()).Encode() == url.Values(b.Values()).Encode()
}

func TestAFormAsksForWhatMakesSense(t *testing.T) {
	for form, want := range map[string]ask.Request{
		"near=&radius=50mi&sort=distance&q=": {Facets: "all"},
		"near=30303&radius=50mi&sort=best":   {Near: "30303", Radius: "50mi", Sort: "best", Facets: "all"},
		"near=&q=&sort=best":                 {Facets: "all"},
		"q=hope&sort=best":                   {Q: "hope", Sort: "best", Facets: "all"},
		"near= 30303 &code=MD&code=MC":       {Near: "30303", Code: []string{"MD", "MC"}, Facets: "all"},
	} {
		if got := changed(t, form, ""); !same(got, want) {
			t.Errorf("%s asks for %+v, want %+v", form, got, want)
		}
	}
}

func TestASearchThatFindsNothingOffersOneThatDoes(t *testing.T) {
	s := serve(t, config())
	const form = "near=30303&code=MU&code=PW&radius=5mi"
	page := s.search(form)
	page.says(t, "No places found", "What would find more", "1-800-662-4357")
	offered := changes(page)
	for label, total := range map[string]string{
		"Leave out “Methadone” 1 place":               "1 place within",
		"Leave out “Pregnant or new mothers” 1 place": "1 place within",
	} {
		if offered[label] == "" {
			t.Fatalf("no button says %q: %q", label, offered)
		}
		s.press(form, offered[label]).says(t, total)
	}
}

func TestRelaxationsInWords(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	about := func(kind ask.RelaxationKind, label string) ask.Relaxation {
		return ask.Relaxation{Kind: kind, Label: ask.Label{English: label}, Change: map[string]string{"radius": label}}
	}
	for _, test := range []struct {
		relaxation ask.Relaxation
		want       string
	}{
		{about(ask.RelaxRadius, "50mi"), "Look within 50 miles"},
		{about(ask.RelaxAnywhere, "Any distance"), "Any distance, nearest first"},
		{about(ask.RelaxService, "Buprenorphine"), "Look for Buprenorphine instead"},
		{about(ask.RelaxText, "hope"), "Leave out the words “hope”"},
		{about(ask.RelaxFilter, "Medicaid"), "Leave out “Medicaid”"},
		{about(ask.RelaxState, "Georgia"), "Look in all of Georgia"},
	} {
		if got := say.relaxation(test.relaxation); got != test.want {
			t.Errorf("%s is %q, want %q", test.relaxation.Kind, got, test.want)
		}
	}
	for _, kind := range ask.RelaxationKinds() {
		if text := say.relaxation(about(kind, "x")); !strings.Contains(text, "x") {
			t.Errorf("a %s relaxation reads %q", kind, text)
		}
	}
}

func TestACardTellsOfWhatWasAskedForInItsWords(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	asked, err := ask.Resolve(ask.Request{Q: "suboxone", Must: []string{"MD"}, Code: []string{"MU", "BU"}}, geo.Default(), say.tax)
	if err != nil {
		t.Fatal(err)
	}
	matched, unknown := say.fit(asked.Understood.Parts, facility.Hit{Matched: []string{"BU", "BUM"}, Unknown: []string{"MD", "MU"}})
	want := []string{"Buprenorphine (Suboxone)"}
	if !slices.Equal(matched, want) || !slices.Equal(unknown, []string{"Medicaid"}) {
		t.Errorf("matched %q, unknown %q", matched, unknown)
	}
}

func TestWordsOfDangerComeBeforeAnyResult(t *testing.T) {
	s := serve(t, config())
	for _, test := range []struct{ q, says string }{
		{"my friend overdosed", "Call 911 now"},
		{"i want to kill myself", "Call or text 988 now"},
	} {
		page := s.search("near=30303&q=" + url.QueryEscape(test.q))
		page.says(t, test.says)
		if danger, heading := strings.Index(page.body, `class="danger`), strings.Index(page.body, "<h1>"); danger < 0 || danger > heading {
			t.Errorf("%q: the danger does not come first", test.q)
		}
	}
	if page := s.search("near=30303&q=overdose+education"); strings.Contains(page.body, `class="danger`) {
		t.Error("a class is taken for a danger")
	}
}

func TestWhatWasUnderstoodCanBeTakenOff(t *testing.T) {
	s := serve(t, config())
	const form = "q=methadone+near+30303+that+takes+medicaid"
	chips := changes(s.search(form))
	for _, label := range []string{"Take off Methadone", "Take off Medicaid", "Take off 30303 (Atlanta, GA)"} {
		if chips[label] == "" {
			t.Errorf("no chip says %q: %q", label, chips)
		}
	}
	without := changes(s.press(form, chips["Take off Medicaid"]))
	if without["Take off Medicaid"] != "" || without["Take off Methadone"] == "" {
		t.Errorf("taking Medicaid off leaves %q", without)
	}
}

func TestAPlaceThatIsNotKnownIsAskedAgain(t *testing.T) {
	s := serve(t, config())
	page := s.search("near=Alanta&code=MD&q=clinic")
	if page.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d, want 400", page.StatusCode)
	}
	page.says(t, "We do not know a place called “Alanta”", "Did you mean", "Atlanta, GA")
	for _, kept := range []string{`value="Alanta" aria-invalid="true"`, `name="q" maxlength="200" value="clinic"`, `type="hidden" name="code" value="MD"`} {
		if !strings.Contains(page.body, kept) {
			t.Errorf("the form does not keep %s:\n%s", kept, page.body)
		}
	}
	s.press("near=Alanta&code=MD", changes(page)["Atlanta, GA"]).says(t, "2 places within 25 miles of Atlanta, GA")
}

func TestAnAmbiguousPlaceOffersTheOthers(t *testing.T) {
	s := serve(t, config())
	page := s.search("near=Springfield")
	page.says(t, "Springfield, MO", "Or did you mean")
	s.press("near=Springfield", changes(page)["Springfield, IL"]).says(t, "of Springfield, IL")
}

func TestWithoutAPlaceTheFormAsksForOne(t *testing.T) {
	page := serve(t, config()).search("code=MU")
	page.says(t, "3 places", "Tell us where, to see the nearest places first.")
	if !strings.Contains(page.body, `<details class="change" open>`) {
		t.Error("the boxes are folded away")
	}
}

func TestTheAddressOfTheFormLeadsHome(t *testing.T) {
	page := serve(t, config()).get("/search?near=30303")
	if page.StatusCode != http.StatusSeeOther || page.Header.Get("Location") != "/" {
		t.Errorf("status %d to %q, want 303 to /", page.StatusCode, page.Header.Get("Location"))
	}
}

func TestPagesOfResults(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	page := func(n int) facility.Query { return facility.Query{Page: n, PerPage: 20} }
	for _, test := range []struct {
		query                facility.Query
		total                int
		here, previous, next string
	}{
		{page(1), 0, "", "", ""},
		{page(1), 20, "", "", ""},
		{page(1), 21, "Page 1 of 2", "", "page=2"},
		{page(2), 21, "Page 2 of 2", "page=1", ""},
		{page(2), 12744, "Page 2 of 638", "page=1", "page=3"},
		{page(9), 41, "Page 9 of 3", "page=3", ""},
	} {
		p := newPaging(say, test.query, test.total)
		if p.Here != test.here || send(p.Previous) != test.previous || send(p.Next) != test.next {
			t.Errorf("page %d of %d is %q, %q, %q", test.query.Page, test.total, p.Here, send(p.Previous), send(p.Next))
		}
	}
}

func send(c *change) string {
	if c == nil {
		return ""
	}
	return c.Send
}

func TestASearchThatFindsSomethingOffersNoChange(t *testing.T) {
	found, err := newServer(t, config()).find(context.Background(), ask.Request{Near: "30303"}, facility.Builtin())
	if err != nil || found.results.Total != 5 || found.relaxations != nil {
		t.Errorf("found %+v, %v", found, err)
	}
}
