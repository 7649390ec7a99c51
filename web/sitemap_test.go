package web

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
	"testing"

	"haven/internal/sample"
)

// readXML is the addresses in a file of a site map.
func readXML(t *testing.T, file answer) []string {
	t.Helper()
	type located struct {
		Loc string `xml:"loc"`
	}
	var all struct {
		Parts []located `xml:"sitemap"`
		URLs  []located `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(file.body), &all); err != nil || file.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v:\n%s", file.StatusCode, err, file.body)
	}
	var locs []string
	for _, l := range append(all.Parts, all.URLs...) {
		locs = append(locs, l.Loc)
	}
	return locs
}

const siteBase = "https://haven.example"

// mappedPages are all addresses of the site map, by way of its index.
func mappedPages(t *testing.T, s site) []string {
	var all []string
	for _, part := range readXML(t, s.get(sitemapPath)) {
		pages := readXML(t, s.get(strings.TrimPrefix(part, siteBase)))
		if len(pages) > 50_000 {
			t.Errorf("%s has %d addresses", part, len(pages))
		}
		all = append(all, pages...)
	}
	return all
}

func TestTheSiteMapListsWhatCanBeFound(t *testing.T) {
	all := mappedPages(t, serve(t, config()))
	for _, path := range []string{"/", "/about", "/in", "/in/ga", "/in/ga/atlanta", "/in/ga/fulton-county", "/facility/" + sample.PeachStreet} {
		for _, lang := range []string{"", "/es"} {
			if !slices.Contains(all, siteBase+lang+path) {
				t.Errorf("it lacks %s", lang+path)
			}
		}
	}
	for _, path := range []string{"/in/hi", "/facility/" + sample.OldMill} {
		if slices.Contains(all, siteBase+path) {
			t.Errorf("it lists %s", path)
		}
	}
	slices.Sort(all)
	if once := slices.Compact(slices.Clone(all)); len(once) != len(all) {
		t.Errorf("%d of %d addresses are there twice", len(all)-len(once), len(all))
	}
}

func TestAllThatTheSiteMapListsIsThere(t *testing.T) {
	s := serve(t, config())
	for _, address := range mappedPages(t, s) {
		page := s.get(strings.TrimPrefix(address, siteBase))
		if page.StatusCode != http.StatusOK || page.Header.Get("X-Robots-Tag") != "" {
			t.Errorf("%s is answered %d, %q", address, page.StatusCode, page.Header.Get("X-Robots-Tag"))
		}
		if !strings.Contains(page.body, `<link rel="canonical" href="`+address+`">`) {
			t.Errorf("%s has another address of its own", address)
		}
	}
}

func TestAPartNamesAllVersionsOfAPage(t *testing.T) {
	part := serve(t, config()).get("/sitemap/ga-1.xml")
	for _, text := range []string{
		`<url><loc>https://haven.example/es/in/ga/atlanta</loc>` +
			`<xhtml:link rel="alternate" hreflang="en" href="https://haven.example/in/ga/atlanta"></xhtml:link>` +
			`<xhtml:link rel="alternate" hreflang="es" href="https://haven.example/es/in/ga/atlanta"></xhtml:link></url>`,
		`<loc>https://haven.example/facility/` + sample.PeachStreet + `</loc><lastmod>20`,
	} {
		if !strings.Contains(part.body, text) {
			t.Errorf("it lacks %s:\n%s", text, part.body)
		}
	}
}

func TestPartsThatAreNotThere(t *testing.T) {
	s := serve(t, config())
	for _, name := range []string{"ga-0.xml", "ga-2.xml", "ga.xml", "ga--1.xml", "ga-99999999999999999999.xml", "GA-1.xml", "xx-1.xml", "hi-1.xml", "..xml"} {
		if part := s.get(sitemapParts + name); part.StatusCode != http.StatusNotFound {
			t.Errorf("%s is answered %d", name, part.StatusCode)
		}
	}
}

func TestSearchEnginesAreAskedToLeaveSearchesAlone(t *testing.T) {
	s := serve(t, config())
	robots := s.get("/robots.txt").body
	for _, line := range []string{
		"User-agent: *", "Disallow: /api/", "Disallow: /search", "Disallow: /es/search", "Disallow: /s/", "Disallow: /es/s/", "Disallow: /list/",
		"Sitemap: https://haven.example/sitemap.xml",
	} {
		if !strings.Contains(robots, line+"\n") {
			t.Errorf("it lacks %q:\n%s", line, robots)
		}
	}
	for _, address := range mappedPages(t, s) {
		for _, path := range private {
			if strings.HasPrefix(address, siteBase+path) || strings.HasPrefix(address, siteBase+"/es"+path) {
				t.Errorf("%s is listed and kept out", address)
			}
		}
	}
}
