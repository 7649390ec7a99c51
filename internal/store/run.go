package store

import (
	"context"
	"fmt"
	"time"

	"haven/internal/facility"
)

// RunState tells what became of a run.
type RunState string

// A run is staged while it works. Published it is seen, until another run of
// the same edition supersedes it. The others left nothing but their report.
const (
	RunStaged     RunState = "staged"
	RunPublished  RunState = "published"
	RunSuperseded RunState = "superseded"
	// RunWithdrawn was published, and was undone since. What it said is kept,
	// so that this can be taken back.
	RunWithdrawn RunState = "withdrawn"
	RunUnchanged RunState = "unchanged" // it said what was known already
	RunDry       RunState = "dry"       // only asked what it would change
	RunFailed    RunState = "failed"
	RunAbandoned RunState = "abandoned" // its process ended or fell silent
)

// Run is one import of one file.
type Run struct {
	ID     string // made by StartRun when empty
	Source string // such as "samhsa-directory"
	Series string // the succession of editions, such as "samhsa-su"
	File   string // its name, for people
	SHA256 string // of the file

	// Published is the day of the edition and Complete whether it lists all
	// there is.
	Published time.Time
	Complete  bool

	State             RunState
	Report            string    // JSON, by the importing side
	Started, Finished time.Time // Finished is zero while it works
	// BaseRevision is the store's revision when the run began.
	BaseRevision int64

	// Undoes is the run that this one undoes; "" for an import.
	Undoes string
	// By is the account that asked for it, "" for the command line.
	By string
}

// EndRun ends a run that is not to be published: state is RunFailed,
// RunUnchanged or RunDry. It frees the lease and deletes what was staged.
// ErrLeaseLost when the run has ended already.
func (s *Store) EndRun(ctx context.Context, runID string, state RunState, report string, now time.Time) error {
	if state != RunFailed && state != RunUnchanged && state != RunDry {
		return fmt.Errorf("end run %s: it cannot end as %s", runID, state)
	}
	err := s.write(ctx, func(tx *tx) error {
		if _, err := tx.exec("UPDATE lease SET run = '', expires = 0 WHERE run = ?", runID); err != nil {
			return err
		}
		return tx.endRun(runID, state, report, now)
	})
	if err != nil {
		return wrap(err, "end run %s", runID)
	}
	return wrap(s.sweep(ctx), "end run %s", runID)
}

func (t *tx) endRun(runID string, state RunState, report string, now time.Time) error {
	n, err := t.exec("UPDATE run SET state = ?, report = ?, finished = ? WHERE id = ? AND state = ?",
		state, report, now.Unix(), runID, RunStaged)
	return leaseLost(n, err)
}

const runColumns = "id, source, series, file, sha256, published, complete, state, report, started, finished, base_revision, undoes, by_whom"

// Runs returns the last runs, newest first.
func (s *Store) Runs(ctx context.Context, limit int) ([]Run, error) {
	runs, err := s.runs(ctx, "ORDER BY ordinal DESC LIMIT ?", limit)
	return runs, wrap(err, "read runs")
}

// RunsOfNote are Runs without those that only asked what they would change.
func (s *Store) RunsOfNote(ctx context.Context, limit int) ([]Run, error) {
	runs, err := s.runs(ctx, "WHERE state <> ? ORDER BY ordinal DESC LIMIT ?", RunDry, limit)
	return runs, wrap(err, "read runs")
}

// Run returns a run; ErrNotFound.
func (s *Store) Run(ctx context.Context, id string) (Run, error) {
	runs, err := s.runs(ctx, "WHERE id = ?", id)
	if err == nil && len(runs) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Run{}, wrap(err, "read a run")
	}
	return runs[0], nil
}

func (s *Store) runs(ctx context.Context, which string, args ...any) ([]Run, error) {
	var runs []Run
	err := s.each(ctx, func(rows scanner) error {
		var r Run
		var published, started, finished int64
		err := rows.Scan(&r.ID, &r.Source, &r.Series, &r.File, &r.SHA256, &published, &r.Complete,
			&r.State, &r.Report, &started, &finished, &r.BaseRevision, &r.Undoes, &r.By)
		r.Published, r.Started, r.Finished = fromUnix(published), fromUnix(started), fromUnix(finished)
		runs = append(runs, r)
		return err
	}, "SELECT "+runColumns+" FROM run "+which, args...)
	return runs, err
}

// Editions returns the newest complete published edition of each series.
func (s *Store) Editions(ctx context.Context) (facility.Editions, error) {
	return s.EditionsSeen(ctx, "")
}

// EditionsSeen is Editions as seen by runID, a run that undoes another.
func (s *Store) EditionsSeen(ctx context.Context, runID string) (facility.Editions, error) {
	editions := facility.Editions{}
	err := s.each(ctx, func(rows scanner) error {
		var series string
		var published int64
		err := rows.Scan(&series, &published)
		editions[series] = fromUnix(published)
		return err
	}, "SELECT series, MAX(published) FROM run WHERE "+stateSeen+" = ? AND complete GROUP BY series", runID, RunPublished)
	return editions, wrap(err, "read editions")
}
