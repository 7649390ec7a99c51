package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"haven/internal/api"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/httpx"
	"haven/internal/sample"
)

// counter takes counts with the key "right", and says of those with others what
// their names say.
type counter struct{ counted *[]checkin.Count }

func (c counter) CountBy(_ context.Context, key string, _ netip.Addr, count checkin.Count) (checkin.Count, error) {
	switch key {
	case "right":
	case "often":
		return count, reception.TooManyError{Until: sample.Now.Add(90 * time.Second)}
	default:
		return count, reception.ErrKey
	}
	if count.At.IsZero() {
		count.At = sample.Now
	}
	if err := count.Validate(sample.Now); err != nil {
		return count, err
	}
	count.Source = checkin.Itself
	*c.counted = append(*c.counted, count)
	return count, nil
}

func put(t *testing.T, key, body string) (*http.Response, string, []checkin.Count) {
	t.Helper()
	cfg, counted := config(), []checkin.Count(nil)
	cfg.Counter = counter{&counted}
	r := httptest.NewRequest(http.MethodPut, "/api/v1/facilities/"+sample.PeachStreet+"/openings", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	response, text := send(t, newApp(cfg), r)
	return response, text, counted
}

func TestAProgramOfAFacilityTellsItsOpenings(t *testing.T) {
	response, body, counted := put(t, "right", `{"openings": {"detox": {"open": 3, "total": 10}, "otp": {"open": 0, "waitlist_days": 4}}}`)
	got := answer[api.OpeningsAnswer](t, response, body)
	want := fmt.Sprint([]api.Opening{
		{Kind: facility.DetoxBeds, Open: 3, Total: 10, AsOf: sample.Now, Until: sample.Now.Add(24 * time.Hour), Source: "facility"},
		{Kind: facility.OpioidTreatmentIntakes, WaitlistDays: 4, AsOf: sample.Now, Until: sample.Now.Add(24 * time.Hour), Source: "facility"},
	})
	if fmt.Sprint(got.Openings) != want || len(counted) != 1 || counted[0].Listing != sample.PeachStreet {
		t.Errorf("answered %v, want %v; counted %v", got.Openings, want, counted)
	}
	response, body, counted = put(t, "right", `{"as_of": "`+sample.Now.Add(-time.Hour).Format(time.RFC3339)+`", "openings": {"detox": {"open": 3}}}`)
	if answer[api.OpeningsAnswer](t, response, body); !counted[0].At.Equal(sample.Now.Add(-time.Hour)) {
		t.Errorf("counted at %v", counted[0].At)
	}
}

func TestWhatAProgramTellsThatCannotBe(t *testing.T) {
	for body, says := range map[string]string{
		"":                                      "cannot be read",
		"[]":                                    "cannot be read",
		`{"openings": {}}`:                      "at least one kind",
		`{"openings": {"sofas": {}}}`:           "no kind of opening",
		`{"openings": {"detox": {"open": -1}}}`: "from 0",
		`{"openings": {"detox": {"open": 5, "total": 4}}}`:                      "more open than there are",
		`{"openings": {"detox": {"open": 1.5}}}`:                                "cannot be read",
		`{"openings": {"detox": {"beds": 1}}}`:                                  "cannot be read",
		`{"openings": {"detox": {"open": 1}}} {}`:                               "cannot be read",
		`{"openings": {"detox": {"open": 1}}, "as_of": "2030-01-01T00:00:00Z"}`: "last day",
		`{"openings": {"detox": {"open": 1}}` + strings.Repeat(" ", 5000) + "}": "cannot be read",
	} {
		response, text, counted := put(t, "right", body)
		if problem := decode[httpx.Problem](t, text); response.StatusCode != http.StatusBadRequest || !strings.Contains(problem.Detail, says) || len(counted) > 0 {
			t.Errorf("%.60s: %d %s", body, response.StatusCode, problem.Detail)
		}
	}
}

func TestAProgramWithoutTheKeyOfTheFacilityIsRefused(t *testing.T) {
	const told = `{"openings": {"detox": {"open": 3}}}`
	for _, key := range []string{"", "wrong", "right too"} {
		response, text, counted := put(t, key, told)
		if problem := decode[httpx.Problem](t, text); response.StatusCode != http.StatusUnauthorized || problem.Status != http.StatusUnauthorized || len(counted) > 0 {
			t.Errorf("%q: %d %s", key, response.StatusCode, text)
		}
		if response.Header.Get("WWW-Authenticate") != `Bearer realm="openings"` || response.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%q: the headers are %v", key, response.Header)
		}
	}
	response, text, _ := put(t, "often", told)
	if response.StatusCode != http.StatusTooManyRequests || response.Header.Get("Retry-After") != "90" {
		t.Errorf("too often: %d %s", response.StatusCode, text)
	}
}

func FuzzWhatAProgramTells(f *testing.F) {
	for _, body := range []string{`{"openings": {"detox": {"open": 3, "total": 10}}}`, `{"openings":null,"as_of":"2026-01-01T00:00:00Z"}`, `[[[`, "\x00", `{"openings":{"detox":{"open":1e400}}}`} {
		f.Add(body)
	}
	cfg, counted := config(), []checkin.Count(nil)
	cfg.Counter = counter{&counted}
	app := newApp(cfg)
	f.Fuzz(func(t *testing.T, body string) {
		counted = nil
		r := httptest.NewRequest(http.MethodPut, "/api/v1/facilities/"+sample.PeachStreet+"/openings", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer right")
		response, text := send(t, app, r)
		if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %d %s", body, response.StatusCode, text)
		}
		for _, c := range counted {
			if c.Openings.Validate() != nil {
				t.Errorf("%q is counted as %v", body, c.Openings)
			}
		}
	})
}
