package web

import (
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/httpx"
	"haven/internal/sample"
	"haven/internal/seal/sealtest"
)

// samples is a Directory of the sample facilities, with what was reported of
// them.
type samples struct{ reports *[]facility.Report }

func (d samples) Report(_ context.Context, r facility.Report) error {
	*d.reports = append(*d.reports, r)
	return nil
}

func (samples) Profile(_ context.Context, id string) (facility.Listing, facility.Profile, error) {
	if id == "hvnmerged1" {
		return facility.Listing{}, facility.Profile{}, &facility.MovedError{To: sample.PeachStreet}
	}
	for _, p := range sample.Places() {
		if p.ID == id {
			return p.Listing(), p.Profile(), nil
		}
	}
	return facility.Listing{}, facility.Profile{}, facility.ErrNotFound
}

func (samples) Listings(_ context.Context, ids ...string) (map[string]facility.Listing, error) {
	return listingsBy(samples{}.Profile, ids)
}

// listingsBy are those whose profiles there are.
func listingsBy(profile func(context.Context, string) (facility.Listing, facility.Profile, error), ids []string) (map[string]facility.Listing, error) {
	found := map[string]facility.Listing{}
	for _, id := range ids {
		l, _, err := profile(context.Background(), id)
		var moved *facility.MovedError
		if errors.As(err, &moved) {
			l, _, err = profile(context.Background(), moved.To)
		}
		if err == nil {
			found[id] = l
		}
	}
	return found, nil
}

// broken is a Searcher that fails.
type broken struct{ facility.Searcher }

func (broken) Search(context.Context, facility.Query) (facility.Results, error) {
	return facility.Results{}, errors.New("the index is on fire")
}

// site is the pages, served, and read in one language.
type site struct {
	t    *testing.T
	app  *fiber.App
	lang string
	// walked are the patterns of the routes that were asked.
	walked map[string]bool
}

// in is the site as somebody reads it in a language.
func (s site) in(lang string) site {
	s.lang = lang
	return s
}

func config() Config {
	return Config{
		Searcher:  scan.New(sample.Listings(), facility.Builtin()),
		Directory: samples{new([]facility.Report)},
		Gazetteer: geo.Default(),
		Taxonomy:  facility.Builtin,
		Now:       func() time.Time { return sample.Now },
		BaseURL:   "https://haven.example",
	}
}

func newServer(t *testing.T, cfg Config) *Server {
	t.Helper()
	if cfg.Sealer == nil {
		cfg.Sealer = sealtest.New(t, cfg.Now)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func serve(t *testing.T, cfg Config) site {
	s := newServer(t, cfg)
	walked := map[string]bool{}
	app := httpx.New(httpx.Config{
		Logger: slog.New(slog.DiscardHandler), Page: s.ErrorPage,
		Observe: func(o httpx.Observation) { walked[o.Method+" "+o.Route] = true },
		Rate:    httpx.Rate{PerSecond: 10_000, Burst: 10_000}, // a test asks every route in turn
		Uploads: IsUpload, Long: IsLong,
	})
	s.Register(app)
	return site{t, app, english, walked}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

func (s site) get(path string) answer {
	return s.ask(http.MethodGet, path)
}

// ask sends a request without a body.
func (s site) ask(method, path string) answer {
	return s.do(httptest.NewRequest(method, s.local(path), nil))
}

// local is a path in the site's language.
func (s site) local(path string) string {
	if strings.HasPrefix(path, assetsPath) || strings.HasPrefix(path, prefix(s.lang)+"/") {
		return path
	}
	return prefix(s.lang) + path
}

// search posts the search form, given as in an address: "near=30303&code=MD",
// and goes where that leads.
func (s site) search(form string) answer {
	s.t.Helper()
	return s.post(searchPath, form)
}

// post posts a form to a path, and goes where that leads.
func (s site) post(path, form string) answer {
	s.t.Helper()
	sent := s.sendTo(path, form)
	if sent.StatusCode != http.StatusSeeOther {
		return sent
	}
	return s.get(sent.address())
}

// list is the address of a list made on the pages of these places.
func (s site) list(ids ...string) (address string) {
	for _, id := range ids {
		sent := s.sendTo(address+"/facility/"+id, "add="+id)
		address = strings.TrimSuffix(sent.address(), "/facility/"+id)
	}
	return address
}

// address is where an answer leads.
func (a answer) address() string { return a.Header.Get("Location") }

// send posts the search form.
func (s site) send(form string) answer { return s.sendTo(searchPath, form) }

func (s site) sendTo(path, form string) answer {
	r := httptest.NewRequest(http.MethodPost, s.local(path), strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

// press posts the search form with a button of it pressed.
func (s site) press(form, send string) answer {
	return s.search(form + "&change=" + url.QueryEscape(send))
}

func (s site) do(r *http.Request) answer {
	s.t.Helper()
	response, err := s.app.Test(r, -1)
	if err != nil {
		s.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{response, string(body)}
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

// text is what a reader of the page sees, on one line.
func (a answer) text() string {
	return blanks.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(a.body, " ")), " ")
}

func (a answer) says(t *testing.T, sentences ...string) {
	t.Helper()
	for _, s := range sentences {
		if !strings.Contains(a.text(), s) {
			t.Errorf("the page does not say %q:\n%s", s, a.text())
		}
	}
}

func (a answer) keepsQuiet(t *testing.T, sentences ...string) {
	t.Helper()
	for _, s := range sentences {
		if strings.Contains(a.body, s) {
			t.Errorf("the page says %q:\n%s", s, a.text())
		}
	}
}

// wellFormed reports the first element of a page that is not closed, or
// closed twice.
func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}
