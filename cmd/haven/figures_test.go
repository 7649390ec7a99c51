package main

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"haven/internal/config"
	"haven/internal/store"
)

// TestFigures prints what operators ask: time and memory of imports and of
// the start, and how long a search takes in process. Nothing is asserted.
func TestFigures(t *testing.T) {
	steps := imports(cutFiles(t))
	onEachEngine(t, func(t *testing.T, h *haven) {
		for _, step := range steps {
			r := h.run(step...)
			t.Logf("%-60s %6.1f s, peak %s", step[1]+" "+filepath.Base(step[len(step)-1]), r.took.Seconds(), r.peak)
			if r.status != exitDone {
				t.Fatal(r.stderr)
			}
		}
		first := h.start("serve")
		t.Logf("start with an index to build: %v", first.took.Round(time.Millisecond))
		first.stop()
		began := time.Now()
		again := h.start("serve")
		again.search("near=30303&facets=true")
		t.Logf("start with an index: ready after %v, first answer after %v",
			again.took.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
		again.stop()
		h.timeSearches(t)
	})
}

// timeSearches measures the search route without a network.
func (h *haven) timeSearches(t *testing.T) {
	c := config.Default()
	c.DataDir, c.DatabaseURL = h.dataDir, h.database
	s, err := store.Open(t.Context(), c.Database())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	engine, err := openIndex(t.Context(), c, s, logger)
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	sealer, err := openSealer(t.Context(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	staff, err := openStaff(t.Context(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	app, err := newApp(c, s, sealer, staff, engine, logger, false)
	if err != nil {
		t.Fatal(err)
	}
	handler := app.Handler()
	var took []time.Duration
	for i := range 5000 {
		var c fasthttp.RequestCtx
		c.Init(&fasthttp.Request{}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, nil)
		c.Request.SetRequestURI("/api/v1/search?" + figureQueries[i%len(figureQueries)])
		began := time.Now()
		handler(&c)
		took = append(took, time.Since(began))
		if c.Response.StatusCode() != http.StatusOK {
			t.Fatalf("%s answers %d: %s", c.Request.URI(), c.Response.StatusCode(), c.Response.Body())
		}
	}
	t.Logf("/api/v1/search in process: p50 %v, p99 %v", percentile(took, 0.5), percentile(took, 0.99))
}

// figureQueries are searches as people make them.
var figureQueries = []string{
	"near=30303", "near=Atlanta&code=MU,BU", "near=Georgia&code=MD",
	"near=02903&radius=50mi&code=RES&facets=true", "q=recovery&near=Honolulu",
}
