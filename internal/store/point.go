package store

import (
	"context"
	"time"

	"haven/internal/geo"
)

// PointRow is a known point of an address.
type PointRow struct {
	Key       string // the normalised address
	StreetKey string // the same without the house number
	Number    int    // the house number
	Point     geo.Point
	Series    string
	At        time.Time // the edition's day
}

var points = target{
	table:   "known_point",
	columns: []string{"run", "address", "street", "number", "lat", "lon", "series", "surveyed"},
	key:     []string{"run", "address"},
}

// StagePoints stores known points of a run, to be seen once it is published.
// Of two for one address the later counts. ErrLeaseLost when the run is not
// at work any more.
func (s *Store) StagePoints(ctx context.Context, runID string, rows []PointRow) error {
	err := stage(ctx, s, runID, points, rows, func(p *PointRow) string { return p.Key },
		func(p *PointRow) ([]any, error) {
			return []any{runID, p.Key, p.StreetKey, p.Number, p.Point.Lat, p.Point.Lon, p.Series, p.At.Unix()}, nil
		})
	return wrap(err, "stage points")
}

// Points hands on the known points of every run that is seen, as for
// [Store.Identities], in no particular order: an address may come once for
// each run that has it.
func (s *Store) Points(ctx context.Context, runID string, replacing bool, each func(PointRow) error) error {
	err := s.each(ctx, func(rows scanner) error {
		var p PointRow
		var at int64
		if err := rows.Scan(&p.Key, &p.StreetKey, &p.Number, &p.Point.Lat, &p.Point.Lon, &p.Series, &at); err != nil {
			return err
		}
		p.At = fromUnix(at)
		return each(p)
	}, "SELECT address, street, number, lat, lon, series, surveyed FROM known_point WHERE "+visible, seenBy(runID, replacing)...)
	return wrap(err, "read known points")
}
