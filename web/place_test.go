package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"haven/internal/geo"
)

func TestACityPageTellsWhatIsThere(t *testing.T) {
	page := serve(t, config()).get("/in/ga/atlanta")
	page.says(t,
		"Help for drug or alcohol use in Atlanta, GA",
		"4 places are in Atlanta, GA. 5 places are within 25 miles of Atlanta.",
		"Methadone 1 place",
		"See all 5 places",
		"Peach Street Recovery",
		"Cities near Atlanta Decatur 1 place",
	)
	if got := title.FindStringSubmatch(page.body)[1]; got != "Help for drug or alcohol use in Atlanta, GA – Haven" {
		t.Errorf("the title is %q", got)
	}
}

func TestButtonsOfAPlaceSearchThere(t *testing.T) {
	s := serve(t, config())
	for path, form := range map[string]string{
		"/in/ga/atlanta": "near=Atlanta, GA&code=MU", "/in/ga/fulton-county": "near=Fulton County, GA&code=MU", "/in/ga": "near=Georgia&code=MU",
	} {
		near, _, _ := strings.Cut(strings.TrimPrefix(form, "near="), "&")
		page := s.get(path).body
		for _, part := range []string{`method="post" action="/search"`, `name="near" value="` + near + `"`, `name="code" value="MU"`} {
			if !strings.Contains(page, part) {
				t.Errorf("%s lacks %s", path, part)
			}
		}
		s.search(form).says(t, "1 place")
	}
}

func TestACountyAndAStatePageLeadOn(t *testing.T) {
	s := serve(t, config())
	s.get("/in/ga/fulton-county").says(t, "3 places are in Fulton County, GA.", "Some of the places", "Cities in Fulton County, GA Atlanta 4 places")
	s.get("/in/ga").says(t, "6 places are in Georgia.", "Counties Bibb County 1 place DeKalb County 1 place Fulton County 3 places",
		"Cities in Georgia Atlanta 4 places Decatur 1 place Macon 1 place")
	s.get("/in").says(t, "Places by state", "Alabama 1 place Alaska 1 place Georgia 6 places Texas 2 places")
}

func TestAPlaceHasOneAddress(t *testing.T) {
	s := serve(t, config())
	for path, want := range map[string]string{
		"/in/GA":                    "/in/ga",
		"/in/georgia/Atlanta":       "/in/ga/atlanta",
		"/in/mo/saint-louis":        "/in/mo/st-louis",
		"/in/la/orleans-county":     "/in/la/orleans-parish",
		"/in/nv/carson-city-county": "/in/nv/carson-city",
		"/in/pr/A%C3%B1asco":        "/in/pr/anasco",
		"/es/in/GA":                 "/es/in/ga",
	} {
		page := s.get(path)
		if page.StatusCode != http.StatusMovedPermanently || page.address() != want {
			t.Errorf("%s is answered %d and leads to %q, want %q", path, page.StatusCode, page.address(), want)
		}
	}
}

func TestAPlaceNobodyKnowsLeadsToThoseCalledLikeIt(t *testing.T) {
	s := serve(t, config())
	page := s.get("/in/ga/atlenta")
	if page.StatusCode != http.StatusNotFound || !strings.Contains(page.body, `href="/in/ga/atlanta"`) {
		t.Errorf("status %d:\n%s", page.StatusCode, page.text())
	}
	page.says(t, "We do not know this place", "Did you mean Atlanta, GA", "Where?", "Call 911")
	for _, path := range []string{"/in/xx", "/in/ga/%00", "/in/-/-", "/in/ga/" + strings.Repeat("a", 2000), "/in/ga/a/b"} {
		if page := s.get(path); page.StatusCode != http.StatusNotFound {
			t.Errorf("%.40s is answered %d", path, page.StatusCode)
		}
	}
}

func TestAPlaceWithoutHelpLeadsToTheNearestAndIsKeptOut(t *testing.T) {
	s := serve(t, config())
	for _, path := range []string{"/in/hi/lihue", "/in/hi", "/in/hi/kauai-county"} {
		page := s.get(path)
		page.says(t, "We know of no place in", "The nearest one is in")
		page.keepsQuiet(t, `rel="canonical"`, `name="code"`)
		if !strings.Contains(page.Header.Get("X-Robots-Tag"), "noindex") {
			t.Errorf("%s is not kept out of search engines", path)
		}
	}
}

func TestSearchEnginesAreToldOfPublicPagesAlone(t *testing.T) {
	s := serve(t, config())
	for _, path := range []string{"/", "/about", "/ranking", "/privacy", "/in", "/in/ga", "/in/ga/atlanta"} {
		for _, lang := range []string{"en", "es"} {
			page := s.get(prefix(lang) + path)
			for _, part := range []string{
				`<link rel="canonical" href="https://haven.example` + prefix(lang) + path + `">`,
				`<link rel="alternate" hreflang="x-default" href="https://haven.example` + path + `">`,
				`<link rel="alternate" hreflang="en" href="https://haven.example` + path + `">`,
				`<link rel="alternate" hreflang="es" href="https://haven.example/es` + path + `">`,
				`<meta name="description" content="`,
			} {
				if !strings.Contains(page.body, part) {
					t.Errorf("%s lacks %s", prefix(lang)+path, part)
				}
			}
			if page.Header.Get("X-Robots-Tag") != "" {
				t.Errorf("%s is kept out", path)
			}
		}
	}
	for _, page := range []answer{s.search("near=30303"), s.get("/nowhere"), s.get("/s/gone"), s.get("/in/ga/atlenta")} {
		page.keepsQuiet(t, `rel="canonical"`, `name="description"`, `rel="alternate"`)
		if !strings.Contains(page.Header.Get("X-Robots-Tag"), "noindex") {
			t.Errorf("a page is not kept out: %s", page.text())
		}
	}
}

func TestTheTrailIsDataForSearchEngines(t *testing.T) {
	page := serve(t, config()).get("/es/in/ga/atlanta")
	data := strings.TrimSuffix(strings.TrimPrefix(jsonld.FindString(page.body), `<script type="application/ld+json">`), "</script>")
	var told breadcrumbs
	if err := json.Unmarshal([]byte(data), &told); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	var items []string
	for i, b := range told.Items {
		if items = append(items, b.Item); b.Position != i+1 || b.Type != "ListItem" || b.Name == "" {
			t.Errorf("step %d is %+v", i, b)
		}
	}
	base := "https://haven.example/es/"
	want := []string{base, base + "in", base + "in/ga", base + "in/ga/fulton-county", base + "in/ga/atlanta"}
	if told.Type != "BreadcrumbList" || told.Context != "https://schema.org" || !slices.Equal(items, want) {
		t.Errorf("the trail is %+v", told)
	}
}

// A button of a page searches near its name: that must mean the place.
func TestANameMeansThePlaceOfThePage(t *testing.T) {
	g := geo.Default()
	for _, p := range append(g.States(), g.Cities()...) {
		if found, err := g.Find(p.Name); err != nil || g.Slug(found) != g.Slug(p) {
			t.Errorf("%s leads to %s, %v", p.Name, found.Name, err)
		}
	}
}
