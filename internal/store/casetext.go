package store

import (
	"context"
	"database/sql"
	"errors"
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

// DeskSecret returns a wrapped secret of all cases by its name. When there is
// none yet it stores fresh; of servers that do so at once all get the same.
func (s *Store) DeskSecret(ctx context.Context, name, fresh string) (wrapped string, err error) {
	const read = "SELECT wrapped FROM desk_secret WHERE name = ?"
	wrapped, err = s.wrapped(ctx, read, name)
	if !errors.Is(err, ErrNotFound) {
		return wrapped, err
	}
	err = s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO desk_secret (name, wrapped) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, fresh)
		return err
	})
	if err != nil {
		return "", wrap(err, "store a secret of the desk")
	}
	return s.wrapped(ctx, read, name)
}

func (s *Store) wrapped(ctx context.Context, query, of string) (wrapped string, err error) {
	err = s.db.GetContext(ctx, &wrapped, s.db.Rebind(query), of)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return wrapped, wrap(err, "read a wrapped key")
}

// wrappedKey is a key that RewrapKeys goes through.
type wrappedKey struct {
	Of      string `db:"of_what"`
	Wrapped string `db:"wrapped"`
}

// RewrapKeys puts every key of the desk into what rewrap makes of it, all or
// none. It is told what the key is of: a case's id, or a secret's name.
func (s *Store) RewrapKeys(ctx context.Context, rewrapCase, rewrapSecret func(of, wrapped string) (string, error)) (count int, err error) {
	err = s.writeSecurely(ctx, func(tx *tx) error {
		cases, err := tx.rewrap("case_key", "case_id", rewrapCase)
		if err != nil {
			return err
		}
		secrets, err := tx.rewrap("desk_secret", "name", rewrapSecret)
		count = cases + secrets
		return err
	})
	return count, wrap(err, "wrap keys anew")
}

func (t *tx) rewrap(table, of string, do func(of, wrapped string) (string, error)) (int, error) {
	if t.tx.DriverName() == postgresEngine { // a key made meanwhile would be missed
		if _, err := t.exec("LOCK TABLE " + table + " IN EXCLUSIVE MODE"); err != nil {
			return 0, err
		}
	}
	var keys []wrappedKey
	if err := t.all(&keys, "SELECT "+of+" AS of_what, wrapped FROM "+table); err != nil {
		return 0, err
	}
	for _, k := range keys {
		anew, err := do(k.Of, k.Wrapped)
		if err != nil {
			return 0, err
		}
		if _, err := t.exec("UPDATE "+table+" SET wrapped = ? WHERE "+of+" = ?", anew, k.Of); err != nil {
			return 0, err
		}
	}
	return len(keys), nil
}
