// Package sitetest is a site that answers as FindTreatment.gov's API does, for
// tests: nothing of ours asks the real one while it is tested.
package sitetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"haven/internal/geo"
)

// Place is a row of the site.
type Place struct {
	Name, City, State, ZIP string
	At                     geo.Point
	Services               map[string]string // names by category, joined by "; "; nil for null
}

// Site is a running site.
type Site struct {
	URL string

	mu       sync.Mutex
	places   []Place
	asked    []string // pages, in order
	troubles []http.HandlerFunc
	told     int // instead of the count of rows; -1 for the truth
}

// Start runs a site with these places until the test ends.
func Start(t testing.TB, places ...Place) *Site {
	s := &Site{places: places, told: -1}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL + "/locator/exportsAsJson/v2"
	return s
}

// Trouble lets the next questions be answered so, one each; nil answers one
// as it should be.
func (s *Site) Trouble(answers ...http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = append(s.troubles, answers...)
}

// Tell lets the site tell a wrong count of rows.
func (s *Site) Tell(count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = count
}

// Add adds places.
func (s *Site) Add(places ...Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.places = append(s.places, places...)
}

// Asked are the pages that were asked for so far, in their order.
func (s *Site) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// ServeHTTP answers a question.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.Query().Get("page"))
	var trouble http.HandlerFunc
	if len(s.troubles) > 0 {
		trouble, s.troubles = s.troubles[0], s.troubles[1:]
	}
	s.mu.Unlock()
	if trouble != nil {
		trouble(w, r)
		return
	}
	s.answer(w, r)
}

// answer is what the site says where nothing is wrong with it. It answers a
// bad parameter with a sentence and status 200.
func (s *Site) answer(w http.ResponseWriter, r *http.Request) {
	values := r.URL.Query()
	size, page, metres := number(values.Get("pageSize")), number(values.Get("page")), number(values.Get("limitValue"))
	switch {
	case size < 1 || size > 2000:
		fmt.Fprint(w, "pageSize must be between 1 and 2000")
		return
	case page < 1:
		fmt.Fprint(w, "Invalid page")
		return
	case values.Get("limitType") != "2" || metres < 1:
		fmt.Fprint(w, "Invalid limitType or limitValue")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rows := s.within(values.Get("sAddr"), float64(metres))
	told := len(rows)
	if s.told >= 0 {
		told = s.told
	}
	first := min((page-1)*size, len(rows))
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"page": page, "totalPages": (told + size - 1) / size, "recordCount": told,
		"rows": rows[first:min(first+size, len(rows))],
	})
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// pair is how the site wants coordinates. It finds nothing around any others,
// those in quotation marks among them.
var pair = regexp.MustCompile(`^-?[0-9]+\.?[0-9]*,-?[0-9]+\.?[0-9]*$`)

func (s *Site) within(address string, metres float64) []map[string]any {
	rows := []map[string]any{}
	if !pair.MatchString(address) {
		return rows
	}
	lat, lon, _ := strings.Cut(address, ",")
	var middle geo.Point
	middle.Lat, _ = strconv.ParseFloat(lat, 64)
	middle.Lon, _ = strconv.ParseFloat(lon, 64)
	for _, p := range s.places {
		if geo.Distance(middle, p.At) <= metres {
			rows = append(rows, p.row(len(rows)+1))
		}
	}
	return rows
}

func (p *Place) row(number int) map[string]any {
	var services []map[string]string
	for category, names := range p.Services {
		services = append(services, map[string]string{"f1": category, "f2": category, "f3": names})
	}
	row := map[string]any{
		"_irow": number, "name1": p.Name, "name2": "", "street1": fmt.Sprintf("%d Main Street", number), "street2": nil,
		"city": p.City, "state": p.State, "zip": p.ZIP, "phone": fmt.Sprintf("360-555-%04d", number),
		"intake1": nil, "hotline1": nil, "website": nil, "miles": 1.5, "typeFacility": "SA",
		"latitude": fmt.Sprintf("%.6f", p.At.Lat), "longitude": fmt.Sprintf("%.6f", p.At.Lon), "services": services,
	}
	return row
}

// Say answers with a status and a text.
func Say(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}
}

// CutOff answers with half of what it announces.
func CutOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, `{"page": 1, "rows": [{"name1": "Har`)
}

// Never does not answer while somebody waits.
func Never(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
