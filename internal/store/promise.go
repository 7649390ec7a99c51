package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
)

// SetPromises makes these the kinds whose numbers a place promised every day. A
// promise that was made before, under any id that leads to the place, keeps its
// day.
func (s *Store) SetPromises(ctx context.Context, listing string, kinds []facility.OpeningKind, madeBy string, now time.Time, n audit.Note) error {
	there, place := atPlace(listing)
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		for _, kind := range facility.OpeningKinds() {
			this := there + " AND kind = ?"
			query, args := "DELETE FROM opening_promise WHERE "+this, append(place, string(kind))
			if slices.Contains(kinds, kind) {
				query = `INSERT INTO opening_promise (listing, kind, since, made_by, overdue) SELECT ?, ?, ?, ?, 0
					WHERE NOT EXISTS (SELECT 1 FROM opening_promise WHERE ` + this + ") ON CONFLICT (listing, kind) DO NOTHING"
				args = append([]any{listing, string(kind), now.Unix(), madeBy}, args...)
			}
			if _, err := tx.exec(query, args...); err != nil {
				return err
			}
		}
		return nil
	}), "store promises")
}

// Promises returns what places promised, by the place that the promise's id
// leads to now; of some places, or of all with none. Of two promises of a kind,
// made before two listings turned out to be one place, the older holds.
func (s *Store) Promises(ctx context.Context, listings ...string) (map[string][]checkin.Promise, error) {
	which, args := promisesOf(listings)
	promises := map[string][]checkin.Promise{}
	err := s.each(ctx, func(rows scanner) error {
		var p checkin.Promise
		var since int64
		err := rows.Scan(&p.Listing, &p.Kind, &since, &p.MadeBy)
		p.Since = fromUnix(since)
		if !slices.ContainsFunc(promises[p.Listing], func(older checkin.Promise) bool { return older.Kind == p.Kind }) {
			promises[p.Listing] = append(promises[p.Listing], p)
		}
		return err
	}, "SELECT "+leadsTo("opening_promise")+", kind, since, made_by FROM opening_promise WHERE "+which+" ORDER BY since, listing, kind", args...)
	return promises, wrap(err, "read promises")
}

// promisesOf selects the promises of some places, or of all with none.
func promisesOf(listings []string) (which string, args []any) {
	if len(listings) == 0 {
		return "TRUE", nil
	}
	return atPlace(listings...)
}

// OpeningsCounted returns when somebody said how many of a kind are open at a
// place, by kind.
func (s *Store) OpeningsCounted(ctx context.Context, listing string) (map[facility.OpeningKind][]time.Time, error) {
	counted := map[facility.OpeningKind][]time.Time{}
	err := s.each(ctx, func(rows scanner) error {
		var at int64
		var text []byte
		if err := rows.Scan(&at, &text); err != nil {
			return err
		}
		var claims struct{ Openings facility.Openings }
		err := json.Unmarshal(text, &claims)
		for kind := range claims.Openings {
			counted[kind] = append(counted[kind], fromUnix(at))
		}
		return err
	}, `SELECT said_at, claims FROM statement WHERE record IN (SELECT record FROM record WHERE listing = ?)
		AND run = '' AND claims LIKE '%"openings"%'`, listing)
	return counted, wrap(err, "read when openings were counted")
}

// Remind notes that a place is reminded, for the one who is the first to do so.
func (s *Store) Remind(ctx context.Context, listing string, step checkin.Step, day, now time.Time, n audit.Note) (first bool, err error) {
	there, place := atPlace(listing)
	date := day.Format(time.DateOnly)
	args := append([]any{listing, int(step), date, now.Unix()}, append(place, int(step), date)...)
	first, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec(`INSERT INTO opening_reminder (listing, step, day, sent) SELECT ?, ?, ?, ?
			WHERE NOT EXISTS (SELECT 1 FROM opening_reminder WHERE `+there+" AND step = ? AND day = ?) ON CONFLICT DO NOTHING", args...)
	})
	return first, wrap(err, "note a reminder")
}

// Unremind takes the note of a reminder back that did not go out.
func (s *Store) Unremind(ctx context.Context, listing string, step checkin.Step, day time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM opening_reminder WHERE listing = ? AND step = ? AND day = ?", listing, int(step), day.Format(time.DateOnly))
		return err
	}), "take the note of a reminder back")
}

// SweepReminders deletes notes of reminders that are older than a time.
func (s *Store) SweepReminders(ctx context.Context, before time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM opening_reminder WHERE sent < ?", before.Unix())
		return err
	}), "delete old reminders")
}

// SetOverdue notes since when the promises of a place are overdue, by kind; the
// zero time for one that is kept. One that is overdue already stays so since
// when it was: the days without a number are not looked at for ever.
func (s *Store) SetOverdue(ctx context.Context, listing string, since map[facility.OpeningKind]time.Time) error {
	there, place := atPlace(listing)
	return wrap(s.write(ctx, func(tx *tx) error {
		for _, kind := range facility.OpeningKinds() {
			first, promised := since[kind]
			if !promised {
				continue
			}
			overdue, before := unixOrNone(first), "overdue = 0"
			if first.IsZero() {
				before = "overdue <> 0"
			}
			args := append([]any{overdue}, append(place, string(kind))...)
			if _, err := tx.exec("UPDATE opening_promise SET overdue = ? WHERE "+there+" AND kind = ? AND "+before, args...); err != nil {
				return err
			}
		}
		return nil
	}), "note overdue promises")
}

// OverduePlace is a place whose numbers stay out.
type OverduePlace struct {
	Listing string
	Since   time.Time
	Kinds   int
}

// Overdue returns the places whose numbers stay out for the longest; of some
// places, or of all with none.
func (s *Store) Overdue(ctx context.Context, limit int, listings ...string) (places []OverduePlace, err error) {
	which, args := promisesOf(listings)
	err = s.each(ctx, func(rows scanner) error {
		var p OverduePlace
		var since int64
		err := rows.Scan(&p.Listing, &since, &p.Kinds)
		p.Since = fromUnix(since)
		places = append(places, p)
		return err
	}, "SELECT place, MIN(overdue), COUNT(DISTINCT kind) FROM (SELECT "+leadsTo("opening_promise")+` AS place, kind, overdue FROM opening_promise
		WHERE overdue > 0 AND `+which+") AS late GROUP BY place ORDER BY MIN(overdue), place LIMIT ?", append(args, limit)...)
	return places, wrap(err, "read overdue promises")
}

// CountOverdue is how many places' numbers stay out.
func (s *Store) CountOverdue(ctx context.Context) (n int, err error) {
	err = s.db.GetContext(ctx, &n, "SELECT COUNT(DISTINCT "+leadsTo("opening_promise")+") FROM opening_promise WHERE overdue > 0")
	return n, wrap(err, "count overdue promises")
}
