package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

// When changes are merged into the next generation: when they have become so
// many that they slow searches down, or when there are some and nothing has
// changed for a while. Building a generation costs a second for 20,000 listings.
const (
	manyChanges   = 2_000
	manyOf        = 10 // or the listings divided by this, if that is more
	someOf        = 200
	quietInterval = 30 * time.Second
)

func (e *Engine) mergeWhenDue(ctx context.Context) {
	if !e.mergeDue(time.Now()) || !e.merging.CompareAndSwap(false, true) {
		return
	}
	e.running.Go(func() {
		defer e.merging.Store(false)
		if err := e.merge(ctx); err != nil && ctx.Err() == nil {
			e.log.Error("changes could not be merged into the search index; searches see them nevertheless", "error", err)
		}
	})
}

func (e *Engine) mergeDue(now time.Time) bool {
	e.next.Lock()
	defer e.next.Unlock()
	s := e.current.Load()
	if s == nil {
		return false
	}
	n := len(e.changes)
	return n > max(manyChanges, s.listings/manyOf) || n > s.listings/someOf && now.Sub(e.changed) > quietInterval
}

// merge builds the next generation from the current snapshot, while searches
// and changes go on.
func (e *Engine) merge(ctx context.Context) error {
	s, err := e.hold()
	if err != nil {
		return err
	}
	defer e.letGo(s)
	rows, codes := s.rows(&maker{codes: s.codes, log: e.log})
	g, err := e.create(rows, codes, s.revision)
	if err != nil {
		return err
	}
	e.next.Lock()
	defer e.next.Unlock()
	now := e.current.Load()
	if ctx.Err() != nil || now == nil || now.generation != s.generation {
		g.retired.Store(true)
		return g.letGo()
	}
	for id, c := range e.changes {
		if c.revision <= g.revision {
			delete(e.changes, id)
		}
	}
	e.show(newSnapshot(g, e.changes, now.codes, now.taxonomy, now.revision))
	return nil
}

// rows are the snapshot's listings, made ready for a new part.
func (s *snapshot) rows(m *maker) ([]row, *dictionary) {
	rows := make([]row, 0, s.listings)
	for _, v := range s.views {
		for i, l := range v.listings {
			if v.alive.has(i) {
				rows = append(rows, m.row(l, v.cells[i]))
			}
		}
	}
	sortRows(rows)
	return rows, m.codes
}

// startOver builds a generation from all that the source has.
func (e *Engine) startOver(ctx context.Context) error {
	started := time.Now()
	codes, err := e.options.Source.Codes(ctx)
	if err != nil {
		return fmt.Errorf("read service codes: %w", err)
	}
	m := maker{codes: noCodes.withTaxonomy(facility.Builtin().With(codes)), log: e.log}
	listed := map[string]row{} // a listing that changes meanwhile comes again
	revision, err := e.read(ctx, 0, func(c store.Change) {
		delete(listed, c.Listing.ID)
		if c.State == store.Listed {
			listed[c.Listing.ID] = m.adopt(&c.Listing)
		}
	})
	if err != nil {
		return fmt.Errorf("read all listings: %w", err)
	}
	rows := slices.Collect(maps.Values(listed))
	sortRows(rows)
	g, err := e.create(rows, m.codes, revision)
	if err != nil {
		return err
	}
	e.maker.codes = m.codes
	clear(e.changes)
	e.log.Info("built the search index", "listings", len(rows), "revision", revision, "took", time.Since(started).Round(time.Millisecond))
	return e.publish(ctx, g, revision)
}

// create writes a generation and lets CURRENT name it.
func (e *Engine) create(rows []row, codes *dictionary, revision int64) (*generation, error) {
	number, err := nextNumber(e.options.Dir)
	if err != nil {
		return nil, fmt.Errorf("write search index: %w", err)
	}
	g, err := create(e.options.Dir, number, rows, codes, revision)
	if err != nil {
		return nil, err
	}
	if err := makeCurrent(e.options.Dir, g); err != nil {
		g.retired.Store(true)
		g.letGo()
		return nil, fmt.Errorf("write search index: %w", err)
	}
	return g, nil
}
