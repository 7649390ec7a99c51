package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"haven/internal/facility"
	"haven/internal/httpx"
)

// IndexStats is what operators see of the search index.
type IndexStats struct {
	Listings int
	Revision int64 // the store's revision that searches reflect
	Bytes    int64 // of the search structures
}

// Metrics counts what the server does, never what anybody asked for.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	searches prometheus.Histogram
}

// NewMetrics begins to count. It asks for the index's state when it is read.
func NewMetrics(index func() IndexStats) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "haven_http_requests_total", Help: "Requests by method, route and status.",
		}, []string{"method", "route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "haven_http_request_seconds", Help: "Time to answer a request, by route.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9), // 0.1 ms to 6.5 s
		}, []string{"route"}),
		searches: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "haven_search_seconds", Help: "Time of a search in the index.",
			Buckets: prometheus.ExponentialBuckets(0.000_005, 4, 10), // 5 µs to 1.3 s
		}),
	}
	m.registry.MustRegister(m.requests, m.took, m.searches,
		gauge("haven_index_listings", "Listings that searches see.", func() float64 { return float64(index().Listings) }),
		gauge("haven_index_revision", "Revision of the store that searches reflect.", func() float64 { return float64(index().Revision) }),
		gauge("haven_index_bytes", "Size of the search structures in memory.", func() float64 { return float64(index().Bytes) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func gauge(name, help string, value func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
}

// Observe counts a request; it is meant for httpx.Config.
func (m *Metrics) Observe(o httpx.Observation) {
	m.requests.WithLabelValues(o.Method, o.Route, strconv.Itoa(o.Status)).Inc()
	m.took.WithLabelValues(o.Route).Observe(o.Took.Seconds())
}

// Timed is a searcher whose searches are timed.
func (m *Metrics) Timed(s facility.Searcher) facility.Searcher { return timed{s, m.searches} }

type timed struct {
	facility.Searcher
	searches prometheus.Histogram
}

func (t timed) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	started := time.Now()
	results, err := t.Searcher.Search(ctx, q)
	t.searches.Observe(time.Since(started).Seconds())
	return results, err
}

func (a *api) metrics() fiber.Handler {
	show := adaptor.HTTPHandler(promhttp.HandlerFor(a.Metrics.registry, promhttp.HandlerOpts{}))
	return func(c *fiber.Ctx) error {
		if !a.OpenMetrics && !httpx.Local(c) {
			return httpx.Fail(http.StatusForbidden, "Metrics are shown on this machine only, unless its operator opens them.", nil)
		}
		return show(c)
	}
}
