package store

import (
	"context"
	"time"
)

// DuplicateRow is a pair of records, A before B, that may be the same place.
type DuplicateRow struct {
	A, B    string // record keys
	Score   float64
	Reasons string
	Since   time.Time // when it was first in doubt
}

var duplicates = target{
	table:   "duplicate",
	columns: []string{"run", "a", "b", "score", "reasons", "since"},
	key:     []string{"run", "a", "b"},
}

// StageDuplicates stores the possible duplicates as the run found them. Once
// it is published they are all there are: those of earlier runs are gone.
// ErrLeaseLost when the run is not at work any more.
func (s *Store) StageDuplicates(ctx context.Context, runID string, rows []DuplicateRow) error {
	err := stage(ctx, s, runID, duplicates, rows, func(d *DuplicateRow) string { return d.A + "\x00" + d.B },
		func(d *DuplicateRow) ([]any, error) {
			return []any{runID, d.A, d.B, d.Score, d.Reasons, d.Since.Unix()}, nil
		})
	return wrap(err, "stage duplicates")
}

// Duplicates returns the possible duplicates, the likeliest first.
func (s *Store) Duplicates(ctx context.Context, limit int) ([]DuplicateRow, error) {
	var found []DuplicateRow
	err := s.each(ctx, func(rows scanner) error {
		var d DuplicateRow
		var since int64
		err := rows.Scan(&d.A, &d.B, &d.Score, &d.Reasons, &since)
		d.Since = fromUnix(since)
		found = append(found, d)
		return err
	}, "SELECT a, b, score, reasons, since FROM duplicate WHERE run = ("+newestRun+") ORDER BY score DESC, a, b LIMIT ?", limit)
	return found, wrap(err, "read possible duplicates")
}
