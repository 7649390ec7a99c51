package store

import (
	"context"
	"errors"
)

// ErrNotUndoable: the run was not published, or it was undone already.
var ErrNotUndoable = errors.New("this run cannot be undone: it was not published, or it is undone already")

// Undoable tells whether a run can be undone, and which import that withdraws
// or, for a run that undid one, brings back. ErrNotFound, ErrNotUndoable.
func (s *Store) Undoable(ctx context.Context, id string) (imported Run, err error) {
	r, err := s.Run(ctx, id)
	if err != nil {
		return Run{}, err
	}
	imported = r
	if r.Undoes != "" {
		if imported, err = s.Run(ctx, r.Undoes); err != nil {
			return Run{}, err
		}
	}
	if imported.Series == "" { // it took in what stewards decided: they undo that
		return Run{}, ErrNotUndoable
	}
	return imported, undoable(r.State, r.Undoes, imported.Undoes)
}

// undoable judges a run in a state that undoes another, which undoes a third.
// Who wants to undo the undoing of an undoing undoes the import.
func undoable(state RunState, undoes, further string) error {
	if state != RunPublished && state != RunSuperseded || undoes != "" && further != "" {
		return ErrNotUndoable
	}
	return nil
}

// standing is what decides which of an edition's runs are seen.
type standing struct {
	ID        string   `db:"id"`
	State     RunState `db:"state"`
	Undoes    string   `db:"undoes"`
	Series    string   `db:"series"`
	Published int64    `db:"published"`
	Complete  bool     `db:"complete"`
}

const standingColumns = "id, state, undoes, series, published, complete"

// stageUndo stages what becomes of other runs when one is undone. The lease is
// held, so that no other changes them meanwhile.
func (t *tx) stageUndo(r *Run) error {
	target, err := t.standing(r.Undoes)
	if err != nil {
		return err
	}
	becomes := map[string]RunState{target.ID: RunWithdrawn}
	imported := target
	if target.Undoes != "" {
		if imported, err = t.standing(target.Undoes); err != nil {
			return err
		}
		becomes[imported.ID] = RunPublished
	}
	if err := undoable(target.State, target.Undoes, imported.Undoes); err != nil {
		return err
	}
	return t.stageStates(r.ID, imported, becomes)
}

func (t *tx) standing(id string) (standing, error) {
	var all []standing
	err := t.all(&all, "SELECT "+standingColumns+" FROM run WHERE id = ?", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return standing{}, err
	}
	return all[0], nil
}

// stageStates settles anew which runs of an edition are seen: those that no
// later complete one supersedes.
func (t *tx) stageStates(runID string, of standing, becomes map[string]RunState) error {
	var edition []standing
	err := t.all(&edition, "SELECT "+standingColumns+" FROM run WHERE series = ? AND published = ? AND undoes = '' ORDER BY ordinal DESC", of.Series, of.Published)
	if err != nil {
		return err
	}
	superseded := false
	for _, r := range edition {
		state := r.State
		if next, staged := becomes[r.ID]; staged {
			state = next
		}
		if state != RunPublished && state != RunSuperseded {
			continue
		}
		if becomes[r.ID] = RunPublished; superseded {
			becomes[r.ID] = RunSuperseded
		}
		superseded = superseded || r.Complete
	}
	for id, state := range becomes {
		if _, err := t.exec("INSERT INTO staged_run (run, id, state) VALUES (?, ?, ?)", runID, id, string(state)); err != nil {
			return err
		}
	}
	return nil
}

// showUndone gives other runs the states that were staged for them.
func (t *tx) showUndone(runID string) error {
	_, err := t.exec(`UPDATE run SET state = (SELECT staged_run.state FROM staged_run WHERE staged_run.run = ? AND staged_run.id = run.id)
		WHERE id IN (SELECT id FROM staged_run WHERE run = ?)`, runID, runID)
	return err
}

// UndoOf returns the run that undid an import and holds, "" for none.
func (s *Store) UndoOf(ctx context.Context, imported string) (string, error) {
	runs, err := s.runs(ctx, "WHERE undoes = ? AND state = ? ORDER BY ordinal DESC LIMIT 1", imported, RunPublished)
	if err != nil || len(runs) == 0 {
		return "", wrap(err, "read what undid a run")
	}
	return runs[0].ID, nil
}
