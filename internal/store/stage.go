package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// batch is how many rows go into one INSERT and one transaction: few enough
// that other writers wait for milliseconds only, and that the widest table
// stays below SQLite's limit of 32,766 parameters.
const batch = 500

// A target is a table and how rows get into it.
type target struct {
	table   string
	columns []string
	// key names the columns by which a row replaces an earlier one. Without
	// it, a second row with the same primary key is an ErrDuplicate.
	key []string
}

// stage stores rows of a run that has not ended, in batches of their own
// transaction. Of rows with the same key the last counts.
func stage[R any](ctx context.Context, s *Store, runID string, to target, rows []R, key func(*R) string, values func(*R) ([]any, error)) error {
	if runID == "" {
		return errors.New("rows are staged for no run")
	}
	if to.key != nil {
		rows = lastOfEach(rows, key)
	}
	for rows := range slices.Chunk(rows, batch) {
		args, err := flatten(rows, len(to.columns), values)
		if err != nil {
			return err
		}
		err = s.write(ctx, func(tx *tx) error {
			if err := tx.fence(runID); err != nil {
				return err
			}
			_, err := tx.exec(to.insert(len(rows)), args...)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func lastOfEach[R any](rows []R, key func(*R) string) []R {
	last := make(map[string]int, len(rows))
	for i := range rows {
		last[key(&rows[i])] = i
	}
	if len(last) == len(rows) {
		return rows
	}
	var kept []R
	for i := range rows {
		if last[key(&rows[i])] == i {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

func flatten[R any](rows []R, columns int, values func(*R) ([]any, error)) ([]any, error) {
	args := make([]any, 0, len(rows)*columns)
	for i := range rows {
		row, err := values(&rows[i])
		if err != nil {
			return nil, err
		}
		args = append(args, row...)
	}
	return args, nil
}

// insert is the statement that stores n rows.
func (to target) insert(n int) string {
	row := "(" + strings.Repeat("?, ", len(to.columns)-1) + "?)"
	rows := strings.Repeat(row+", ", n-1) + row
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", to.table, list(to.columns), rows, to.onConflict())
}

func (to target) onConflict() string {
	if to.key == nil {
		return ""
	}
	var set []string
	for _, column := range to.columns {
		if !slices.Contains(to.key, column) {
			set = append(set, column+" = excluded."+column)
		}
	}
	return fmt.Sprintf(" ON CONFLICT (%s) DO UPDATE SET %s", list(to.key), list(set))
}

func list(columns []string) string { return strings.Join(columns, ", ") }
