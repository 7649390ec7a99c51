package index

import (
	"context"
	"fmt"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

// changesAtOnce is how many changes are read from the source at a time.
const changesAtOnce = 2_000

// follow asks the source for changes until ctx ends.
func (e *Engine) follow(ctx context.Context) {
	ticker := time.NewTicker(e.options.Interval)
	defer ticker.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := e.Sync(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !failing: // once, not twice a second
			e.log.Error("searches do not see the newest changes", "error", err)
		case err == nil && failing:
			e.log.Info("searches see the newest changes again")
		}
		failing = err != nil
		e.mergeWhenDue(ctx)
	}
}

// Sync takes in all changes of the source now. Searches that begin after it
// see them.
func (e *Engine) Sync(ctx context.Context) error {
	e.next.Lock()
	defer e.next.Unlock()
	return e.catchUp(ctx)
}

func (e *Engine) catchUp(ctx context.Context) error {
	s := e.current.Load()
	if s == nil {
		return ErrClosed
	}
	revision, err := e.options.Source.Revision(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("follow the store: %w", err)
	case revision == s.revision:
		return nil
	case revision < s.revision:
		e.log.Warn("the store is older than the search index, which is built anew", "store", revision, "index", s.revision)
		return e.startOver(ctx)
	}
	last, err := e.read(ctx, s.revision, func(c store.Change) { e.changes[c.Listing.ID] = e.change(c) })
	if err != nil {
		return fmt.Errorf("follow the store: %w", err)
	}
	e.changed = time.Now()
	return e.publish(ctx, s.generation, last)
}

// read hands on all changes after a revision and returns the last one's.
func (e *Engine) read(ctx context.Context, since int64, each func(store.Change)) (int64, error) {
	for {
		changes, err := e.options.Source.ChangedSince(ctx, since, changesAtOnce)
		if err != nil {
			return 0, err
		}
		if len(changes) == 0 {
			return since, nil
		}
		for _, c := range changes {
			each(c)
		}
		since = changes[len(changes)-1].Listing.Revision
	}
}

func (e *Engine) change(c store.Change) change {
	revision := c.Listing.Revision
	if c.State != store.Listed {
		return change{revision: revision}
	}
	return change{revision, e.maker.adopt(&c.Listing).withWords()}
}

// publish lets searches see a generation with the changes made since.
func (e *Engine) publish(ctx context.Context, g *generation, revision int64) error {
	codes, err := e.options.Source.Codes(ctx)
	if err != nil {
		return fmt.Errorf("read service codes: %w", err)
	}
	taxonomy := facility.Builtin().With(codes)
	e.maker.codes = e.maker.codes.withTaxonomy(taxonomy)
	e.show(newSnapshot(g, e.changes, e.maker.codes, taxonomy, revision))
	return nil
}

// show makes a snapshot the current one. A generation that is replaced goes
// away, folder and all, when the last search lets go of it.
func (e *Engine) show(s *snapshot) {
	old := e.current.Swap(s)
	if old != nil && old.generation != s.generation {
		old.generation.retired.Store(true)
		e.letGo(old)
	}
}
