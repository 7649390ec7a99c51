package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"haven/internal/api"
	"haven/internal/bench/workload"
	"haven/internal/geo"
	"haven/internal/httpx"
)

// clients ask at once, each over a connection of its own.
const clients = 16

// timeHTTP compares /api/v1/search with a handler that answers a constant of
// the same size, at the first size alone. Client and server share the cores.
func (b *bench) timeHTTP(ctx context.Context) error {
	if !b.first {
		return nil
	}
	b.progress.show("timing HTTP", 0, 0)
	plain, text := split(b.queries)
	return errors.Join(b.timeRequests("plain", "without text", plain), b.timeRequests("text", "with text", text))
}

func (b *bench) timeRequests(name, kind string, queries []workload.Query) error {
	paths := make([]string, len(queries))
	for i, q := range queries {
		paths[i] = path(q)
	}
	var ours float64
	var bytes int
	err := b.profiled("http-"+name, func() (err error) { ours, bytes, err = b.rate(b.app(), paths); return err })
	if err != nil {
		return err
	}
	constant, _, err := b.rate(constantApp(bytes), paths)
	if err != nil {
		return err
	}
	b.note("/api/v1/search %s answers %s requests a second; a Fiber handler with a constant of the same %s bytes %s: %.0f %% of it (goal: at least 50 %%)",
		kind, figure(ours), thousands(bytes), figure(constant), 100*ours/constant)
	return nil
}

// app is Haven's API as it is served.
func (b *bench) app() *fiber.App {
	metrics := api.NewMetrics(func() api.IndexStats { return api.IndexStats{} })
	app := httpx.New(httpx.Config{Logger: slog.New(slog.DiscardHandler), Observe: metrics.Observe})
	api.Mount(app, api.Config{
		Searcher: metrics.Timed(b.engine), Gazetteer: geo.Default(), Taxonomy: b.engine.Taxonomy,
		Now: time.Now, Ready: b.stored.Ping, Metrics: metrics,
	})
	return app
}

func constantApp(bytes int) *fiber.App {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	body := make([]byte, bytes)
	app.Get("/api/v1/search", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		return c.Send(body)
	})
	return app
}

// path is the query as a request.
func path(q workload.Query) string {
	v := url.Values{
		"near":   {fmt.Sprintf("%.5f,%.5f", q.Near.Lat, q.Near.Lon)},
		"radius": {"any"}, "facets": {"true"}, "per_page": {strconv.Itoa(q.PerPage)}, "sort": {string(q.Sort)},
	}
	if !math.IsInf(q.Radius, 1) {
		v.Set("radius", fmt.Sprintf("%.0fmi", q.Radius/geo.Mile))
	}
	for _, g := range q.Groups {
		name := "code"
		if g.Category == "" {
			name = "must"
		}
		for _, code := range g.Codes {
			v.Add(name, code)
		}
	}
	if q.HasText() {
		v.Set("q", q.Text)
	}
	return "/api/v1/search?" + v.Encode()
}

// rate serves an application on this machine and returns how many requests a
// second it answers, and the mean size of an answer.
func (b *bench) rate(app *fiber.App, paths []string) (perSecond float64, bytes int, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, 0, err
	}
	served := make(chan error, 1)
	go func() { served <- app.Listener(listener) }()
	perSecond, bytes, err = b.load(listener.Addr().String(), paths)
	err = errors.Join(err, app.Shutdown())
	return perSecond, bytes, errors.Join(err, <-served)
}

// load has clients ask one request after the other.
func (b *bench) load(address string, paths []string) (perSecond float64, bytes int, err error) {
	l := &loader{paths: paths, client: fasthttp.HostClient{Addr: address, MaxConns: clients}}
	defer l.client.CloseIdleConnections()
	failed := make(chan error, clients)
	runtime.GC()
	started := time.Now()
	for range clients {
		go func() { failed <- l.run(func() bool { return time.Since(started) > b.busy }) }()
	}
	for range clients {
		err = errors.Join(err, <-failed)
	}
	if err != nil {
		return 0, 0, err
	}
	asked := l.asked.Load()
	return float64(asked) / time.Since(started).Seconds(), int(l.received.Load() / asked), nil
}

// loader is the load that all clients make together.
type loader struct {
	client          fasthttp.HostClient
	paths           []string
	asked, received atomic.Int64 // requests, bytes
}

// run is one client.
func (l *loader) run(over func() bool) error {
	var body []byte
	for first := true; first || !over(); first = false {
		path := l.paths[int(l.asked.Add(1))%len(l.paths)]
		status, answer, err := l.client.Get(body[:0], "http://"+l.client.Addr+path)
		if err != nil {
			return fmt.Errorf("ask for %s: %w", path, err)
		}
		if status != fasthttp.StatusOK {
			return fmt.Errorf("%s answers %d: %.200s", path, status, answer)
		}
		l.received.Add(int64(len(answer)))
		body = answer
	}
	return nil
}
