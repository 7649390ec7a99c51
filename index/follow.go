package index

import (
	"context"
	"fmt"
	"maps"
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
	return e.takeIn(ctx, s, revision)
}

// takeIn shows the snapshot with what changed after it, up to the revision at
// least.
func (e *Engine) takeIn(ctx context.Context, s *snapshot, atLeast int64) error {
	m := newMaker(s.terms.dictionary, e.log)
	changes := map[string]change{}
	revision, err := e.read(ctx, s.revision, func(c store.Change) { changes[c.Listing.ID] = m.change(&c) })
	if err != nil {
		return fmt.Errorf("follow the store: %w", err)
	}
	t := s.terms
	if m.codes != t.dictionary || len(changes) >= aRun {
		if t, err = e.readTerms(ctx, m.codes); err != nil {
			return err
		}
	}
	maps.Copy(e.changes, changes)
	e.changed = time.Now()
	e.show(s.with(changes, t, max(revision, atLeast)))
	return nil
}

// aRun is how many changes are thought to come from an import, which may have
// brought new service codes or names for them.
const aRun = 100

// readTerms asks the source for its service codes.
func (e *Engine) readTerms(ctx context.Context, codes *dictionary) (*terms, error) {
	brought, err := e.options.Source.Codes(ctx)
	if err != nil {
		return nil, fmt.Errorf("read service codes: %w", err)
	}
	return newTerms(codes, facility.Builtin().With(brought)), nil
}

// changes are some that were read from the source.
type changes struct {
	list []store.Change
	err  error
}

// read hands on all changes after a revision and returns the last one's. It
// reads the next ones meanwhile.
func (e *Engine) read(ctx context.Context, since int64, each func(store.Change)) (int64, error) {
	now := e.readSome(ctx, since)
	for now.err == nil {
		if n := len(now.list); n > 0 {
			since = now.list[n-1].Listing.Revision
		}
		next := make(chan changes, 1)
		more := len(now.list) == changesAtOnce
		if more {
			go func(since int64) { next <- e.readSome(ctx, since) }(since)
		}
		for _, c := range now.list {
			each(c)
		}
		if !more {
			return since, nil
		}
		now = <-next
	}
	return 0, now.err
}

func (e *Engine) readSome(ctx context.Context, since int64) changes {
	list, err := e.options.Source.ChangedSince(ctx, since, changesAtOnce)
	return changes{list, err}
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
