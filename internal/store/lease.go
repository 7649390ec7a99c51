package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

// LeaseTTL is how long a run may be silent before another may begin. Its
// process says every second that it is alive ([Store.Heartbeat]). Clocks that
// differ by more make a run end too early, never two be published at once:
// Publish and the staging methods check who holds the lease, not the time.
const LeaseTTL = 5 * time.Second

// StartRun begins a run: it takes the lease, so that no other is at work, and
// deletes what an abandoned one had staged. ErrBusy when another run is alive;
// for one that undoes another, the errors of [Store.Undoable].
func (s *Store) StartRun(ctx context.Context, r Run, now time.Time) (Run, error) {
	if err := s.abandonSilentRun(ctx, now); err != nil {
		return Run{}, wrap(err, "start a run")
	}
	if err := s.sweep(ctx); err != nil {
		return Run{}, wrap(err, "start a run")
	}
	if r.ID == "" {
		r.ID = newID()
	}
	r.File = strings.ToValidUTF8(r.File, "\uFFFD") // file systems allow anything
	r.State, r.Report = RunStaged, ""
	r.Started, r.Finished = now, time.Time{}
	err := s.write(ctx, func(tx *tx) error {
		if err := tx.insertRun(&r); err != nil || r.Undoes == "" {
			return err
		}
		return tx.stageUndo(&r)
	})
	return r, wrap(err, "start a run")
}

// abandonSilentRun frees the lease when it has expired.
func (s *Store) abandonSilentRun(ctx context.Context, now time.Time) error {
	return s.write(ctx, func(tx *tx) error {
		n, err := tx.exec("UPDATE lease SET run = '', expires = 0 WHERE expires <= ?", now.Unix())
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrBusy
		}
		_, err = tx.exec("UPDATE run SET state = ?, finished = ? WHERE state = ?", RunAbandoned, now.Unix(), RunStaged)
		return err
	})
}

func (t *tx) insertRun(r *Run) error {
	n, err := t.exec("UPDATE lease SET run = ?, expires = ? WHERE run = ''", r.ID, r.Started.Add(LeaseTTL).Unix())
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrBusy
	}
	if err := t.one(&r.BaseRevision, "SELECT value FROM counter WHERE name = 'revision'"); err != nil {
		return err
	}
	// The lease's row is locked: nobody else takes the next ordinal.
	_, err = t.exec("INSERT INTO run ("+runColumns+", ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM run))",
		r.ID, r.Source, r.Series, r.File, r.SHA256, r.Published.Unix(), r.Complete,
		r.State, r.Report, r.Started.Unix(), r.Finished.Unix(), r.BaseRevision, r.Undoes, r.By)
	return err
}

// Heartbeat keeps the lease for another LeaseTTL. ErrLeaseLost when another
// run took over or this one failed. That it was published is no error: the
// heart may beat on while Publish is at work.
func (s *Store) Heartbeat(ctx context.Context, runID string, now time.Time) error {
	err := s.write(ctx, func(tx *tx) error {
		n, err := tx.exec("UPDATE lease SET expires = ? WHERE run = ?", now.Add(LeaseTTL).Unix(), runID)
		if err != nil || n > 0 {
			return err
		}
		var published bool
		err = tx.one(&published, "SELECT EXISTS (SELECT 1 FROM run WHERE id = ? AND state = ?)", runID, RunPublished)
		if err == nil && !published {
			err = ErrLeaseLost
		}
		return err
	})
	return wrap(err, "keep run %s alive", runID)
}

// fence refuses rows of a run that is not at work any more: its process may
// have slept through the end of its lease.
func (t *tx) fence(runID string) error {
	var state RunState
	err := t.one(&state, "SELECT state FROM run WHERE id = ?", runID)
	if errors.Is(err, sql.ErrNoRows) || err == nil && state != RunStaged {
		return ErrLeaseLost
	}
	return err
}

// leaseLost is ErrLeaseLost when no row was changed.
func leaseLost(changed int64, err error) error {
	if err == nil && changed == 0 {
		return ErrLeaseLost
	}
	return err
}
