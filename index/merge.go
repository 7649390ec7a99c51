package index

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// When changes are merged into the next generation: when they have become so
// many that they slow searches down, or when there are some and nothing has
// changed for a while. Building a generation costs a second for 20,000 listings.
const (
	manyChanges   = 2_000
	manyOf        = 10 // or the listings divided by this, if that is more
	someOf        = 200
	quietInterval = 30 * time.Second
	retryInterval = time.Minute // after a merge that failed: the disk is full, perhaps
)

func (e *Engine) mergeWhenDue(ctx context.Context) {
	if !e.mergeDue(time.Now()) || !e.merging.CompareAndSwap(false, true) {
		return
	}
	e.running.Go(func() {
		defer e.merging.Store(false)
		if err := e.merge(ctx); err != nil && ctx.Err() == nil {
			e.log.Error("changes could not be merged into the search index; searches see them nevertheless", "error", err)
			e.putOff(time.Now().Add(retryInterval))
		}
	})
}

// putOff lets no merge begin before then.
func (e *Engine) putOff(until time.Time) {
	e.next.Lock()
	defer e.next.Unlock()
	e.mergeFrom = until
}

func (e *Engine) mergeDue(now time.Time) bool {
	e.next.Lock()
	defer e.next.Unlock()
	s := e.current.Load()
	if s == nil || now.Before(e.mergeFrom) {
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
	cores := max(1, runtime.GOMAXPROCS(0)/2) // the others are left to searches
	g, err := e.create(ctx, s.rows(), s.terms.dictionary, s.revision, cores)
	if err != nil {
		return err
	}
	e.next.Lock()
	defer e.next.Unlock()
	now := e.current.Load()
	if ctx.Err() != nil || now == nil || now.generation != s.generation {
		return g.discard()
	}
	if err := makeCurrent(e.options.Dir, g); err != nil {
		return errors.Join(err, g.discard())
	}
	for id, c := range e.changes {
		if c.revision <= g.revision {
			delete(e.changes, id)
		}
	}
	e.show(newSnapshot(g, now.terms).with(e.changes, now.terms, now.revision))
	return nil
}

// rows are the snapshot's listings, made ready for a new part.
func (s *snapshot) rows() []row {
	old := s.views[0]
	rows := make([]row, 0, s.listings)
	rows = append(rows, s.pending...)
	stride, no := old.matrix.stride, old.columns.no(old.len())
	for i, l := range old.listings {
		if old.alive.has(i) {
			from, to := i*stride, (i+1)*stride
			rows = append(rows, row{listing: l, cell: old.cells[i], yes: old.matrix.words[from:to:to], no: no[from:to:to]})
		}
	}
	sortRows(rows)
	return rows
}

// create writes the next generation.
func (e *Engine) create(ctx context.Context, rows []row, codes *dictionary, revision int64, cores int) (*generation, error) {
	return create(ctx, e.options.Dir, int(e.generations.Add(1)), rows, codes, revision, cores)
}
