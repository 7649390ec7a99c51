package index

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

// history is the scans that answer as of the revisions there were.
type history struct {
	mu    sync.Mutex
	scans map[int64]*scan.Searcher
}

func (h *history) record(source *memory) {
	listings := source.listed()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.scans[source.revision] = scan.New(listings, facility.Builtin())
}

func (h *history) at(revision int64) *scan.Searcher {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.scans[revision]
}

// Searches go on while listings change, changes are merged and the index is
// closed and opened again, and each answers as of one revision.
func TestEverySearchSeesOneRevision(t *testing.T) {
	const searchers, rounds = 3, 12
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(250)...)
	past := &history{scans: map[int64]*scan.Searcher{}}
	past.record(source)
	dir := t.TempDir()
	var engine atomic.Pointer[Engine]
	engine.Store(openTest(t, dir, source))

	ctx, stop := context.WithCancel(t.Context())
	var searching sync.WaitGroup
	searched := atomic.Int64{}
	for i := range searchers {
		searching.Go(func() {
			own := newSampler(uint64(i))
			for ctx.Err() == nil {
				if err := searchOnce(ctx, engine.Load(), past, own.query()); err != nil {
					t.Error(err)
					return
				}
				searched.Add(1)
			}
		})
	}
	for round := range rounds {
		s.change(source, 10)
		past.record(source)
		e := engine.Load()
		catchUp(t, e)
		if round%3 == 1 {
			if err := e.merge(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if round%4 == 3 {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
			engine.Store(openTest(t, dir, source))
		}
	}
	stop()
	searching.Wait()
	t.Logf("%d searches", searched.Load())
}

// searchOnce compares with the scan of the revision that the answer names.
func searchOnce(ctx context.Context, e *Engine, past *history, q facility.Query) error {
	r, err := e.Search(ctx, q)
	if errors.Is(err, ErrClosed) || errors.Is(err, context.Canceled) {
		return nil
	}
	if err != nil {
		return err
	}
	reference := past.at(r.Revision)
	if reference == nil {
		return fmt.Errorf("an answer of revision %d, which never was", r.Revision)
	}
	want, err := reference.Search(ctx, q)
	if err != nil {
		return err
	}
	want.Revision = r.Revision
	if diff := diffResults(want, r); diff != "" {
		return fmt.Errorf("revision %d, %s\nthe scan (-) and the index (+) differ:\n%s", r.Revision, describe(q), diff)
	}
	return nil
}
