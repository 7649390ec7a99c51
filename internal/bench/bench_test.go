package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"haven/internal/bench/postgis"
	"haven/internal/bench/workload"
	"haven/internal/facility"
	"haven/internal/facility/scan"
)

var madeUp = sync.OnceValues(func() (*workload.Rows, error) { return workload.Demo(context.Background()) })

func demoRows(t *testing.T) *workload.Rows {
	t.Helper()
	rows, err := madeUp()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// small is a benchmark that takes seconds.
func small(sizes ...int) options {
	return options{sizes: sizes, seed: 1, asked: 40, sample: 20, against: "postgis,bleve", busy: 10 * time.Millisecond}
}

func TestASmallBenchmarkComparesAndReports(t *testing.T) {
	o := small(400)
	o.profile = t.TempDir()
	var out strings.Builder
	if err := run(t.Context(), o, demoRows(t), &progress{out: io.Discard}, &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, says := range []string{
		"gives the same answers to all 40 queries", "seed 1", "without text  Haven", "with text  Bleve",
		"bytes a listing of search structures", "an upsert is seen", "1000 pending upserts", "a rebuild changes 0 of", "/api/v1/search with text",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), strings.Join(strings.Fields(says), " ")) {
			t.Errorf("the report does not say %q:\n%s", says, out.String())
		}
	}
	if _, err := os.Stat(filepath.Join(o.profile, "haven-400-plain.pprof")); err != nil {
		t.Error(err)
	}
}

// spoilt is an engine that now and then counts one listing too many.
type spoilt struct {
	searcher
	asked int
}

func (s *spoilt) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	r, err := s.searcher.Search(ctx, q)
	if s.asked++; s.asked%10 == 0 {
		r.Maybe++
	}
	return r, err
}

// reference is PostGIS, or a plain scan where there is none.
func reference(t *testing.T, listings []facility.Listing) searcher {
	t.Helper()
	p, err := postgis.Open(t.Context(), listings)
	if errors.Is(err, postgis.ErrMissing) {
		t.Logf("%v: a plain scan stands in", err)
		return scan.New(listings, facility.Builtin())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func TestAnEngineThatAnswersWronglyStopsTheBenchmark(t *testing.T) {
	var out strings.Builder
	b := &bench{options: small(), rows: demoRows(t), progress: &progress{out: io.Discard}, out: &out, result: result{size: 300}, folder: t.TempDir()}
	b.draw()
	if err := b.build(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { b.engine.Close(); b.stored.Close() }()
	right := reference(t, b.listings)
	if err := b.agree(t.Context(), &peer{searcher: right, name: "the reference", exact: true}); err != nil {
		t.Errorf("the reference: %v\n%s", err, out.String())
	}
	if err := b.agree(t.Context(), &peer{searcher: &spoilt{searcher: right}, name: "a spoilt one", exact: true}); err == nil {
		t.Errorf("four wrong answers are not found:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "4 of 40") || !strings.Contains(out.String(), "maybe") {
		t.Errorf("the wrong answers are not told:\n%s", out.String())
	}
}

func TestArgumentsAreSizes(t *testing.T) {
	if o, err := parse([]string{"-seed", "3", "20000", "100000"}); err != nil || o.seed != 3 || len(o.sizes) != 2 || o.sizes[1] != 100_000 {
		t.Errorf("%+v, %v", o, err)
	}
	for _, args := range [][]string{nil, {"many"}, {"-1"}, {"0"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}

func TestFiguresAreShort(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{figure(0.1234), "0.12"}, {figure(12.34), "12.3"}, {figure(1234.5), "1,235"}, {thousands(1_000_000), "1,000,000"}, {thousands(12), "12"},
		{short(1500 * time.Nanosecond), "1.50 µs"}, {short(20 * time.Millisecond), "20.0 ms"}, {short(90 * time.Second), "90.0 s"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s, want %s", tt.got, tt.want)
		}
	}
}

func TestPercentiles(t *testing.T) {
	times := []time.Duration{5, 1, 4, 2, 3}
	if p50, p99 := percentile(times, 50), percentile(times, 99); p50 != 3 || p99 != 5 {
		t.Errorf("p50 %d, p99 %d of %v", p50, p99, times)
	}
}
