package api_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"haven/internal/httpx"
)

func TestMetricsCountRoutesAndTellNothingElse(t *testing.T) {
	cfg := config()
	cfg.OpenMetrics = true
	cfg.Searcher = cfg.Metrics.Timed(cfg.Searcher)
	app := newApp(cfg)
	send(t, app, httptest.NewRequest("GET", "/api/v1/search?near=30303&q=secretword", nil))
	send(t, app, httptest.NewRequest("GET", "/api/v1/facilities/secretid", nil))
	_, body := send(t, app, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{
		`haven_http_requests_total{method="GET",route="/api/v1/search",status="200"} 1`,
		`haven_http_requests_total{method="GET",route="/api/v1/facilities/:id",status="404"} 1`,
		"haven_index_listings 12", "haven_index_revision 7", "haven_search_seconds_count ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	if strings.Contains(body, "secret") {
		t.Error("metrics tell what was asked")
	}
}

func TestMetricsAreClosedToOtherMachines(t *testing.T) {
	if response, _ := get(t, "/metrics"); response.StatusCode != http.StatusForbidden {
		t.Errorf("/metrics answers %d", response.StatusCode)
	}
}

func TestMetricsAreOpenToThisMachineButNotThroughAProxyOnIt(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- httpx.Serve(ctx, newApp(config()), ln, time.Minute) }()
	for forwarded, want := range map[string]int{"": http.StatusOK, "198.51.100.1": http.StatusForbidden} {
		request, err := http.NewRequest("GET", "http://"+ln.Addr().String()+"/metrics", nil)
		if err != nil {
			t.Fatal(err)
		}
		if forwarded != "" {
			request.Header.Set("X-Forwarded-For", forwarded)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("forwarded for %q: %d, want %d", forwarded, response.StatusCode, want)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}
