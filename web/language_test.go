package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/sample"
	"haven/web/messages"
)

func TestTheLanguageIsThatOfTheAddress(t *testing.T) {
	s := newServer(t, config())
	for path, want := range map[string][2]string{
		"/":                  {"en", "/"},
		"/about":             {"en", "/about"},
		"/es":                {"es", "/"},
		"/es/":               {"es", "/"},
		"/es/about":          {"es", "/about"},
		"/es/s/token":        {"es", "/s/token"},
		"/espanol":           {"en", "/espanol"},
		"/en/about":          {"en", "/en/about"},
		"//evil.example":     {"en", "/evil.example"},
		"/es//evil.example":  {"es", "/evil.example"},
		"///es//es/nowhere/": {"es", "/es/nowhere"},
		"":                   {"en", "/"},
	} {
		if lang, here := s.parse(path); lang != want[0] || here != want[1] {
			t.Errorf("%q is %q in %q, want %q in %q", path, here, lang, want[1], want[0])
		}
	}
}

// switched is where the link to the other language leads.
var switched = regexp.MustCompile(`<a href="([^"]*)" lang="([a-z]+)" hreflang="[a-z]+">`)

func TestEveryPageLeadsToItselfInTheOtherLanguage(t *testing.T) {
	s := serve(t, config())
	found := s.send("near=30303&code=MD").address()
	for _, path := range []string{"/", "/about", "/no-such-page", "/s/gone", "/facility/" + sample.PeachStreet, found} {
		english, spanish := s.get(path), s.get("/es"+path)
		if english.StatusCode != spanish.StatusCode {
			t.Errorf("%s is %d in English, %d in Spanish", path, english.StatusCode, spanish.StatusCode)
		}
		for _, test := range []struct {
			page             answer
			lang, leads, sub string
		}{{english, "en", "/es" + path, "es"}, {spanish, "es", path, "en"}} {
			if !strings.Contains(test.page.body, `<html lang="`+test.lang+`">`) {
				t.Errorf("%s does not say that it is in %q", path, test.lang)
			}
			link := switched.FindStringSubmatch(test.page.body)
			if link == nil || link[1] != test.leads || link[2] != test.sub {
				t.Errorf("%s in %q leads to %q, want %q", path, test.lang, link, test.leads)
			}
		}
	}
}

func TestSwitchingTheLanguageKeepsTheSearch(t *testing.T) {
	s := serve(t, config())
	english := s.search("near=30303&code=MD")
	spanish := s.get(switched.FindStringSubmatch(english.body)[1])
	english.says(t, "within 25 miles of 30303")
	spanish.says(t, "30303", "Medicaid", "Resultados")
}

func TestASpanishSearchIsAnsweredInSpanish(t *testing.T) {
	s := serve(t, config())
	if got := s.in("es").send("near=30303").address(); !strings.HasPrefix(got, "/es/s/") {
		t.Errorf("a Spanish search leads to %q", got)
	}
	if got := s.get("/es/search").address(); got != "/es/" {
		t.Errorf("the address of the Spanish form leads to %q", got)
	}
	if got := s.get("/es/facility/hvnmerged1").address(); got != "/es/facility/"+sample.PeachStreet {
		t.Errorf("a merged id leads to %q", got)
	}
}

// ours are the addresses that a page leads to or posts to.
var ours = regexp.MustCompile(`(?:href|action)="(/[^"]*)"`)

func TestNoLinkOfASpanishPageLeadsToEnglish(t *testing.T) {
	s, faulty := spanish(t)
	for name, page := range everyPage(s, faulty) {
		for _, link := range ours.FindAllStringSubmatch(switched.ReplaceAllString(page.body, ""), -1) {
			if !strings.HasPrefix(link[1], "/es/") && !strings.HasPrefix(link[1], "/assets/") {
				t.Errorf("%s leads to %s", name, link[1])
			}
		}
	}
}

func TestEverySpanishPageSaysWhomToCall(t *testing.T) {
	s, faulty := spanish(t)
	for name, page := range everyPage(s, faulty) {
		t.Run(name, func(t *testing.T) {
			page.says(t, "Llame al 911", "Llame: 988, oprima 2", "Texto: AYUDA al 988", "1-800-662-4357")
		})
	}
}

// spanish is the site in Spanish, and another whose searches fail.
func spanish(t *testing.T) (s, faulty site) {
	cfg := config()
	s = serve(t, cfg).in("es")
	cfg.Searcher = broken{}
	return s, serve(t, cfg).in("es")
}

// notPages are routes to what has no language.
var notPages = []string{assetsPath + ":name", piecePath, "/robots.txt", sitemapPath, sitemapParts + ":part"}

func TestEveryRouteIsWalkedInBothLanguages(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		s := serve(t, config()).in(lang)
		everyPage(s, s)
		s.get(searchPath)
		s.get(facilityPath(sample.PeachStreet) + qrPath)
		s.mapOf("near=30303", "")
		for _, route := range s.app.GetRoutes(true) {
			in, _ := (&Server{languages: map[string]*messages.Catalogue{"es": {}}}).parse(route.Path)
			if in == lang && route.Method != "HEAD" && !slices.Contains(notPages, route.Path) && !s.walked[route.Method+" "+route.Path] {
				t.Errorf("%s %s is not among the pages that are tested", route.Method, route.Path)
			}
		}
	}
}
