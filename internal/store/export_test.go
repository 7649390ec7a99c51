package store

import (
	"context"
	"fmt"
)

// Batch lets tests stage more rows than go into one INSERT.
const Batch = batch

// Rows counts the rows of a table that belong to a run.
func (s *Store) Rows(ctx context.Context, table, run string) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind(fmt.Sprintf("SELECT COUNT(*) FROM %s WHERE run = ?", table)), run)
	return n, err
}

// PretendMigrated records a migration that this program does not have.
func (s *Store) PretendMigrated(ctx context.Context, name string) error {
	_, err := s.db.ExecContext(ctx, s.db.Rebind("INSERT INTO migration (name, applied) VALUES (?, 0)"), name)
	return err
}

// HoldTrail keeps this process from adding to the audit trail until goOn.
func (s *Store) HoldTrail() (goOn func()) {
	s.trail.turn <- struct{}{}
	return func() { <-s.trail.turn }
}

// OnDisk reports whether PostgreSQL has written to its disk what was written to
// its log after a position, and the end of the log.
func (s *Store) OnDisk(ctx context.Context, after string) (yes bool, end string, err error) {
	err = s.db.QueryRowxContext(ctx, "SELECT pg_current_wal_flush_lsn() > $1::pg_lsn, pg_current_wal_insert_lsn()", after).Scan(&yes, &end)
	return yes, end, err
}

// Unscrubbed are the tables whose files are to be rid of what was deleted.
func (s *Store) Unscrubbed(ctx context.Context) (tables []string, err error) {
	err = s.db.SelectContext(ctx, &tables, "SELECT name FROM unscrubbed ORDER BY name")
	return tables, err
}
