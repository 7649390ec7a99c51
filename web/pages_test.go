package web

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/sample"
)

// everyPage is each page in each of its states.
func everyPage(s, faulty site) map[string]answer {
	found, list := s.send("near=30303").address(), s.list(sample.PeachStreet, sample.GrantPark, "hvn9999999")
	peach := facilityPath(sample.PeachStreet)
	return map[string]answer{
		"home":                    s.get("/"),
		"about":                   s.get("/about"),
		"what counts as open":     s.get(openMeansPath),
		"ranking":                 s.get("/ranking"),
		"privacy":                 s.get("/privacy"),
		"missing":                 s.get("/no-such-page"),
		"not to be deleted":       s.ask(http.MethodDelete, "/about"),
		"everything":              s.search(""),
		"near":                    s.search("near=Atlanta, GA&radius=any&sort="),
		"inside a state":          s.search("near=Georgia"),
		"filtered":                s.search("near=30303&code=MD&code=MC&code=DT&must=OP&q=recovery"),
		"found nothing":           s.search("near=30303&q=nowhere&code=PW"),
		"beyond the last page":    s.search("near=30303&page=7"),
		"unknown place":           s.search("near=Alanta&code=MD"),
		"ambiguous place":         s.search("near=Springfield"),
		"unknown code":            s.search("code=XYZ"),
		"states":                  s.get("/in"),
		"a state":                 s.get("/in/ga"),
		"a county":                s.get("/in/ga/fulton-county"),
		"a city":                  s.get("/in/ga/atlanta"),
		"a city without help":     s.get("/in/hi/lihue"),
		"no such city":            s.get("/in/ga/atlenta"),
		"no longer kept":          s.get("/s/gone"),
		"unknown change":          s.press("near=30303", "%zz"),
		"confirmed and answered":  s.get("/facility/" + sample.PeachStreet),
		"hardly known":            s.get("/facility/" + sample.FivePoints),
		"withheld":                s.get("/facility/" + sample.GrantPark),
		"in conflict":             s.get("/facility/" + sample.MagicCity),
		"gone":                    s.get("/facility/" + sample.OldMill),
		"no such facility":        s.get("/facility/hvn9999999"),
		"kept from a search":      s.post(found+peach, "add="+sample.PeachStreet),
		"seen from a search":      s.get(found + peach),
		"seen from a list":        s.get(list + peach),
		"a list":                  s.get(list),
		"a list in another order": s.post(list, "raise="+sample.GrantPark),
		"a list of none":          s.post(s.list(sample.PeachStreet), "remove="+sample.PeachStreet),
		"a comparison":            s.get(list + comparePath),
		"a list no longer kept":   s.get("/list/gone"),
		"what is wrong":           s.get(peach + reportPath),
		"wrong without a reason":  s.post(peach+reportPath, "words=It is a bakery."),
		"told at length":          s.post(peach+reportPath, "reason=closed&words="+strings.Repeat("ha ", 300)),
		"told":                    s.post(peach+reportPath, "reason=closed"),
		"our fault":               faulty.search("near=30303"),
	}
}

var (
	title = regexp.MustCompile(`<title>(.*)</title>`)
	// Data in JSON is not run.
	jsonld = regexp.MustCompile(`<script type="application/ld\+json">[^<]*</script>`)
	inline = regexp.MustCompile(`<script>|<script type="[^"]*javascript|<style| style=| on[a-z]+=|javascript:`)
	// What is typed here no speller or writing help on the web is to see.
	box    = regexp.MustCompile(`<(?:input|textarea)[^>]* name="(?:near|q|words)"[^>]*>`)
	unseen = `spellcheck="false" writingsuggestions="false"`
	loaded = regexp.MustCompile(`<(?:link rel="(?:icon|stylesheet)"|img|script|iframe)[^>]* (?:src|href)="([^"]*)"`)
)

func TestEveryPage(t *testing.T) {
	cfg := config()
	cfg.Demo = true
	faulty := cfg
	faulty.Searcher = broken{}
	for name, page := range everyPage(serve(t, cfg), serve(t, faulty)) {
		t.Run(name, func(t *testing.T) {
			if err := wellFormed(page.body); err != nil {
				t.Errorf("not well-formed: %v\n%s", err, page.body)
			}
			page.says(t, "Call 911", "Call 988", "Text 988", "1-800-662-4357", "every place shown here is made up")
			page.keepsQuiet(t, "ZgotmplZ", "%!", "&lt;no value", "<no value")
			if n := strings.Count(page.body, "<h1>"); n != 1 {
				t.Errorf("%d headings of the first level, want 1", n)
			}
			if found := inline.FindString(jsonld.ReplaceAllString(page.body, "")); found != "" {
				t.Errorf("inline code: %s", found)
			}
			for _, field := range box.FindAllString(page.body, -1) {
				if !strings.Contains(field, unseen) && !strings.Contains(field, `type="hidden"`) {
					t.Errorf("a browser may send elsewhere what is typed into %s", field)
				}
			}
			for _, file := range loaded.FindAllStringSubmatch(page.body, -1) {
				if !strings.HasPrefix(file[1], "/assets/") && !strings.HasSuffix(file[1], qrPath) {
					t.Errorf("the page loads %s", file[1])
				}
			}
			if got := page.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control is %q, want no-store", got)
			}
			if got := page.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
				t.Errorf("Content-Type is %q", got)
			}
			if cookies := page.Cookies(); len(cookies) > 0 {
				t.Errorf("the page sets %v", cookies)
			}
		})
	}
}

func TestOnlyTheDemoSaysThatItIsMadeUp(t *testing.T) {
	serve(t, config()).get("/").keepsQuiet(t, "made up")
}

