package store

import (
	"context"

	"haven/internal/facility"
	"haven/internal/referral"
)

// AddReport stores what a visitor, or the place itself, says is wrong with a
// listing.
func (s *Store) AddReport(ctx context.Context, r facility.Report) error {
	if r.ID == "" {
		r.ID = newID()
	}
	err := s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO report (id, listing, reason, words, said_at, origin) VALUES (?, ?, ?, ?, ?, ?)",
			r.ID, r.Listing, string(r.Reason), r.Words, r.At.Unix(), string(r.Origin))
		return err
	})
	return wrap(err, "store a report")
}

// DropReport deletes a report that whoever made it took back. One that is not
// there, or was answered, is no error.
func (s *Store) DropReport(ctx context.Context, id string) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		rows, err := tx.exec("DELETE FROM report WHERE id = ? AND answered = 0", id)
		if err != nil || rows == 0 {
			return err
		}
		_, err = tx.exec("DELETE FROM assignment WHERE id = ?", id)
		return err
	}), "delete a report")
}

// Reports returns what visitors said was wrong and what calls found, the oldest
// first.
func (s *Store) Reports(ctx context.Context, limit int) ([]facility.Report, error) {
	var reports []facility.Report
	err := s.each(ctx, func(rows scanner) error {
		var r facility.Report
		var at int64
		err := rows.Scan(&r.Listing, &r.Reason, &r.Words, &at, &r.Origin, &r.Code)
		r.At = fromUnix(at)
		reports = append(reports, r)
		return err
	}, "SELECT listing, reason, words, said_at, origin, code FROM report ORDER BY said_at, id LIMIT ?", limit)
	return reports, wrap(err, "read reports")
}

// addCheck puts what a call found into the stewards' queue, under the id of the
// call. A place that is not there, or not any more, needs no check.
func (t *tx) addCheck(c referral.Call) error {
	_, err := t.exec(`INSERT INTO report (id, listing, reason, words, said_at, origin, code)
		SELECT ?, id, ?, '', ?, ?, ? FROM listing WHERE id = ?`, c.ID, string(c.Check()), c.At.Unix(), string(facility.FromCall), c.Code, c.Listing)
	return err
}
