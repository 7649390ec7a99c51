package store

import (
	"context"
	"fmt"
)

// leftovers are the rows that nobody will see any more, by the runs they
// belong to. They are known by the state of their run alone, so that it does
// not matter who deletes them, when, or whether a process dies over it.
var leftovers = []struct{ table, key, runs string }{
	{"staged_listing", "id", "state <> 'staged'"},
	{"staged_record", "record", "state <> 'staged'"},
	{"staged_run", "id", "state <> 'staged'"},
	{"statement", "record", endedUnseen},
	{"known_point", "address", endedUnseen},
	{"service_code", "code", endedUnseen},
	{"duplicate", "a", "state <> 'staged' AND id <> COALESCE((" + newestRun + "), '')"},
}

const endedUnseen = "state IN ('failed', 'unchanged', 'dry', 'abandoned')"

// sweep deletes the leftovers.
func (s *Store) sweep(ctx context.Context) error {
	for _, l := range leftovers {
		var runs []string
		query := fmt.Sprintf("SELECT id FROM run WHERE %s AND EXISTS (SELECT 1 FROM %s WHERE run = run.id)", l.runs, l.table)
		if err := s.db.SelectContext(ctx, &runs, query); err != nil {
			return fmt.Errorf("look for leftovers: %w", err)
		}
		for _, run := range runs {
			if err := s.deleteRows(ctx, l.table, l.key, run); err != nil {
				return fmt.Errorf("delete leftovers: %w", err)
			}
		}
	}
	return nil
}

// deleteRows deletes a run's rows. On SQLite it does so in batches that let
// other writers through; PostgreSQL has no such need, and would step over the
// dead rows of all earlier batches in each.
func (s *Store) deleteRows(ctx context.Context, table, key, run string) error {
	query, args := fmt.Sprintf("DELETE FROM %s WHERE run = ?", table), []any{run}
	if s.engine == sqliteEngine {
		query += fmt.Sprintf(" AND %[2]s IN (SELECT %[2]s FROM %[1]s WHERE run = ? LIMIT %[3]d)", table, key, batch)
		args = append(args, run)
	}
	for {
		var deleted int64
		err := s.write(ctx, func(tx *tx) (err error) {
			deleted, err = tx.exec(query, args...)
			return err
		})
		if err != nil || deleted == 0 {
			return err
		}
	}
}
