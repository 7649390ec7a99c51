package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// scrubTables writes tables of PostgreSQL anew, without what was deleted from
// them, each on its own: who uses one waits until it is done, which is as long as
// its rows take. PostgreSQL's own log holds what was in them until it is recycled
// or, with wal_recycle off, removed after the next checkpoint.
//
// It gives up with ErrNotScrubbed where a copy would still hold deleted rows, for
// somebody who looks at the database as it was before, and where somebody uses a
// table for long, a backup for instance: all others would queue behind us.
func (s *Store) scrubTables(ctx context.Context, due []unscrubbed) error {
	conn, err := s.db.Connx(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := awaitOldSnapshots(ctx, conn); err != nil {
		return wrap(err, "wait until nobody sees what was deleted")
	}
	if _, err := conn.ExecContext(ctx, fmt.Sprintf("SET lock_timeout = %d", scrubQueue.Milliseconds())); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "RESET lock_timeout")
	for _, table := range due {
		if _, err := conn.ExecContext(ctx, "VACUUM (FULL) "+pq.QuoteIdentifier(table.Name)); err != nil {
			return fmt.Errorf("scrub table %s: %w", table.Name, notScrubbed(err))
		}
		if err := s.scrubbed(ctx, table); err != nil {
			return err
		}
	}
	return nil
}

// scrubQueue is how long a table is waited for, and so how long others may have
// to wait behind that.
const scrubQueue = 200 * time.Millisecond

// notScrubbed is ErrNotScrubbed where a lock was not to be had in time.
func notScrubbed(err error) error {
	var pg *pq.Error
	if errors.As(err, &pg) && pg.Code.Name() == "lock_not_available" {
		return fmt.Errorf("%w (%w)", ErrNotScrubbed, err)
	}
	return err
}

// oldSnapshots counts who may still see rows that a transaction before $1
// deleted: VACUUM keeps those, as its OldestXmin (procarray.c) tells, from
// sessions of this database, those that replicate, prepared transactions, and
// replicas that hold a slot.
const oldSnapshots = `WITH sessions AS (
	SELECT backend_xid, backend_xmin FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (datid IS NULL OR datname = current_database())
), held (xid) AS (
	SELECT backend_xid FROM sessions
	UNION ALL SELECT backend_xmin FROM sessions
	UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
	UNION ALL SELECT xmin FROM pg_replication_slots
) SELECT count(*) FROM held WHERE age(xid) > age($1::text::xid)`

// awaitOldSnapshots waits until nobody sees what was deleted before. Who comes
// later does not see it either, so once that is so it stays so.
func awaitOldSnapshots(ctx context.Context, conn *sqlx.Conn) error {
	var now string
	if err := conn.GetContext(ctx, &now, "SELECT pg_current_xact_id()::xid::text"); err != nil {
		return err
	}
	for deadline := time.Now().Add(scrubPatience); ; {
		var old int
		if err := conn.GetContext(ctx, &old, oldSnapshots, now); err != nil || old == 0 {
			return err
		}
		if time.Now().After(deadline) {
			return ErrNotScrubbed
		}
		if err := sleep(ctx, oldSnapshotsAgain); err != nil {
			return err
		}
	}
}

// oldSnapshotsAgain is how long to wait before looking again: longer than most
// transactions take.
const oldSnapshotsAgain = 50 * time.Millisecond

// sleep waits, or fails with the context.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
