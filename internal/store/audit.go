package store

import (
	"context"
	"database/sql"
	"errors"

	"haven/internal/audit"
)

// Note adds a line to the audit trail: for what is only read. What changes
// something is noted in the transaction that does it.
func (s *Store) Note(ctx context.Context, n audit.Note) error {
	return wrap(s.write(ctx, func(tx *tx) error { return tx.note(n) }), "write to the audit trail")
}

// note adds a line to the trail. It comes last in a transaction: until that
// ends, nobody else can write to the trail.
func (t *tx) note(n audit.Note) error {
	var head audit.Head // the update is for its lock alone
	if err := t.one(&head, "UPDATE audit_head SET number = number WHERE id = 1 RETURNING number, hash, seal"); err != nil {
		return err
	}
	e, head, err := n.Append(head)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO audit (number, at, actor, organisation, action, subject, origin, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		e.Number, e.At.Unix(), e.Actor, e.Organisation, string(e.Action), e.Subject, e.Origin, e.Hash)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE audit_head SET number = ?, hash = ?, seal = ? WHERE id = 1", head.Number, head.Hash, head.Seal)
	return err
}

// Trail hands on the audit trail from its first entry on and returns its head,
// both as they were at one moment. An error of do ends the reading and is
// returned as it is.
func (s *Store) Trail(ctx context.Context, do func(audit.Entry) error) (audit.Head, error) {
	// One view of the database for both queries, on PostgreSQL too.
	reading, err := s.db.BeginTxx(ctx, s.snapshot())
	if err != nil {
		return audit.Head{}, wrap(err, "read the audit trail")
	}
	defer reading.Rollback()
	var head audit.Head
	err = reading.GetContext(ctx, &head, "SELECT number, hash, seal FROM audit_head WHERE id = 1")
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // a row that was deleted is for the check to tell
		return audit.Head{}, wrap(err, "read the audit trail")
	}
	rows, err := reading.QueryContext(ctx, "SELECT number, at, actor, organisation, action, subject, origin, hash FROM audit ORDER BY number")
	if err != nil {
		return audit.Head{}, wrap(err, "read the audit trail")
	}
	return head, eachOf(rows, func(row scanner) error {
		var e audit.Entry
		var at int64
		if err := row.Scan(&e.Number, &at, &e.Actor, &e.Organisation, &e.Action, &e.Subject, &e.Origin, &e.Hash); err != nil {
			return err
		}
		e.At = fromUnix(at)
		return do(e)
	})
}

// snapshot is how to begin a transaction that sees the database at one moment
// and keeps nobody from writing. In SQLite every one that only reads does.
func (s *Store) snapshot() *sql.TxOptions {
	if s.engine == sqliteEngine {
		return &sql.TxOptions{ReadOnly: true}
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}