func TestNoTitleTellsWhatSomebodyLookedFor(t *testing.T) {
	s := serve(t, config())
	for _, form := range []string{"near=30303&code=MD&q=hope", "near=Alanta", "near=30303&q=nowhere"} {
		if got := title.FindStringSubmatch(s.search(form).body); got[1] != "Search results – Haven" {
			t.Errorf("%s has the title %q", form, got[1])
		}
	}
}

func TestHomeOffersWhatPeopleAskForMost(t *testing.T) {
	page := serve(t, config()).get("/")
	page.says(t, "Where?", "What do you need?", "Methadone", "Buprenorphine (Suboxone)", "Detox (withdrawal care)",
		"Live-in treatment", "Medicaid", "Pregnant or new mothers")
	if !strings.Contains(page.body, `<form class="ask" method="post" action="/search" autocomplete="off">`) {
		t.Error("the search form does not post")
	}
}

func TestFailuresSayWhatToDo(t *testing.T) {
	cfg := config()
	s := serve(t, cfg)
	cfg.Searcher = broken{}
	faulty := serve(t, cfg)
	for _, test := range []struct {
		name   string
		page   answer
		status int
		says   string
	}{
		{"a page that is not there", s.get("/nowhere"), http.StatusNotFound, "This page is not here"},
		{"a facility that is not there", s.get("/facility/nowhere"), http.StatusNotFound, "Start a new search"},
		{"an old file", s.get("/assets/site.0000000000000000.css"), http.StatusNotFound, "This page is not here"},
		{"a fault of ours", faulty.search("near=30303"), http.StatusInternalServerError, "This is our fault, not yours."},
		{"a method it does not take", s.ask(http.MethodDelete, "/about"), http.StatusMethodNotAllowed, "That cannot be done here"},
		{"a form with unknown fields", s.search("nearby=30303"), http.StatusBadRequest, "We could not read that"},
	} {
		if test.page.StatusCode != test.status {
			t.Errorf("%s: status %d, want %d", test.name, test.page.StatusCode, test.status)
		}
		test.page.says(t, test.says)
		test.page.keepsQuiet(t, "on fire")
	}
}

func TestAMethodThatAPageDoesNotTakeIsRefusedWithThoseItTakes(t *testing.T) {
	s := serve(t, config())
	for _, test := range []struct{ method, path, allow string }{
		{http.MethodDelete, "/about", "GET, HEAD"},
		{http.MethodPost, "/es/about", "GET, HEAD"},
		{http.MethodPut, searchPath, "GET, HEAD, POST"},
		{"PROPFIND", "/", "GET, HEAD"},
		{http.MethodGet, foundPath + "gone" + mapPath, "POST"},
	} {
		page := s.ask(test.method, test.path)
		if got := page.Header.Get("Allow"); page.StatusCode != http.StatusMethodNotAllowed || got != test.allow {
			t.Errorf("%s %s: %d, Allow %q, want %q", test.method, test.path, page.StatusCode, got, test.allow)
		}
		if got := page.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s %s is answered in %q", test.method, test.path, got)
		}
	}
}

func TestNoDeadEndIsWithoutASearch(t *testing.T) {
	cfg := config()
	s := serve(t, cfg)
	cfg.Searcher = broken{}
	for path, page := range map[string]answer{
		"a missing page":            s.get("/nowhere"),
		"a facility that is gone":   s.get("/facility/nowhere"),
		"an unreadable request":     s.search("nearby=30303"),
		"a wrong method":            s.ask(http.MethodDelete, "/about"),
		"a search no longer kept":   s.get("/s/gone"),
		"a list no longer kept":     s.get("/list/gone"),
		"a place that is not known": s.get("/in/ga/atlenta"),
	} {
		if !strings.Contains(page.body, `<form class="ask" method="post" action="/search"`) {
			t.Errorf("%s leads nowhere", path)
		}
	}
	if strings.Contains(serve(t, cfg).search("near=30303").body, `name="near"`) {
		t.Error("who could not search is asked to search")
	}
}

func TestAFaultOfOursCanBeFoundInTheLog(t *testing.T) {
	cfg := config()
	cfg.Searcher = broken{}
	page := serve(t, cfg).search("near=30303")
	page.says(t, page.Header.Get("X-Request-Id"))
}

func TestAnUnlikelyStatusHasWordsToo(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for status, want := range map[int]string{418: "We could not read that", 429: "Too many requests", 503: "This took too long", 507: "Something went wrong"} {
		if got := newFailure(say, status, "").Heading; got != want {
			t.Errorf("%d is %q, want %q", status, got, want)
		}
	}
	if newFailure(say, 404, "id").RequestID != "" {
		t.Error("a missing page shows a request id")
	}
}

func TestAssetsAreKeptForEverUnderTheirHash(t *testing.T) {
	s := serve(t, config())
	for _, file := range loaded.FindAllStringSubmatch(s.get("/").body, -1) {
		asset := s.get(file[1])
		if got := asset.Header.Get("Cache-Control"); asset.StatusCode != http.StatusOK || !strings.Contains(got, "immutable") {
			t.Errorf("%s: status %d, Cache-Control %q", file[1], asset.StatusCode, got)
		}
		kind, _, _ := strings.Cut(asset.Header.Get("Content-Type"), ";")
		if !slices.Contains([]string{"text/css", "text/javascript", "image/svg+xml"}, kind) {
			t.Errorf("%s is of type %q", file[1], kind)
		}
	}
	if hashed("site.css", []byte("a")) == hashed("site.css", []byte("b")) {
		t.Error("a changed file keeps its address")
	}
}
