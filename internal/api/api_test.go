package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/api"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/httpx"
	"haven/internal/sample"
)

// merged is an id that was found to be the same place as sample.PeachStreet.
const merged = "hvn0000099"

// samples is a directory of the sample facilities.
type samples struct{}

func (samples) Profile(_ context.Context, id string) (facility.Listing, facility.Profile, error) {
	if id == merged {
		return facility.Listing{}, facility.Profile{}, &facility.MovedError{To: sample.PeachStreet}
	}
	for _, p := range sample.Places() {
		if p.ID == id {
			return p.Listing(), p.Profile(), nil
		}
	}
	return facility.Listing{}, facility.Profile{}, facility.ErrNotFound
}

func (samples) EachListing(_ context.Context, includeGone bool, fn func(facility.Listing) error) error {
	for _, p := range sample.Places() {
		if l := p.Listing(); includeGone || !l.Gone {
			if err := fn(l); err != nil {
				return err
			}
		}
	}
	return nil
}

func (samples) Each(_ context.Context, includeGone bool, fn func(facility.Listing, facility.Profile) error) error {
	for _, p := range sample.Places() {
		if l := p.Listing(); includeGone || !l.Gone {
			if err := fn(l, p.Profile()); err != nil {
				return err
			}
		}
	}
	return nil
}

// config answers from the samples, on the day they are looked at.
func config() api.Config {
	return api.Config{
		Searcher:  scan.New(sample.Listings(), facility.Builtin()),
		Directory: samples{},
		Gazetteer: geo.Default(),
		Taxonomy:  facility.Builtin,
		Now:       func() time.Time { return sample.Now },
		Ready:     func(context.Context) error { return nil },
		Metrics:   api.NewMetrics(func() api.IndexStats { return api.IndexStats{Listings: 12, Revision: 7} }),
		Counter:   counter{new([]checkin.Count)},
	}
}

func newApp(cfg api.Config) *fiber.App {
	app := httpx.New(httpx.Config{
		Logger:  slog.New(slog.DiscardHandler),
		Observe: cfg.Metrics.Observe,
		Rate:    httpx.Rate{PerSecond: 1e6, Burst: 1e6}, // fuzzing is fast
	})
	api.Mount(app, cfg)
	return app
}

func get(t *testing.T, target string) (*http.Response, string) {
	t.Helper()
	return send(t, newApp(config()), httptest.NewRequest("GET", target, nil))
}

func post(t *testing.T, target, body string) (*http.Response, string) {
	t.Helper()
	request := httptest.NewRequest("POST", target, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return send(t, newApp(config()), request)
}

func send(t *testing.T, app *fiber.App, request *http.Request) (*http.Response, string) {
	t.Helper()
	response, err := app.Test(request, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// answer reads the JSON of a successful answer.
func answer[T any](t *testing.T, response *http.Response, body string) T {
	t.Helper()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%d: %s", response.StatusCode, body)
	}
	return decode[T](t, body)
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// refused checks that an answer is a problem that names the parameter.
func refused(t *testing.T, response *http.Response, body, param, says string) {
	t.Helper()
	problem := decode[httpx.Problem](t, body)
	if response.StatusCode != 400 || problem.Param != param || !strings.Contains(problem.Detail, says) {
		t.Errorf("%d, param %q, detail %q; want 400 for %q that says %q", response.StatusCode, problem.Param, problem.Detail, param, says)
	}
}

func TestScriptsOfAnySiteMayReadAndMayNotSend(t *testing.T) {
	for _, target := range []string{"/api/v1/taxonomy", "/api/v1/search?near=nowhere"} {
		if response, _ := get(t, target); response.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("GET %s is closed to scripts of other sites", target)
		}
	}
	if response, _ := post(t, "/api/v1/search", "{}"); response.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("POST is open to scripts of other sites")
	}
	if response, _ := get(t, "/healthz"); response.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("what is not of the API is open to scripts of other sites")
	}
}

func TestHealthAndReadiness(t *testing.T) {
	for target, want := range map[string]string{"/healthz": "ok", "/readyz": "ready"} {
		response, body := get(t, target)
		if got := answer[api.HealthAnswer](t, response, body); got.Status != want {
			t.Errorf("%s answers %q", target, got.Status)
		}
	}
	cfg := config()
	cfg.Ready = func(context.Context) error { return errors.New("index is being built") }
	app := newApp(cfg)
	if response, body := send(t, app, httptest.NewRequest("GET", "/readyz", nil)); response.StatusCode != 503 || strings.Contains(body, "index") {
		t.Errorf("an unready server answers %d %s", response.StatusCode, body)
	}
	if response, _ := send(t, app, httptest.NewRequest("GET", "/healthz", nil)); response.StatusCode != 200 {
		t.Errorf("an unready server is not healthy: %d", response.StatusCode)
	}
}
