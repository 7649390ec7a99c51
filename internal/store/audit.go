package store

import (
	"context"
	"database/sql"
	"errors"

	"haven/internal/audit"
)

// Note adds a line to the audit trail: for what is only read. What changes
// something is noted in the transaction that does it.
//
// Lines of several who read at once are written together. Each of them waits
// until its own is stored, and learns of an error, such as audit.ErrWords. A
// crash of the program or the database's server loses none. A power cut may lose
// those of the last second on PostgreSQL (three times wal_writer_delay), and as
// many as it may lose changes on SQLite: see sqliteDSN.
func (s *Store) Note(ctx context.Context, n audit.Note) error {
	if err := n.Check(); err != nil { // else those beside it would fail, too
		return wrap(err, "write to the audit trail")
	}
	line := waitingLine{n, make(chan error, 1)}
	if s.lines.add(line) {
		go s.writeLines(context.WithoutCancel(ctx)) // others wait for it as well
	}
	select {
	case err := <-line.stored:
		return wrap(err, "write to the audit trail")
	case <-ctx.Done():
		return wrap(ctx.Err(), "write to the audit trail")
	}
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
	rows, err := reading.QueryContext(ctx, "SELECT "+auditColumns+" FROM audit ORDER BY number")
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
