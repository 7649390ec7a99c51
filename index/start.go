package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"time"

	"haven/internal/store"
)

// start makes the first snapshot.
func (e *Engine) start(ctx context.Context, anew bool) error {
	e.next.Lock()
	defer e.next.Unlock()
	err := e.firstSnapshot(ctx, anew)
	if err != nil {
		return errors.Join(err, e.drop())
	}
	if err := sweep(e.options.Dir, e.current.Load().generation); err != nil {
		e.log.Warn("old search indexes could not be removed", "error", err)
	}
	return nil
}

func (e *Engine) firstSnapshot(ctx context.Context, anew bool) error {
	if anew {
		return e.startOver(ctx)
	}
	g, err := loadCurrent(e.options.Dir)
	if err == nil {
		return e.resume(ctx, g)
	}
	if !errors.Is(err, errNoIndex) || e.generations.Load() > 0 {
		e.log.Warn("the search index cannot be used and is built anew", "error", err)
	}
	return e.startOver(ctx)
}

// resume goes on with the generation of an earlier run.
func (e *Engine) resume(ctx context.Context, g *generation) error {
	same, err := e.ofThisStore(ctx, g.part)
	if err != nil {
		return errors.Join(err, g.letGo())
	}
	if !same {
		e.log.Warn("the search index is that of another database and is built anew")
		return errors.Join(e.startOver(ctx), g.letGo())
	}
	t, err := e.readTerms(ctx, g.part.codes)
	if err != nil {
		return errors.Join(err, g.letGo())
	}
	e.show(newSnapshot(g, t))
	return e.catchUp(ctx)
}

// spotChecks is how many listings are compared with the store's.
const spotChecks = 16

// ofThisStore reports whether a part was made from this store. A revision
// belongs to one listing for ever: where the store gives it to another, or
// has nothing from there on, it is another store.
func (e *Engine) ofThisStore(ctx context.Context, p *part) (bool, error) {
	for i := range min(spotChecks, p.len()) {
		l := p.listings[i*p.len()/min(spotChecks, p.len())]
		now, err := e.options.Source.ChangedSince(ctx, l.Revision-1, 1)
		if err != nil {
			return false, fmt.Errorf("compare with the store: %w", err)
		}
		if len(now) == 0 || now[0].Listing.Revision == l.Revision && now[0].Listing.ID != l.ID {
			return false, nil
		}
	}
	return true, nil
}

// startOver builds a generation from all that the source has.
func (e *Engine) startOver(ctx context.Context) error {
	started := time.Now()
	t, err := e.readTerms(ctx, noCodes)
	if err != nil {
		return err
	}
	m := newMaker(t.dictionary, e.log)
	atLeast, err := e.options.Source.Revision(ctx)
	if err != nil {
		return fmt.Errorf("read the revision: %w", err)
	}
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
	g, err := e.create(ctx, rows, m.codes, max(revision, atLeast), runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	if err := makeCurrent(e.options.Dir, g); err != nil {
		return errors.Join(err, g.discard())
	}
	clear(e.changes)
	e.show(newSnapshot(g, newTerms(m.codes, t.taxonomy)))
	e.log.Info("built the search index", "listings", len(rows), "revision", revision, "took", time.Since(started).Round(time.Millisecond))
	return nil
}
