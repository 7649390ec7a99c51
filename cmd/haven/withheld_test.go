package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store/storetest"
)

// Three places of one register, of which the first hides its street later.
const (
	shelters = `name,street,suite,city,zip,lat,lon,phone
Wren House,417 Umbrage Hollow Lane,Suite 9Q,Atlanta,30317,33.75613,-84.31207,404-555-0121
Alder Clinic,1 Oak Street,,Atlanta,30303,33.75312,-84.39011,404-555-0122
Birch Clinic,2 Elm Street,,Macon,31201,32.83712,-83.62811,478-555-0123
`
	sheltersMapping = `source: shelters
complete: true
fields: {name: name, street: street, suite: suite, city: city, state: {value: GA}, zip: zip, latitude: lat, longitude: lon, phone: phone}
always: [SA, HH]
`
)

// hiddenPoint is where the street of Wren House is.
var hiddenPoint = geo.Point{Lat: 33.75613, Lon: -84.31207}

// secrets are what tells where Wren House is, in small letters.
var secrets = []string{"umbrage", "hollow", "suite 9q", "30317", "dekalb", "33.756", "-84.312", "84.31207"}

// shelter is a running program whose directory has a place that hides its
// street.
type shelter struct {
	*server
	id string
}

func withhold(t *testing.T, h *haven) *shelter {
	t.Helper()
	h.must("import", "csv", "--published", "2026-05-01", "--map", file(t, "shelters.yaml", []byte(sheltersMapping)), file(t, "shelters.csv", []byte(shelters)))
	s := &shelter{server: h.start("serve")}
	before := s.search("q=Wren+House")
	if before.Total != 1 || s.search("q=Umbrage+Hollow").Total != 1 {
		t.Fatalf("before it is hidden, the place is not found: %+v", before)
	}
	s.id = before.Results[0].ID
	opened := storetest.Open(t, h.database)
	editor := listing.NewEditor(listing.NewDirectory(opened, geo.Default()), audit.NewBook(audit.Key{1}, time.Now), time.Now)
	_, err := editor.Edit(t.Context(), listing.Edit{
		Listing: s.id, By: audit.Who{Account: "fay", Organisation: "wren"}, Claims: facility.Claims{Withheld: facility.Says(true)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if s.search("q=Umbrage+Hollow").Total == 0 {
			return s
		}
		time.Sleep(100 * time.Millisecond) // a server takes new revisions twice a second
	}
	t.Fatal("the street is still found after ten seconds")
	return nil
}

func (s *shelter) searchFor(secret, what, text string) {
	s.t.Helper()
	text = strings.ToLower(text)
	if at := strings.Index(text, secret); at >= 0 {
		s.t.Errorf("%s tells %q: …%s…", what, secret, text[max(0, at-80):min(len(text), at+80)])
	}
}

// tellsNothing searches an output for every secret.
func (s *shelter) tellsNothing(what, text string) {
	s.t.Helper()
	for _, secret := range secrets {
		s.searchFor(secret, what, text)
	}
}

// post answers with where a form led and what is there.
func (s *shelter) post(path string, form url.Values) (address, body string) {
	s.t.Helper()
	response, err := http.PostForm(s.url+path, form)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.Request.URL.Path, string(text)
}

func TestAWithheldAddressIsInNoOutput(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		s := withhold(t, h)
		place := "/facility/" + s.id
		for _, path := range []string{
			"/", "/es/", "/places", "/places/ga", "/places/ga/atlanta", "/es/places/ga/atlanta", "/about", "/robots.txt", "/sitemap.xml", "/sitemap/ga.xml",
			place, "/es" + place, place + "/qr.svg", place + "/report", place + "/report/thanks", "/claim/" + s.id,
			"/api/v1/facilities/" + s.id, "/api/v1/taxonomy", "/api/v1/export.ndjson?include=gone", "/api/v1/export.csv?include=gone", "/api/v1/export.geojson?include=gone",
			"/api/v1/search?near=Atlanta,+GA&radius=any&facets=true", "/api/v1/search?q=wren", "/api/v1/suggest?q=wren", "/healthz", "/readyz", "/metrics",
		} {
			status, body := s.get(path)
			if status >= http.StatusInternalServerError {
				t.Errorf("%s is answered %d", path, status)
			}
			s.tellsNothing(path, string(body))
		}
		for _, form := range []url.Values{{"near": {"Atlanta, GA"}}, {"q": {"Wren House"}}, {"near": {"Georgia"}, "radius": {"any"}}} {
			found, body := s.post("/search", form)
			s.tellsNothing("what is found", body)
			for _, zoom := range []string{"7", "12", "17"} {
				_, cells := s.post(found+"/map", url.Values{"south": {"30"}, "west": {"-86"}, "north": {"35"}, "east": {"-81"}, "zoom": {zoom}})
				s.tellsNothing("the map at zoom "+zoom, cells)
			}
			_, kept := s.post("/search", url.Values{"near": form["near"], "q": form["q"], "change": {"add=" + s.id}})
			s.tellsNothing("the list", kept)
		}
		for _, format := range []string{"ndjson", "csv", "geojson"} {
			s.tellsNothing("haven export as "+format, h.must("export", "--format", format))
		}
		s.log.mu.Lock()
		defer s.log.mu.Unlock()
		s.tellsNothing("the log", s.log.buf.String())
	})
}

