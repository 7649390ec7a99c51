package store

import (
	"context"

	"haven/internal/audit"
)

// Beside is something that is stored with a statement, in its transaction: both
// or neither. It is given the revision that the statement takes. A line of the
// audit trail comes last.
type Beside func(t *tx, revision int64) error

// Noting has a line of the audit trail stored with a statement.
func Noting(n audit.Note) Beside {
	return func(t *tx, _ int64) error { return t.note(n) }
}

// Together does what would stand beside a statement where none is made.
func (s *Store) Together(ctx context.Context, beside ...Beside) error {
	return s.write(ctx, func(tx *tx) error {
		revision, err := tx.takeRevisions(1) // first: who changes a listing at once does it in turn
		if err != nil {
			return err
		}
		return tx.beside(revision, beside)
	})
}

func (t *tx) beside(revision int64, all []Beside) error {
	for _, do := range all {
		if err := do(t, revision); err != nil {
			return err
		}
	}
	return nil
}
