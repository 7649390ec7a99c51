package store

import (
	"context"
	"database/sql"
	"errors"

	"haven/internal/audit"
	"haven/internal/referral"
)

// AddHandOver notes that something left the desk. Of a case that was erased
// meanwhile the trail alone tells it.
func (s *Store) AddHandOver(ctx context.Context, h referral.HandOver, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec(`INSERT INTO hand_over (id, case_id, at, by_whom, way, to_kind, referral, failed)
			SELECT ?, id, CAST(? AS BIGINT), ?, ?, ?, ?, CAST(? AS BOOLEAN) FROM help_case WHERE id = ?`,
			h.ID, h.At.Unix(), h.By, string(h.Way), string(h.To), h.Referral, h.Failed, h.Case)
		return err
	}), "note a hand-over")
}

// HandOversOf returns what left the desk in a case, the newest first.
func (s *Store) HandOversOf(ctx context.Context, caseID string) ([]referral.HandOver, error) {
	var all []referral.HandOver
	err := s.each(ctx, func(rows scanner) error {
		h := referral.HandOver{Case: caseID}
		var at int64
		err := rows.Scan(&h.ID, &at, &h.By, &h.Way, &h.To, &h.Referral, &h.Failed)
		h.At = fromUnix(at)
		all = append(all, h)
		return err
	}, "SELECT id, at, by_whom, way, to_kind, referral, failed FROM hand_over WHERE case_id = ? ORDER BY at DESC, id", caseID)
	return all, wrap(err, "read the hand-overs of a case")
}

// Helpline returns the name and the number of a helpline, "" for a number that
// nobody has told; ErrNotFound.
func (s *Store) Helpline(ctx context.Context, id string) (name, phone string, err error) {
	row := s.db.QueryRowContext(ctx, s.db.Rebind(`SELECT name, COALESCE((SELECT phone FROM helpline_phone WHERE helpline = organisation.id), '')
		FROM organisation WHERE id = ?`), id)
	err = row.Scan(&name, &phone)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return name, phone, wrap(err, "read a helpline")
}

// SetHelplinePhone stores the number that a helpline is reached by; "" for none.
func (s *Store) SetHelplinePhone(ctx context.Context, id, phone string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO helpline_phone (helpline, phone) VALUES (?, ?) ON CONFLICT (helpline) DO UPDATE SET phone = excluded.phone", id, phone)
		return err
	}), "store the number of a helpline")
}

// SetCaseCode replaces the code of a case by its hash; ErrDuplicate when it is
// taken.
func (s *Store) SetCaseCode(ctx context.Context, helpline, id, hash string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		return found(tx.exec("UPDATE help_case SET code = ? WHERE id = ? AND helpline = ?", hash, id, helpline))
	}), "replace the code of a case")
}