// What somebody asks for is theirs to know; the answer must not confirm it.
func TestAWithheldStreetIsNotFoundByAskingForIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		s := withhold(t, h)
		for _, words := range []string{"umbrage", "umbrage hollow lane", "417 umbrage hollow", "umbrag holow", "9q", "wren umbrage"} {
			if found := s.search("q=" + url.QueryEscape(words)); found.Total != 0 {
				t.Errorf("%q finds %d places", words, found.Total)
			}
			_, suggested := s.get("/api/v1/suggest?q=" + url.QueryEscape(words))
			if strings.Contains(string(suggested), s.id) || strings.Contains(string(suggested), "Wren") {
				t.Errorf("%q suggests %s", words, suggested)
			}
		}
		for _, near := range []string{"30317", "DeKalb County, GA"} {
			own := s.miles("near="+url.QueryEscape(near)+"&radius=1mi") >= 0
			city := s.miles("near=30303&radius=1mi") >= 0
			if own && !city {
				t.Errorf("within a mile of %s it is found, near its city's point it is not", near)
			}
		}
	})
}

// miles is how far the place is by the answer to a search, -1 if it is not in
// it.
func (s *shelter) miles(query string) float64 {
	s.t.Helper()
	for range 200 {
		status, body := s.get("/api/v1/search?" + query)
		if status == http.StatusTooManyRequests {
			time.Sleep(200 * time.Millisecond) // strangers are slowed down
			continue
		}
		if status != http.StatusOK {
			s.t.Fatalf("%s is answered %d: %s", query, status, body)
		}
		for _, r := range decoded(s.t, body).Results {
			if r.ID == s.id {
				return r.Miles
			}
		}
		return -1
	}
	s.t.Fatal("no answer for 40 seconds")
	return 0
}

// TestDistancesLocateAWithheldPlaceNoBetterThanItsCity asks from 1,000 random
// points how far the place is, and whether it is within a random radius. Each
// answer has to be that of the city's point, so that all of them together tell
// nothing else.
func TestDistancesLocateAWithheldPlaceNoBetterThanItsCity(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		s := withhold(t, h)
		city, found := geo.Default().City("Atlanta", "GA")
		if !found {
			t.Fatal("there is no Atlanta")
		}
		if apart := geo.Distance(city.Point, hiddenPoint); apart < 3*geo.Kilometre {
			t.Fatalf("the test needs a street away from the city's point, not %.0f m", apart)
		}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 1))
		worst := 0.0
		for range 1000 {
			from := geo.Point{Lat: hiddenPoint.Lat + random.Float64() - .5, Lon: hiddenPoint.Lon + random.Float64() - .5}
			truth := geo.Distance(from, city.Point) / geo.Mile
			radius := 1 + math.Floor(truth*(0.5+random.Float64())) // whole miles
			got := s.miles(fmt.Sprintf("near=%.6f,%.6f&radius=%.0fmi&per_page=100", from.Lat, from.Lon, radius))
			if within := got >= 0; within != (truth <= radius) && math.Abs(truth-radius) > 0.01 {
				t.Errorf("from %v, within %.4f miles is %v; the city's point is %.4f miles away", from, radius, within, truth)
			}
			if got >= 0 {
				worst = max(worst, math.Abs(got-truth))
			}
		}
		if worst > 0.06 {
			t.Errorf("an answer differs from the city's point by %.3f miles", worst)
		}
		t.Logf("1,000 answers are those of the city's point to %.4f miles", worst)
	})
}
