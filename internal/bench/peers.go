package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"haven/internal/bench/blevealone"
	"haven/internal/bench/postgis"
	"haven/internal/bench/workload"
	"haven/internal/facility"
	"haven/internal/facility/scan"
)

// peer is an engine to compare with.
type peer struct {
	searcher
	name    string
	exact   bool // measures distances as we do
	built   time.Duration
	bytes   int64
	release func() error
}

func (b *bench) openPostGIS(ctx context.Context) (*peer, error) {
	p, err := postgis.Open(ctx, b.listings)
	if err != nil {
		return nil, err
	}
	return &peer{p, "PostGIS", true, p.BuildTime, p.Bytes, func() error { p.Close(); return nil }}, nil
}

func (b *bench) openBleve(ctx context.Context) (*peer, error) {
	p, err := blevealone.Open(ctx, b.listings)
	if err != nil {
		return nil, err
	}
	return &peer{p, "Bleve", false, p.BuildTime, p.Bytes, p.Close}, nil
}

// comparePeers checks that peers agree and times them, one after the other:
// together they would need much memory.
func (b *bench) comparePeers(ctx context.Context) error {
	for _, candidate := range []struct {
		name string
		open func(context.Context) (*peer, error)
	}{{"postgis", b.openPostGIS}, {"bleve", b.openBleve}} {
		if !strings.Contains(b.against, candidate.name) {
			continue
		}
		b.progress.show("filling "+candidate.name, 0, 0)
		p, err := candidate.open(ctx)
		if errors.Is(err, postgis.ErrMissing) {
			b.say("%v: make deps installs it, or as root apt-get install postgresql-postgis. A plain scan stands in for it.", err)
			err = b.compareWithScan(ctx)
		} else if err == nil {
			err = errors.Join(b.comparePeer(ctx, p), p.release())
		}
		if err != nil {
			return fmt.Errorf("%s: %w", candidate.name, err)
		}
	}
	return nil
}

func (b *bench) comparePeer(ctx context.Context, p *peer) error {
	if err := b.agree(ctx, p); err != nil {
		return err
	}
	plain, text := split(b.queries)
	r := engineResult{name: p.name, built: p.built, bytes: p.bytes}
	var err error
	b.progress.show("timing "+p.name+" without text", 0, 0)
	if r.plain, err = b.measure(ctx, p, plain); err != nil {
		return err
	}
	b.progress.show("timing "+p.name+" with text", 0, 0)
	r.text, err = b.measure(ctx, p, text)
	b.peers = append(b.peers, r)
	return err
}

// scanned is how many queries a plain scan answers where there is no PostGIS:
// it takes some microseconds a listing.
const scanned = 100

func (b *bench) compareWithScan(ctx context.Context) error {
	all := b.queries
	defer func() { b.queries = all }()
	b.queries = all[:min(scanned, len(all))]
	return b.agree(ctx, &peer{searcher: scan.New(b.listings, facility.Builtin()), name: "a plain scan", exact: true})
}

// agree compares our answer to every query with the peer's. A difference from
// an exact one is an error.
func (b *bench) agree(ctx context.Context, p *peer) error {
	d, err := differences(ctx, b.engine, p, b.queries, func(done int) {
		b.progress.show("comparing answers with "+p.name, done, len(b.queries))
	})
	if err != nil {
		return err
	}
	b.progress.end()
	if len(d) == 0 {
		b.say("%s gives the same answers to all %d queries: ids, order, total, maybe and all counts.", p.name, len(b.queries))
		return nil
	}
	b.say("%s answers %d of %d queries otherwise, such as:\n%s", p.name, len(d), len(b.queries), strings.Join(d[:min(3, len(d))], "\n"))
	if p.exact {
		return errors.New("the answers differ: nothing is timed")
	}
	return nil
}

// differences lists the queries that two engines answer differently.
func differences(ctx context.Context, ours, theirs searcher, queries []workload.Query, progress func(done int)) ([]string, error) {
	var found []string
	for i, q := range queries {
		progress(i)
		want, err := theirs.Search(ctx, q.Query)
		if err != nil {
			return nil, err
		}
		got, err := ours.Search(ctx, q.Query)
		if err != nil {
			return nil, err
		}
		if d := workload.Difference(got, want); d != "" {
			found = append(found, fmt.Sprintf("  query %d (%s): ours has %s", i, q, d))
		}
	}
	return found, nil
}

// say prints a line about this size.
func (b *bench) say(format string, args ...any) {
	b.progress.end()
	fmt.Fprintf(b.out, "%s listings: %s\n", thousands(b.size), fmt.Sprintf(format, args...))
}
