package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"haven/internal/tally"
)

// AddCounts adds to the totals of weeks.
func (s *Store) AddCounts(ctx context.Context, counts []tally.Count) error {
	// In one order, so that two servers do not wait for each other's rows.
	slices.SortFunc(counts, func(a, b tally.Count) int {
		return cmp.Or(strings.Compare(a.Listing, b.Listing), a.Week.Compare(b.Week), cmp.Compare(a.What, b.What))
	})
	return wrap(s.write(ctx, func(tx *tx) error {
		for part := range slices.Chunk(counts, batch) {
			args := make([]any, 0, 4*len(part))
			for _, c := range part {
				args = append(args, c.Listing, c.Week.Unix(), string(c.What), c.Times)
			}
			_, err := tx.exec("INSERT INTO listing_count (listing, week, what, count) VALUES "+strings.Repeat("(?, ?, ?, ?), ", len(part)-1)+`(?, ?, ?, ?)
				ON CONFLICT (listing, week, what) DO UPDATE SET count = listing_count.count + excluded.count`, args...)
			if err != nil {
				return err
			}
		}
		return nil
	}), "count")
}

// CountsOf returns the totals of a place, under any id that leads to it, for the
// weeks from one on until before another, the newest first.
func (s *Store) CountsOf(ctx context.Context, listing string, from, until time.Time) ([]tally.Count, error) {
	var counts []tally.Count
	there, args := atPlace(listing)
	err := s.each(ctx, func(row scanner) error {
		c := tally.Count{Listing: listing}
		var week int64
		err := row.Scan(&week, &c.What, &c.Times)
		c.Week = fromUnix(week)
		counts = append(counts, c)
		return err
	}, "SELECT week, what, CAST(SUM(count) AS BIGINT) FROM listing_count WHERE "+there+
		" AND week >= ? AND week < ? GROUP BY week, what ORDER BY week DESC, what", append(args, from.Unix(), until.Unix())...)
	return counts, wrap(err, "read the counts of a place")
}

// CountsIn returns how often something happened to places, under whatever ids
// lead to them, in the weeks from one on until before another.
func (s *Store) CountsIn(ctx context.Context, what tally.What, listings []string, from, until time.Time) (map[string]int64, error) {
	times := make(map[string]int64, len(listings))
	if len(listings) == 0 {
		return times, nil
	}
	err := s.each(ctx, func(row scanner) error {
		var listing string
		var n int64
		err := row.Scan(&listing, &n)
		times[listing] = n
		return err
	}, `SELECT record.listing, CAST(SUM(count) AS BIGINT) FROM record JOIN listing_count ON listing_count.listing = record.id
		WHERE `+oneOf("record.listing", listings)+" AND what = ? AND week >= ? AND week < ? GROUP BY record.listing",
		append(anys(listings), string(what), from.Unix(), until.Unix())...)
	return times, wrap(err, "read how often places were met")
}

// SweepCounts deletes the totals of weeks before a time.
func (s *Store) SweepCounts(ctx context.Context, before time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM listing_count WHERE week < ?", before.Unix())
		return err
	}), "delete old counts")
}
