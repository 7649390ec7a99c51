package tray

import (
	"context"
	"errors"

	"haven/internal/ingest"
	"haven/internal/store"
)

// Run is one that was, with what it told.
type Run struct {
	store.Run
	Told ingest.Report
	Who  string // e-mail of who asked for it, "" for the command line and pick-ups
	// Undo is the run to undo so that this import is withdrawn or, when it is
	// withdrawn, stands again; "" where neither can be.
	Undo string
}

// Withdrawn reports whether the import was undone.
func (r Run) Withdrawn() bool { return r.State == store.RunWithdrawn }

// Runs returns the last runs, the newest first. Dry ones are left out: they are
// told of where the file is.
func (t *Tray) Runs(ctx context.Context, limit int) ([]Run, error) {
	rows, err := t.store.RunsOfNote(ctx, limit)
	if err != nil {
		return nil, err
	}
	runs := make([]Run, len(rows))
	for i, row := range rows {
		if runs[i], err = t.told(ctx, row); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// Run returns a run; ErrNotFound.
func (t *Tray) Run(ctx context.Context, id string) (Run, error) {
	row, err := t.store.Run(ctx, id)
	if err != nil {
		return Run{}, err
	}
	run, err := t.told(ctx, row)
	if err != nil {
		return Run{}, err
	}
	run.Undo, err = t.undoOf(ctx, row)
	return run, err
}

func (t *Tray) told(ctx context.Context, row store.Run) (Run, error) {
	told, err := ingest.DecodeReport(row.Report)
	if err != nil {
		return Run{}, err
	}
	who, err := t.who(ctx, row.By)
	return Run{Run: row, Told: told, Who: who}, err
}

func (t *Tray) undoOf(ctx context.Context, row store.Run) (string, error) {
	if row.Undoes != "" {
		return "", nil // what can be done is said at the import
	}
	switch row.State {
	case store.RunPublished, store.RunSuperseded:
		return row.ID, nil
	case store.RunWithdrawn:
		return t.store.UndoOf(ctx, row.ID)
	}
	return "", nil
}

// who is the e-mail of an account, "" for none.
func (t *Tray) who(ctx context.Context, account string) (string, error) {
	if account == "" {
		return "", nil
	}
	a, err := t.store.Account(ctx, account)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return a.Email, err
}

// IsNotUndoable reports whether a run cannot be undone: it was not published,
// or a colleague was faster.
func IsNotUndoable(err error) bool { return errors.Is(err, store.ErrNotUndoable) }
