package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/httpx"
	"haven/internal/sample"
)

const (
	georgia     = "south=30&west=-86&north=35&east=-81&zoom="
	wholeStreet = "17"
)

// mapOf is what a view shows of a search.
func (s site) mapOf(search, view string) mapAnswer {
	s.t.Helper()
	var m mapAnswer
	got := s.sendTo(s.send(search).address()+mapPath, view)
	if err := json.Unmarshal([]byte(got.body), &m); err != nil || got.StatusCode != http.StatusOK {
		s.t.Fatalf("%d %v: %s", got.StatusCode, err, got.body)
	}
	if got.Header.Get("Cache-Control") != "no-store" {
		s.t.Errorf("what was searched for is kept: %v", got.Header)
	}
	return m
}

func (m mapAnswer) total() (n int) {
	for _, c := range m.Clusters {
		n += c.Count
	}
	return n
}

func TestTheMapShowsWhatTheListDoes(t *testing.T) {
	s := serve(t, config())
	s.search("near=Georgia").says(t, "6 places in Georgia")
	for _, view := range []string{"", georgia + "0", georgia + "7", georgia + wholeStreet} {
		m := s.mapOf("near=Georgia&page=2&sort=name", view)
		if m.total() != 6 || m.Shown != "6 places on the map" {
			t.Errorf("%q shows %d places: %s", view, m.total(), m.Shown)
		}
	}
	if m := s.mapOf("near=Georgia", "south=33.7&west=-84.4&north=33.8&east=-84.3&zoom=12"); m.total() == 6 || m.total() == 0 {
		t.Errorf("a part of the map shows %d places", m.total())
	}
	if m := s.mapOf("near=30303&q=xylophone", ""); m.total() != 0 || m.Clusters == nil {
		t.Errorf("a map of nothing: %+v", m)
	}
}

func TestGroupsOnTheMapPartAsOneComesNearer(t *testing.T) {
	s := serve(t, config())
	far := s.mapOf("near=Georgia", georgia+"3").Clusters
	if len(far) != 1 || far[0].Places != nil || far[0].Label != "6 places. Zoom in" {
		t.Errorf("from far away: %+v", far)
	}
	near := s.mapOf("near=Georgia", "south=33.6&west=-84.5&north=33.9&east=-84.2&zoom="+wholeStreet).Clusters
	if len(near) < 4 || len(near[0].Places) == 0 {
		t.Errorf("from near by: %+v", near)
	}
}

func TestThePlacesOfTheMapCanBeCalledAndRead(t *testing.T) {
	for lang, call := range map[string]string{"en": "Call (404) 555-0101", "es": "Llame al (404) 555-0101"} {
		p := serve(t, config()).in(lang).mapOf("q=peach", "").Clusters[0].Places[0]
		wantEnd := facilityPath(sample.PeachStreet)
		if !strings.HasPrefix(p.URL, prefix(lang)+foundPath) || !strings.HasSuffix(p.URL, wantEnd) || p.Call != call || p.Tel != "tel:+14045550101" {
			t.Errorf("%s: %+v", lang, p)
		}
	}
}

func TestTheMapShowsAPlaceThatWithholdsItsStreetInTheMiddleOfItsCity(t *testing.T) {
	c := serve(t, config()).mapOf("q=grant park", "").Clusters[0]
	city, _ := geo.Default().City("Atlanta", "GA")
	if c.Lat != city.Point.Lat || c.Lon != city.Point.Lon || c.Places[0].About != "The spot is not exact" {
		t.Errorf("it is shown at %+v; the city is at %v", c, city.Point)
	}
}

func TestAMapNamesTwentyPlacesOfAHouseAndCountsTheOthers(t *testing.T) {
	l := facility.Listing{ID: "one", Name: facility.Name{Name: "One of many"}}
	c := facility.Cluster{Count: 23, Together: true}
	for range facility.MaxNamed {
		c.Listings = append(c.Listings, &l)
	}
	if m := newMapCluster(newServer(t, config()).speechIn(english), c, ""); m.More != "and 3 more here" {
		t.Errorf("%+v", m)
	}
}

func TestAViewThatCannotBeReadIsRefused(t *testing.T) {
	s := serve(t, config())
	address := s.send("near=30303").address()
	for _, view := range []string{
		"south=1", "south=a&west=b&north=c&east=d&zoom=e", "near=30303",
		"south=NaN&west=0&north=1&east=1&zoom=3", "south=2&west=0&north=1&east=1&zoom=3", "south=0&west=0&north=1&east=1&zoom=NaN",
	} {
		if got := s.sendTo(address+mapPath, view); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d", view, got.StatusCode)
		}
	}
}

func TestTheMapOfASearchNoLongerKeptAnswersItsScript(t *testing.T) {
	s := serve(t, config()).in("es")
	got := s.sendTo(foundPath+"gone"+mapPath, "")
	var problem httpx.Problem
	if err := json.Unmarshal([]byte(got.body), &problem); err != nil || got.Header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%v, %s: %s", err, got.Header.Get("Content-Type"), got.body)
	}
	if got.StatusCode != http.StatusGone || problem.Status != http.StatusGone || problem.Detail != "This search is no longer kept. Search again." {
		t.Errorf("%d %+v", got.StatusCode, problem)
	}
}

func TestNoViewHasCellsWithoutEnd(t *testing.T) {
	if got := resolutionOf(geo.World, 17); got > 3 {
		t.Errorf("the world is parted at resolution %d", got)
	}
	if got := resolutionOf(geo.Point{}.At(), 99); got != facility.MaxResolution {
		t.Errorf("a house is parted at resolution %d", got)
	}
}

func TestAnOperatorMayShowTilesOfAnotherSite(t *testing.T) {
	cfg := config()
	serve(t, cfg).search("near=Georgia").says(t, "Outlines: US Census Bureau.")
	cfg.Tiles = Tiles{Address: "https://tiles.example/{z}/{x}/{y}.png", Credit: "© Mapmakers"}
	page := serve(t, cfg).search("near=Georgia")
	page.says(t, "© Mapmakers")
	if !strings.Contains(page.body, `data-tiles="https://tiles.example/{z}/{x}/{y}.png"`) {
		t.Error("the map is not told where its tiles are")
	}
	serve(t, cfg).get("/privacy").says(t, "the pictures of the map (© Mapmakers)")
	if strings.Contains(serve(t, config()).get("/privacy").body, "pictures of the map") {
		t.Error("the privacy page tells of tiles that are not there")
	}
}
