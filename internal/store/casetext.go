package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

// SealedText is a text of a case as it is kept: only the key of its case opens it.
type SealedText struct {
	Case    string
	Field   referral.Field
	Version int64
	By      string
	At      time.Time
	Sealed  string
}

// CaseTexts returns the texts of a case, by field.
func (s *Store) CaseTexts(ctx context.Context, caseID string) ([]SealedText, error) {
	var texts []SealedText
	err := s.each(ctx, func(rows scanner) error {
		t := SealedText{Case: caseID}
		var at int64
		err := rows.Scan(&t.Field, &t.Version, &t.By, &at, &t.Sealed)
		t.At = fromUnix(at)
		texts = append(texts, t)
		return err
	}, "SELECT field, version, by_whom, at, sealed FROM case_text WHERE case_id = ? ORDER BY field", caseID)
	return texts, wrap(err, "read the texts of a case")
}

// WriteCaseText stores a text as the version after t.Version, if that is still
// the one there; written is false if somebody else was faster. What it replaces
// is overwritten in a SQLite file.
func (s *Store) WriteCaseText(ctx context.Context, t SealedText, n audit.Note) (written bool, err error) {
	err = s.writeSecurely(ctx, func(tx *tx) (err error) {
		var rows int64
		if t.Version == 0 {
			rows, err = tx.exec(`INSERT INTO case_text (case_id, field, version, by_whom, at, sealed) VALUES (?, ?, 1, ?, ?, ?)
				ON CONFLICT (case_id, field) DO NOTHING`, t.Case, string(t.Field), t.By, t.At.Unix(), t.Sealed)
		} else {
			rows, err = tx.exec(`UPDATE case_text SET version = version + 1, by_whom = ?, at = ?, sealed = ?
				WHERE case_id = ? AND field = ? AND version = ?`, t.By, t.At.Unix(), t.Sealed, t.Case, string(t.Field), t.Version)
		}
		if written = rows == 1; err != nil || !written {
			return err
		}
		return tx.note(n)
	})
	return written, wrap(err, "write a text of a case")
}

// CaseKey returns the wrapped key of a case; ErrNotFound when it was erased.
func (s *Store) CaseKey(ctx context.Context, caseID string) (wrapped string, err error) {
	return s.wrapped(ctx, "SELECT wrapped FROM case_key WHERE case_id = ?", caseID)
}
