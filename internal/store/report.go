package store

import (
	"context"

	"haven/internal/facility"
)

// AddReport stores what a visitor says is wrong with a listing.
func (s *Store) AddReport(ctx context.Context, r facility.Report) error {
	err := s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO report (id, listing, reason, words, said_at) VALUES (?, ?, ?, ?, ?)",
			newID(), r.Listing, r.Reason, r.Words, r.At.Unix())
		return err
	})
	return wrap(err, "store a report")
}

// Reports returns what visitors said was wrong, the oldest first.
func (s *Store) Reports(ctx context.Context, limit int) ([]facility.Report, error) {
	var reports []facility.Report
	err := s.each(ctx, func(rows scanner) error {
		var r facility.Report
		var at int64
		err := rows.Scan(&r.Listing, &r.Reason, &r.Words, &at)
		r.At = fromUnix(at)
		reports = append(reports, r)
		return err
	}, "SELECT listing, reason, words, said_at FROM report ORDER BY said_at, id LIMIT ?", limit)
	return reports, wrap(err, "read reports")
}
