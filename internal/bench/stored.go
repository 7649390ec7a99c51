package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

// stored is a directory in a SQLite database of its own: what the index is
// built from and follows.
type stored struct {
	*store.Store
	revisions map[string]int64 // of its listings
	reading   atomic.Int64     // nanoseconds that reading changes has taken so far
}

// openStored stores the listings as an import does.
func openStored(ctx context.Context, folder string, listings []facility.Listing, p *progress) (*stored, error) {
	s, err := store.Open(ctx, filepath.Join(folder, "haven.db"))
	if err != nil {
		return nil, err
	}
	d := &stored{Store: s, revisions: make(map[string]int64, len(listings))}
	if err := d.publish(ctx, listings, p); err != nil {
		return nil, errors.Join(fmt.Errorf("store listings: %w", err), s.Close())
	}
	return d, nil
}

// published is the day of every edition; none supersedes another.
var published = time.Date(2023, time.June, 29, 0, 0, 0, 0, time.UTC)

// staging is how many listings are staged between two signs of life.
const staging = 5_000

// publish adds or replaces listings, all at once.
func (d *stored) publish(ctx context.Context, listings []facility.Listing, p *progress) error {
	run, err := d.StartRun(ctx, store.Run{Source: "bench", Series: "bench", Published: published}, time.Now())
	if err != nil {
		return err
	}
	done := 0
	for chunk := range slices.Chunk(listings, staging) {
		if err := d.StageListings(ctx, run.ID, d.rows(chunk)); err != nil {
			return err
		}
		if err := d.Heartbeat(ctx, run.ID, time.Now()); err != nil {
			return err
		}
		done += len(chunk)
		p.show("storing listings", done, len(listings))
	}
	if _, err = d.Publish(ctx, run.ID, "{}", time.Now()); err != nil {
		return err
	}
	return d.learn(ctx)
}

func (d *stored) rows(listings []facility.Listing) []store.ListingRow {
	rows := make([]store.ListingRow, len(listings))
	for i, l := range listings {
		rows[i] = store.ListingRow{Listing: l, State: store.Listed, Digest: l.Name.Name, Based: d.revisions[l.ID]}
	}
	return rows
}

func (d *stored) learn(ctx context.Context) error {
	return d.Digests(ctx, func(l store.Digest) error {
		d.revisions[l.ID] = l.Revision
		return nil
	})
}

// say replaces a listing, or removes it, on its own word.
func (d *stored) say(ctx context.Context, l facility.Listing, state store.ListingState) error {
	record := "bench/" + l.ID
	statement := store.StatementRow{Record: record, Series: record, Source: "bench", At: published, Rank: facility.RankFacility, Identity: "{}"}
	row := store.ListingRow{Listing: l, State: state, Based: d.revisions[l.ID]}
	revision, err := d.Say(ctx, statement, row)
	if err == nil {
		d.revisions[l.ID] = revision
	}
	return err
}

// ChangedSince is the store's, timed.
func (d *stored) ChangedSince(ctx context.Context, revision int64, limit int) ([]store.Change, error) {
	started := time.Now()
	defer func() { d.reading.Add(int64(time.Since(started))) }()
	return d.Store.ChangedSince(ctx, revision, limit)
}
