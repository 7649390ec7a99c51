package store

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

// CountedBefore returns what was said before a time of room and of nothing
// else, the newest first.
func (s *Store) CountedBefore(ctx context.Context, before time.Time) ([]checkin.Counted, error) {
	var all []checkin.Counted
	err := s.each(ctx, func(rows scanner) error {
		var c checkin.Counted
		var at int64
		var text []byte
		if err := rows.Scan(&c.Record, &c.Revision, &c.Source, &c.By, &c.Rank, &at, &text); err != nil {
			return err
		}
		var claims facility.Claims
		if err := json.Unmarshal(text, &claims); err != nil {
			return err
		}
		for kind := range claims.Openings {
			c.Kinds = append(c.Kinds, kind)
		}
		c.At, claims.Openings = fromUnix(at), nil
		if reflect.ValueOf(claims).IsZero() && len(c.Kinds) > 0 {
			all = append(all, c)
		}
		return nil
	}, `SELECT record, revision, source, by_whom, rank, said_at, claims FROM statement
		WHERE run = '' AND said_at < ? AND claims LIKE '{"openings":%' AND yes_codes = '' AND no_codes = '' AND why = ''
		ORDER BY said_at DESC, revision DESC`, before.Unix())
	return all, wrap(err, "read what was counted")
}

// ForgetCounts deletes counts whose successors are still there: one may have been
// taken back since [checkin.Outdone] was asked. One that is not there is no error.
func (s *Store) ForgetCounts(ctx context.Context, counts []checkin.Counted) error {
	for some := range slices.Chunk(counts, batch) {
		err := s.write(ctx, func(tx *tx) error {
			for _, c := range some {
				if err := tx.forgetCount(&c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return wrap(err, "delete what was counted")
		}
	}
	return nil
}

func (t *tx) forgetCount(c *checkin.Counted) error {
	for _, revision := range c.Successors {
		// The update is for its lock alone: until we are done nobody takes it back.
		rows, err := t.exec("UPDATE statement SET rank = rank WHERE record = ? AND run = '' AND revision = ?", c.Record, revision)
		if err != nil || rows == 0 {
			return err
		}
	}
	_, err := t.exec("DELETE FROM statement WHERE record = ? AND run = '' AND revision = ?", c.Record, c.Revision)
	return err
}
