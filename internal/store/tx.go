package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"haven/internal/audit"
)

// tx is a transaction that writes.
type tx struct {
	ctx        context.Context
	tx         *sqlx.Tx
	trail      *trailEnd
	holdsTrail bool
	notes      []audit.Note // lines of the audit trail that it ends with
}

// write runs do in a transaction and commits it, with what was noted in it,
// unless do fails. When it returns, PostgreSQL has all of that on its disk; what a
// power cut may take from SQLite, sqliteDSN tells.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	noted, err := s.transact(ctx, do)
	if err == nil && noted && s.engine == postgresEngine {
		err = s.awaitDisk(ctx)
	}
	return err
}

// passing is write for what is of a moment, such as when a session was used: on
// PostgreSQL nobody waits for the disk, so that a power cut may lose that of the
// last second.
func (s *Store) passing(ctx context.Context, do func(*tx) error) error {
	_, err := s.transact(ctx, func(t *tx) error {
		if s.engine == postgresEngine {
			if _, err := t.exec("SELECT " + diskLater); err != nil {
				return err
			}
		}
		return do(t)
	})
	return err
}

// transact reports whether the transaction had lines of the audit trail. On
// PostgreSQL these are committed and may not be on the disk yet: see awaitDisk.
func (s *Store) transact(ctx context.Context, do func(*tx) error) (noted bool, err error) {
	if s.turn != nil {
		if err := takeTurn(ctx, s.turn); err != nil {
			return false, err
		}
		defer func() { <-s.turn }()
	}
	begun, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return false, err
	}
	t := &tx{ctx: ctx, tx: begun, trail: &s.trail}
	defer t.leaveTrail()
	defer begun.Rollback() // does nothing once committed
	if err := do(t); err != nil {
		return false, err
	}
	return len(t.notes) > 0, t.commit()
}

// exec returns how many rows were changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	if err := checkText(args); err != nil {
		return 0, err
	}
	result, err := t.tx.ExecContext(t.ctx, t.tx.Rebind(query), args...)
	if err != nil {
		return 0, known(err)
	}
	return result.RowsAffected()
}

// one reads a single row into dest; sql.ErrNoRows when there is none.
func (t *tx) one(dest any, query string, args ...any) error {
	return t.tx.GetContext(t.ctx, dest, t.tx.Rebind(query), args...)
}

// all reads the rows into the slice that dest points to.
func (t *tx) all(dest any, query string, args ...any) error {
	return t.tx.SelectContext(t.ctx, dest, t.tx.Rebind(query), args...)
}

// checkText refuses what PostgreSQL cannot keep and SQLite should not. It is
// for those who read files and forms to clean what they read.
func checkText(args []any) error {
	for _, arg := range args {
		if text, ok := arg.(string); ok && (strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text)) {
			return fmt.Errorf("%w: %.60q", errNotText, text)
		}
	}
	return nil
}

var errNotText = errors.New("not text in UTF-8 without NUL characters")
