package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"haven/index"
	"haven/internal/bench/workload"
	"haven/internal/facility"
)

// manyListings is the most for which all queries are asked and changes are
// measured.
const manyListings = 100_000

// run compares at each size and reports what came out; when it is stopped, of
// the sizes that are done.
func run(ctx context.Context, o options, rows *workload.Rows, progress *progress, out io.Writer) error {
	defer progress.end()
	fmt.Fprintf(out, "Listings and queries are drawn from %s, seed %d, on %d cores.\n", rows.From, o.seed, runtime.GOMAXPROCS(0))
	var results []result
	defer func() { report(out, results) }()
	for i, size := range o.sizes {
		b := &bench{options: o, first: i == 0, rows: rows, progress: progress, out: out, result: result{size: size}}
		progress.size = size
		if err := b.run(ctx); err != nil {
			return fmt.Errorf("at %s listings: %w", thousands(size), err)
		}
		results = append(results, b.result)
	}
	return nil
}

// bench is the comparison at one size.
type bench struct {
	options
	first    bool // of the sizes
	rows     *workload.Rows
	progress *progress
	out      io.Writer

	folder   string
	listings []facility.Listing
	queries  []workload.Query // that all engines answer
	all      []workload.Query // of which they are a sample, if there are many listings
	stored   *stored
	engine   *index.Engine
	result
}

func (b *bench) run(ctx context.Context) (err error) {
	if b.folder, err = os.MkdirTemp("", "haven-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.folder)
	b.draw()
	if err := b.build(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.engine.Close(), b.stored.Close()) }()
	for _, step := range []func(context.Context) error{b.comparePeers, b.timeOurs, b.timeHTTP, b.change} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// draw makes up listings and queries.
func (b *bench) draw() {
	b.progress.show("making up listings", 0, 0)
	b.listings = b.rows.Listings(b.size, b.seed)
	b.all = b.rows.Queries(b.asked, b.seed)
	b.queries = b.all
	if b.size > manyListings {
		b.queries = b.all[:min(b.sample, len(b.all))]
	}
}

// build stores the listings and builds the index from the store.
func (b *bench) build(ctx context.Context) error {
	var err error
	if b.stored, err = openStored(ctx, b.folder, b.listings, b.progress); err != nil {
		return err
	}
	b.progress.show("building the index", 0, 0)
	runtime.GC()
	started, folder := time.Now(), filepath.Join(b.folder, "index")
	b.engine, err = index.Open(ctx, index.Options{Dir: folder, Source: b.stored, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return errors.Join(err, b.stored.Close())
	}
	built := buildOf(b.engine.Stats(), time.Since(started), time.Duration(b.stored.reading.Load()), folder)
	b.ours = engineResult{name: "Haven", built: built.total(), bytes: built.bytes + built.textBytes}
	b.note("built from the store in %s: reading %s, columns %s (goal at 1,000,000: 10 s together), words %s (20 s)",
		short(built.total()), short(built.read), short(built.columns), short(built.text))
	b.note("%s bytes a listing of search structures (goal: at most 250), %s of Bleve's",
		thousands(int(built.bytes)/b.size), thousands(int(built.textBytes)/b.size))
	return nil
}
