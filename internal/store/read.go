package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// scanner is the row that is being read.
type scanner interface{ Scan(dest ...any) error }

// each runs a query and hands on its rows one by one. An error of do ends the
// reading and is returned as it is.
func (s *Store) each(ctx context.Context, do func(scanner) error, query string, args ...any) error {
	rows, err := s.db.QueryContext(ctx, s.db.Rebind(query), args...)
	if err != nil {
		return err
	}
	return eachOf(rows, do)
}

func eachOf(rows *sql.Rows, do func(scanner) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// oneOf is the condition that a column has one of some values, which are the
// parameters: see [anys].
func oneOf(column string, values []string) string {
	return column + " IN (?" + strings.Repeat(", ?", len(values)-1) + ")"
}

func anys(values []string) []any {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	return args
}

// wrap says what failed; nil stays nil.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

func fromUnix(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
