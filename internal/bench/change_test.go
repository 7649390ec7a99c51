package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"haven/index"
	"haven/internal/bench/postgis"
	"haven/internal/bench/workload"
	"haven/internal/facility"
	"haven/internal/leftout"
	"haven/internal/store"
)

// proof asks for the full size, which takes minutes.
var proof = os.Getenv("HAVEN_PROOF") != ""

// changing is a directory in the store, the index and PostGIS, which one
// goroutine changes while others search it.
type changing struct {
	rows     *workload.Rows
	listings []facility.Listing
	stored   *stored
	engine   *index.Engine
	peer     *postgis.Peer

	changes, retries atomic.Int64
}

func newChanging(t *testing.T, size int, seed uint64) *changing {
	t.Helper()
	var err error
	c := &changing{}
	if c.rows = demoRows(t); proof {
		if c.rows, err = workload.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	c.listings = c.rows.Listings(size, seed)
	c.peer, err = postgis.Open(t.Context(), c.listings)
	if errors.Is(err, postgis.ErrMissing) {
		leftout.Skip(t, "PostGIS", "apt-get install postgresql-postgis, or run make deps")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.peer.Close)
	if c.stored, err = openStored(t.Context(), t.TempDir(), c.listings, &progress{out: t.Output()}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.stored.Close() })
	c.engine, err = index.Open(t.Context(), index.Options{
		Dir: filepath.Join(t.TempDir(), "index"), Source: c.stored, Logger: slog.New(slog.DiscardHandler), Interval: 100 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.engine.Close() })
	return c
}

// keepChanging upserts and removes listings, one by one, until ctx ends.
func (c *changing) keepChanging(ctx context.Context, random *rand.Rand) error {
	for ctx.Err() == nil {
		if err := c.change(ctx, random); err != nil && ctx.Err() == nil {
			return err
		}
		c.changes.Add(1)
		time.Sleep(time.Duration(random.IntN(3000)) * time.Microsecond)
	}
	return nil
}

// change changes the store, PostGIS and the index, in this order.
func (c *changing) change(ctx context.Context, random *rand.Rand) error {
	n := random.IntN(len(c.listings) * 11 / 10)
	id := fmt.Sprintf("new%d", n)
	if n < len(c.listings) {
		id = c.listings[n].ID
	}
	l, state := c.rows.Listing(random, id), store.Listed
	now := &l
	if random.IntN(4) == 0 {
		now, state = nil, store.Removed
	}
	if err := c.stored.say(ctx, l, state); err != nil {
		return err
	}
	if err := c.peer.Change(ctx, c.stored.revisions[id], id, now); err != nil {
		return err
	}
	return c.engine.Sync(ctx)
}

// compare answers a query with both engines at the same revision and tells how
// they differ.
func (c *changing) compare(ctx context.Context, q workload.Query) (string, error) {
	for {
		snapshot, err := c.peer.Snapshot(ctx)
		if err != nil {
			return "", err
		}
		got, err := c.at(ctx, snapshot.Revision, q)
		if err != nil || got.Revision != snapshot.Revision {
			snapshot.Close()
			if err != nil {
				return "", err
			}
			c.retries.Add(1)
			continue // the index is ahead
		}
		want, err := snapshot.Search(ctx, q.Query)
		snapshot.Close()
		return workload.Difference(got, want), err
	}
}

// at is the index's answer at a revision, or at a later one.
func (c *changing) at(ctx context.Context, revision int64, q workload.Query) (facility.Results, error) {
	for {
		r, err := c.engine.Search(ctx, q.Query)
		if err != nil || r.Revision >= revision {
			return r, err
		}
		time.Sleep(50 * time.Microsecond) // the index is behind
	}
}

func TestSearchesAgreeWithPostGISWhileListingsChange(t *testing.T) {
	size, asked := 500, 200
	if proof {
		size, asked = 5_000, 10_000
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	c := newChanging(t, size, seed)
	if err := c.change(t.Context(), rand.New(rand.NewPCG(seed, 1))); err != nil { // from here on revisions agree
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var writing, reading sync.WaitGroup
	writing.Go(func() {
		if err := c.keepChanging(ctx, rand.New(rand.NewPCG(seed, 2))); err != nil {
			t.Error(err)
		}
	})
	queries := c.rows.Queries(asked, seed)
	began, generation := time.Now(), c.engine.Stats().Generation
	for half := range 2 {
		reading.Go(func() { c.read(t, queries[half*asked/2:(half+1)*asked/2]) })
	}
	reading.Wait()
	stop()
	writing.Wait()
	t.Logf("%d searches of %d listings agree with PostGIS during %d changes and %d merges, in %v; %d looked again because a change came between",
		asked, size, c.changes.Load(), c.engine.Stats().Generation-generation, time.Since(began).Round(time.Second), c.retries.Load())
	if c.changes.Load() == 0 {
		t.Error("nothing changed meanwhile")
	}
}

func (c *changing) read(t *testing.T, queries []workload.Query) {
	for _, q := range queries {
		d, err := c.compare(t.Context(), q)
		if err != nil {
			t.Error(err)
			return
		}
		if d != "" {
			t.Errorf("%v: ours has %s", q, d)
		}
	}
}
