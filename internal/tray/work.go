package tray

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"haven/importers/list"
	"haven/internal/ingest"
	"haven/internal/store"
)

const (
	// beat is how often somebody who works says so, and how far they are.
	beat = time.Second
	// silence is after how long another may take up what somebody worked at.
	silence = 20 * beat
)

// Work does what is due: it imports what was accepted and tries what waits,
// until nothing is left that this server can do. It is an error only when the
// tray itself cannot be read or written.
func (t *Tray) Work(ctx context.Context) error {
	for {
		row, due, err := t.next(ctx)
		if err != nil || !due {
			return err
		}
		if err := t.do(ctx, row); err != nil {
			return err
		}
	}
}

// next is what to work at: what was accepted first, then the oldest.
func (t *Tray) next(ctx context.Context) (store.TrayRow, bool, error) {
	for _, state := range []store.TrayState{store.TrayAccepted, store.TrayImporting, store.TrayWaiting, store.TrayTrying} {
		rows, err := t.store.TrayIn(ctx, state)
		if err != nil {
			return store.TrayRow{}, false, err
		}
		for _, row := range rows {
			if t.now().Sub(row.Beat) >= silence && (row.Undoes != "" || t.here(row.ID)) {
				return row, true, nil
			}
		}
	}
	return store.TrayRow{}, false, nil
}

// do works at one thing and stores what came of it. What a server that stops
// leaves undone the next takes up at once.
func (t *Tray) do(ctx context.Context, row store.TrayRow) error {
	state, work := store.TrayTrying, t.try
	if row.State == store.TrayAccepted || row.State == store.TrayImporting {
		state, work = store.TrayImporting, t.carryOut
	}
	published, err := t.published(ctx, row.Run)
	if err != nil {
		return err
	}
	run := row.Run
	if published == nil {
		run = t.store.NewID()
	}
	if taken, err := t.store.ClaimTray(ctx, row, state, run, t.now()); err != nil || !taken {
		return err
	}
	row.State, row.Run = state, run
	if published != nil { // by a server that died before it could say so
		row.State, row.Report = store.TrayDone, published.Report
		return t.store.EndTray(ctx, row)
	}
	f := t.follow(ctx, row)
	ended := work(ctx, row, f.tell)
	f.end()
	if ctx.Err() != nil {
		left, cancel := context.WithTimeout(context.WithoutCancel(ctx), beat)
		defer cancel()
		return errors.Join(ctx.Err(), t.store.BeatTray(left, row, time.Time{}))
	}
	return t.store.EndTray(ctx, ended)
}

// published returns the run of an earlier attempt if it came to its end; nil if
// it did not.
func (t *Tray) published(ctx context.Context, id string) (*store.Run, error) {
	if id == "" {
		return nil, nil
	}
	run, err := t.store.Run(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	switch run.State {
	case store.RunPublished, store.RunSuperseded, store.RunWithdrawn, store.RunUnchanged:
		return &run, err
	}
	return nil, err
}

// follow stores how far work is while it goes on.
func (t *Tray) follow(ctx context.Context, row store.TrayRow) *follower {
	f := &follower{row: row, stop: make(chan struct{})}
	f.running.Go(func() {
		tick := time.NewTicker(beat)
		defer tick.Stop()
		for {
			select {
			case <-f.stop:
				return
			case <-tick.C:
				t.store.BeatTray(ctx, f.at(), t.now()) // the next beat says it again
			}
		}
	})
	return f
}

// follower is told how far work is.
type follower struct {
	mu      sync.Mutex
	row     store.TrayRow
	stop    chan struct{}
	running sync.WaitGroup
}

func (f *follower) tell(p ingest.Progress) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.row.Stage, f.row.Done, f.row.Total = p.Stage, p.Done, p.Total
}

func (f *follower) at() store.TrayRow {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.row
}

func (f *follower) end() { close(f.stop); f.running.Wait() }

// The faults that pages have words of their own for: those of ingest are for
// the command line.
const (
	NoDate  = "no-date"
	Future  = "future"
	TooMany = "too-many"
	Unknown = "unknown"
)

// fault is what is kept of an error.
func (t *Tray) fault(row store.TrayRow, err error) string {
	var future *ingest.FutureError
	var tooMany *ingest.TooManyRejectedError
	switch {
	case errors.Is(err, ingest.ErrNoDate):
		return NoDate
	case errors.As(err, &future):
		return Future
	case errors.As(err, &tooMany):
		return TooMany
	case errors.Is(err, list.ErrUnknown):
		return Unknown
	}
	return t.sentence(row, err)
}

// sentence is a fault in words for a person: it names the file as they do.
func (t *Tray) sentence(row store.TrayRow, err error) string {
	return strings.ReplaceAll(err.Error(), t.path(row.ID), row.File)
}
