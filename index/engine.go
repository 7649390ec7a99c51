package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

// Source is where listings come from. *store.Store is one.
type Source interface {
	// Revision is that of the last change.
	Revision(ctx context.Context) (int64, error)
	// ChangedSince returns what changed after a revision, in the order of
	// revisions, at most limit; nothing when nothing did.
	ChangedSince(ctx context.Context, revision int64, limit int) ([]store.Change, error)
	// Codes are those that the editions brought, beside the built-in ones.
	Codes(ctx context.Context) ([]facility.Code, error)
}

// Options say where an index lives and what it follows.
type Options struct {
	Dir    string // its own folder, made if missing; one process at a time
	Source Source
	Logger *slog.Logger // slog.Default if nil
	// Interval is how often the source is asked for changes; half a second
	// if zero.
	Interval time.Duration
}

const defaultInterval = 500 * time.Millisecond

// ErrClosed is returned by an engine after Close.
var ErrClosed = errors.New("the search index is closed")

// Engine answers searches and follows its source. It is safe for concurrent
// use.
type Engine struct {
	options Options
	log     *slog.Logger
	home    *os.File // the lock

	current atomic.Pointer[snapshot] // nil when closed

	// next is held by whoever makes the next snapshot.
	next      sync.Mutex
	changes   map[string]change // since current's generation, by id
	changed   time.Time         // when the last of them came
	mergeFrom time.Time         // no merge begins before

	stop        context.CancelFunc
	running     sync.WaitGroup
	merging     atomic.Bool
	generations atomic.Int64 // the number of the last one made
}

var _ facility.Searcher = (*Engine)(nil)

// Open opens the index in its folder and follows the source. If there is no
// sound index of this version, it builds one first.
func Open(ctx context.Context, o Options) (*Engine, error) {
	e, err := open(ctx, o, false)
	if err != nil {
		return nil, err
	}
	ctx, e.stop = context.WithCancel(context.WithoutCancel(ctx))
	e.running.Go(func() { e.follow(ctx) })
	return e, nil
}

// Rebuild builds the index anew, whatever is there. It fails while another
// process uses the index.
func Rebuild(ctx context.Context, o Options) error {
	e, err := open(ctx, o, true)
	if err != nil {
		return err
	}
	return e.Close()
}

func open(ctx context.Context, o Options, anew bool) (*Engine, error) {
	e := &Engine{options: o, log: o.Logger, changes: map[string]change{}, stop: func() {}}
	if e.log == nil {
		e.log = slog.Default()
	}
	if e.options.Interval <= 0 {
		e.options.Interval = defaultInterval
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	home, err := lock(ctx, o.Dir)
	if err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	e.home = home
	e.generations.Store(lastNumber(o.Dir))
	if err := e.start(ctx, anew); err != nil {
		return nil, errors.Join(fmt.Errorf("open search index: %w", err), home.Close())
	}
	return e, nil
}

// Close ends following and releases the files once the last search is done.
func (e *Engine) Close() error {
	e.stop()
	e.running.Wait()
	e.next.Lock()
	defer e.next.Unlock()
	if e.current.Load() == nil {
		return nil // it was closed before
	}
	return errors.Join(e.drop(), e.home.Close())
}

// drop ends the use of the current snapshot for good.
func (e *Engine) drop() error {
	if s := e.current.Swap(nil); s != nil {
		return s.generation.letGo()
	}
	return nil
}

// hold is the current snapshot, held: let go of its generation when done.
func (e *Engine) hold() (*snapshot, error) {
	for {
		s := e.current.Load()
		if s == nil {
			return nil, ErrClosed
		}
		if s.generation.hold() {
			return s, nil
		}
	}
}

// Search implements [facility.Searcher].
func (e *Engine) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	if err := ctx.Err(); err != nil {
		return facility.Results{}, err
	}
	s, err := e.hold()
	if err != nil {
		return facility.Results{}, err
	}
	defer e.letGo(s)
	return s.search(q)
}

func (e *Engine) letGo(s *snapshot) {
	if err := s.generation.letGo(); err != nil {
		e.log.Warn("an old search index was not closed cleanly", "error", err)
	}
}

// Taxonomy is that of the listings now searched: the built-in one and what
// the editions added.
func (e *Engine) Taxonomy() *facility.Taxonomy {
	if s := e.current.Load(); s != nil {
		return s.terms.taxonomy
	}
	return facility.Builtin()
}
