package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNotScrubbed: rows are deleted, but the files may still hold bytes of them,
// because somebody reads for long. Scrub again.
var ErrNotScrubbed = errors.New("somebody reads the database: deleted rows are still in its files until this is run again")

// scrubPatience is how long Scrub waits for readers.
const scrubPatience = 5 * time.Second

// Scrub rids the database's files of what was deleted. SQLite's file is
// written anew and its log emptied; writers wait for the first, readers do not.
// On PostgreSQL the tables that lost rows are written anew ([Store.scrubTables]).
//
// Where nothing was deleted since the last time, nothing is done.
func (s *Store) Scrub(ctx context.Context) error {
	var due []unscrubbed
	err := s.db.SelectContext(ctx, &due, "SELECT name, deletions FROM unscrubbed ORDER BY name")
	switch {
	case err != nil:
		return wrap(err, "look for what is to be scrubbed")
	case len(due) == 0:
		return nil
	case s.engine == postgresEngine:
		return s.scrubTables(ctx, due)
	}
	if err := s.scrubFile(ctx); err != nil {
		return wrap(err, "scrub the database file")
	}
	return s.scrubbed(ctx, due...)
}

// unscrubbed is a table that lost rows, and how many times it did.
type unscrubbed struct {
	Name      string
	Deletions int64
}

// scrubLater notes that the files hold what was deleted from some tables.
func (t *tx) scrubLater(tables ...string) error {
	for _, name := range tables {
		_, err := t.exec("INSERT INTO unscrubbed (name, deletions) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET deletions = unscrubbed.deletions + 1", name)
		if err != nil {
			return err
		}
	}
	return nil
}

// scrubbed notes that tables were scrubbed: but of what they lost meanwhile.
func (s *Store) scrubbed(ctx context.Context, done ...unscrubbed) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		for _, table := range done {
			if _, err := tx.exec("DELETE FROM unscrubbed WHERE name = ? AND deletions = ?", table.Name, table.Deletions); err != nil {
				return err
			}
		}
		return nil
	}), "note what was scrubbed")
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
	restore, err := setPragma(ctx, conn, "busy_timeout", scrubPatience.Milliseconds())
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
