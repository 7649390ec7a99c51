package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"haven/internal/freshness"
)

// FreshnessCounted is the last day whose shares were counted; its Day is ""
// where none was.
func (s *Store) FreshnessCounted(ctx context.Context) (last freshness.Counted, err error) {
	err = s.each(ctx, func(rows scanner) error {
		var at int64
		err := rows.Scan(&last.Day, &at, &last.Revision)
		last.At = fromUnix(at)
		return err
	}, "SELECT day, at, revision FROM freshness_day ORDER BY day DESC LIMIT 1")
	return last, wrap(err, "read when freshness was counted")
}

// PutFreshness stores the shares of a day in place of those that were counted
// from an older revision; where another server was faster it changes nothing.
// Days that are older than [freshness.Kept] go.
func (s *Store) PutFreshness(ctx context.Context, of freshness.Counted, counts freshness.Counts) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		first, err := tx.exec(`INSERT INTO freshness_day (day, at, revision) VALUES (?, ?, ?)
			ON CONFLICT (day) DO UPDATE SET at = excluded.at, revision = excluded.revision WHERE freshness_day.revision < excluded.revision`,
			string(of.Day), of.At.Unix(), of.Revision)
		if err != nil || first == 0 {
			return err
		}
		if _, err := tx.exec("DELETE FROM freshness_share WHERE day = ?", string(of.Day)); err != nil {
			return err
		}
		if err := tx.putShares(of.Day, counts); err != nil {
			return err
		}
		return tx.forgetFreshness(freshness.DayOf(of.At.Add(-freshness.Kept)))
	}), "store how fresh the facts are")
}

func (t *tx) putShares(day freshness.Day, counts freshness.Counts) error {
	var args []any
	for mark, share := range counts {
		args = append(args, string(mark.By), mark.Name, string(day), share.Fresh, share.Facts)
	}
	const columns = 5
	for part := range slices.Chunk(args, columns*batch) {
		_, err := t.exec("INSERT INTO freshness_share (counted_by, name, day, fresh, facts) VALUES "+rowsOf(len(part)/columns, columns), part...)
		if err != nil {
			return err
		}
	}
	return nil
}

// rowsOf are the places of values in an INSERT of some rows.
func rowsOf(rows, columns int) string {
	row := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return row + strings.Repeat(", "+row, rows-1)
}

func (t *tx) forgetFreshness(before freshness.Day) error {
	if _, err := t.exec("DELETE FROM freshness_share WHERE day < ?", string(before)); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM freshness_day WHERE day < ?", string(before))
	return err
}

// Freshness returns the shares of a day.
func (s *Store) Freshness(ctx context.Context, day freshness.Day) (freshness.Counts, error) {
	counts := freshness.Counts{}
	err := s.each(ctx, func(rows scanner) error {
		var m freshness.Mark
		var share freshness.Share
		err := rows.Scan(&m.By, &m.Name, &share.Fresh, &share.Facts)
		counts[m] = share
		return err
	}, "SELECT counted_by, name, fresh, facts FROM freshness_share WHERE day = ?", string(day))
	return counts, wrap(err, "read how fresh the facts are")
}

// FreshnessSince returns a share day by day, the oldest first.
func (s *Store) FreshnessSince(ctx context.Context, of freshness.Mark, from freshness.Day) (days []freshness.DayShare, err error) {
	err = s.each(ctx, func(rows scanner) error {
		var d freshness.DayShare
		err := rows.Scan(&d.Day, &d.Fresh, &d.Facts)
		days = append(days, d)
		return err
	}, "SELECT day, fresh, facts FROM freshness_share WHERE counted_by = ? AND name = ? AND day >= ? ORDER BY day",
		string(of.By), of.Name, string(from))
	return days, wrap(err, "read how fresh the facts were")
}

// PutStalePlaces stores places to see to, as they were counted at a moment; what
// was counted later stands.
func (s *Store) PutStalePlaces(ctx context.Context, places []freshness.Place, counted time.Time) error {
	if len(places) == 0 {
		return nil
	}
	// In one order, so that two servers do not wait for each other's rows.
	slices.SortFunc(places, func(a, b freshness.Place) int { return strings.Compare(a.Listing, b.Listing) })
	const columns = 8
	args := make([]any, 0, columns*len(places))
	for _, p := range places {
		args = append(args, p.Listing, p.State, p.Fresh, p.Facts, p.Oldest.Unix(), p.Seen, p.Weight(counted), counted.Unix())
	}
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO stale_place (listing, state, fresh, facts, oldest, seen, weight, counted) VALUES "+rowsOf(len(places), columns)+`
			ON CONFLICT (listing) DO UPDATE SET state = excluded.state, fresh = excluded.fresh, facts = excluded.facts,
			oldest = excluded.oldest, seen = excluded.seen, weight = excluded.weight, counted = excluded.counted
			WHERE stale_place.counted <= excluded.counted`, args...)
		return err
	}), "store places to see to")
}

// DropStalePlaces deletes those that were not among the places counted since.
func (s *Store) DropStalePlaces(ctx context.Context, counted time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM stale_place WHERE counted < ?", counted.Unix())
		return err
	}), "delete places that are seen to")
}

// StalePlaces returns the places to see to soonest, of one state or of all for
// "", after some that are left out.
func (s *Store) StalePlaces(ctx context.Context, state string, after, limit int) (places []freshness.Place, err error) {
	which, args := "", []any{}
	if state != "" {
		which, args = "WHERE state = ? ", append(args, state)
	}
	err = s.each(ctx, func(rows scanner) error {
		var p freshness.Place
		var oldest int64
		err := rows.Scan(&p.Listing, &p.State, &p.Fresh, &p.Facts, &oldest, &p.Seen)
		p.Oldest = fromUnix(oldest)
		places = append(places, p)
		return err
	}, "SELECT listing, state, fresh, facts, oldest, seen FROM stale_place "+which+"ORDER BY weight DESC, listing DESC LIMIT ? OFFSET ?", append(args, limit, after)...)
	return places, wrap(err, "read places to see to")
}
