package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrNotScrubbed: rows are deleted, but the files may still hold bytes of them,
// because somebody read for long. Scrub again.
var ErrNotScrubbed = errors.New("somebody reads the database: deleted rows are still in its files until this is run again")

// scrubPatience is how long Scrub waits for readers, in milliseconds.
const scrubPatience = 5000

// Scrub rids the database's files of what was deleted. SQLite's file is
// written anew and its log emptied; writers wait for the first, readers do not.
// On PostgreSQL the tables of cases are written anew; its own log holds what was
// in them until it is recycled or, with wal_recycle off, removed after the next
// checkpoint.
//
// Where nothing was deleted since the last time, nothing is done.
func (s *Store) Scrub(ctx context.Context) error {
	var due int64
	if err := s.db.GetContext(ctx, &due, "SELECT due FROM scrub WHERE id = 1"); err != nil || due == 0 {
		return wrap(err, "look for what is to be scrubbed")
	}
	if err := s.scrub(ctx); err != nil {
		return err
	}
	return wrap(s.write(ctx, func(tx *tx) error { // what was deleted meanwhile waits for the next time
		_, err := tx.exec("UPDATE scrub SET due = 0 WHERE id = 1 AND due = ?", due)
		return err
	}), "note that the files were scrubbed")
}

// scrubLater notes that the files hold what was deleted.
func (t *tx) scrubLater() error {
	_, err := t.exec("UPDATE scrub SET due = due + 1 WHERE id = 1")
	return err
}

func (s *Store) scrub(ctx context.Context) error {
	if s.engine == sqliteEngine {
		return wrap(s.scrubFile(ctx), "scrub the database file")
	}
	for _, table := range append([]string{"help_case", "desk_secret", "seal_key"}, caseTables...) {
		if _, err := s.db.ExecContext(ctx, "VACUUM (FULL) "+table); err != nil {
			return fmt.Errorf("scrub table %s: %w", table, err)
		}
	}
	return nil
}

// scrubFile writes the file anew in turn with those who write, and takes it from
// the log to its place while they go on: that waits for the disk.
func (s *Store) scrubFile(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := s.inTurn(ctx, func() error { return vacuum(ctx, conn) }); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		return err
	}
	return s.inTurn(ctx, func() error { return cutLog(ctx, conn) })
}

// inTurn does something while nobody else of this process writes to the file.
func (s *Store) inTurn(ctx context.Context, do func() error) error {
	if err := takeTurn(ctx, s.turn); err != nil {
		return err
	}
	defer func() { <-s.turn }()
	return do()
}

// vacuum leaves what it writes in the log, however long that gets.
func vacuum(ctx context.Context, conn *sql.Conn) error {
	restore, err := setPragma(ctx, conn, "wal_autocheckpoint", 0)
	if err != nil {
		return err
	}
	defer restore()
	_, err = conn.ExecContext(ctx, "VACUUM")
	return err
}

// cutLog takes what is left in the log to the file and empties the log;
// ErrNotScrubbed where somebody reads from it for long.
func cutLog(ctx context.Context, conn *sql.Conn) error {
	restore, err := setPragma(ctx, conn, "busy_timeout", scrubPatience)
	if err != nil {
		return err
	}
	defer restore()
	var busy, frames, moved int64
	if err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return ErrNotScrubbed
	}
	return nil
}

// setPragma gives a connection a setting until it is restored.
func setPragma(ctx context.Context, conn *sql.Conn, name string, value int64) (restore func(), err error) {
	var before int64
	if err := conn.QueryRowContext(ctx, "PRAGMA "+name).Scan(&before); err != nil {
		return nil, err
	}
	set := func(ctx context.Context, value int64) error {
		_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA %s = %d", name, value))
		return err
	}
	return func() { set(context.WithoutCancel(ctx), before) }, set(ctx, value)
}
