package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/audit"
)

// AssignmentRow tells who has taken a matter of the stewards' inbox.
type AssignmentRow struct {
	Kind, ID string
	Account  string // "" for nobody
	Email    string // of the account; only read
	At       time.Time
}

const assignmentFrom = " FROM assignment JOIN account ON account.id = assignment.account "

// Assign gives a matter to an account, and reports whether it has it now: of
// two who ask at once one gets it.
func (s *Store) Assign(ctx context.Context, a AssignmentRow, n audit.Note) (bool, error) {
	assigned, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec(`INSERT INTO assignment (kind, id, account, at) VALUES (?, ?, ?, ?)
			ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at WHERE assignment.account = excluded.account`,
			a.Kind, a.ID, a.Account, a.At.Unix())
	})
	return assigned, wrap(err, "assign a matter")
}

// Unassign takes a matter from whoever has it, and reports whether somebody had.
func (s *Store) Unassign(ctx context.Context, kind, id string, n audit.Note) (bool, error) {
	freed, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) { return tx.unassign(kind, id) })
	return freed, wrap(err, "release a matter")
}

// unassign is for whoever closes a matter, too.
func (t *tx) unassign(kind, id string) (int64, error) {
	return t.exec("DELETE FROM assignment WHERE kind = ? AND id = ?", kind, id)
}

// Assignment tells who has a matter; a zero row for nobody.
func (s *Store) Assignment(ctx context.Context, kind, id string) (a AssignmentRow, err error) {
	var at int64
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT kind, assignment.id, account, email, at"+assignmentFrom+"WHERE kind = ? AND assignment.id = ?"), kind, id)
	err = row.Scan(&a.Kind, &a.ID, &a.Account, &a.Email, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return AssignmentRow{}, nil
	}
	a.At = fromUnix(at)
	return a, wrap(err, "read who has a matter")
}

// maxAssigned is of how many matters of one account is told.
const maxAssigned = 500

// AssignedTo returns what an account has taken, the latest first. Some of it
// may not wait any more.
func (s *Store) AssignedTo(ctx context.Context, account string) ([]AssignmentRow, error) {
	var found []AssignmentRow
	err := s.each(ctx, func(rows scanner) error {
		var a AssignmentRow
		var at int64
		err := rows.Scan(&a.Kind, &a.ID, &a.Account, &a.Email, &at)
		a.At = fromUnix(at)
		found = append(found, a)
		return err
	}, "SELECT kind, assignment.id, account, email, at"+assignmentFrom+"WHERE account = ? ORDER BY at DESC, kind, assignment.id LIMIT ?", account, maxAssigned)
	return found, wrap(err, "read what somebody has taken")
}
