package store

import (
	"cmp"
	"context"
	"time"

	"haven/internal/audit"
)

// MergeAct is a steward's decision that records are one place, or are not.
type MergeAct struct {
	ID       string
	Same     bool
	By       string // account
	At       time.Time
	Why      string
	Undone   time.Time // zero while it is in force
	UndoneBy string
	Pairs    [][2]string // record keys
}

// Decision is a pair of records, A before B, of an act that is in force.
type Decision struct {
	A, B string
	Same bool
}

// AddMergeAct stores a decision, which the next run takes into account.
func (s *Store) AddMergeAct(ctx context.Context, act MergeAct, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := tx.countMerge(); err != nil { // locks the counter: acts follow each other
			return err
		}
		_, err := tx.exec(`INSERT INTO merge_act (id, ordinal, same, by_whom, at, why, undone, undone_by)
			VALUES (?, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM merge_act), ?, ?, ?, ?, 0, '')`,
			act.ID, act.Same, act.By, act.At.Unix(), act.Why)
		if err != nil {
			return err
		}
		for _, p := range act.Pairs {
			a, b := min(p[0], p[1]), max(p[0], p[1])
			if _, err := tx.exec("INSERT INTO merge_pair (act, a, b) VALUES (?, ?, ?)", act.ID, a, b); err != nil {
				return err
			}
		}
		return nil
	}), "store what a steward decided on records")
}

// UndoMergeAct takes a decision back, and reports whether it was in force.
func (s *Store) UndoMergeAct(ctx context.Context, id, by string, at time.Time, n audit.Note) (undone bool, err error) {
	undone, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		if err := tx.countMerge(); err != nil {
			return 0, err
		}
		return tx.exec("UPDATE merge_act SET undone = ?, undone_by = ? WHERE id = ? AND undone = 0", at.Unix(), by, id)
	})
	return undone, wrap(err, "take back what a steward decided on records")
}

func (t *tx) countMerge() error {
	_, err := t.exec("UPDATE counter SET value = value + 1 WHERE name = 'merged'")
	return err
}

// MergeActs returns decisions with their pairs, the newest first.
func (s *Store) MergeActs(ctx context.Context, limit int) ([]MergeAct, error) {
	var acts []MergeAct
	err := s.each(ctx, func(rows scanner) error {
		var a MergeAct
		var pair [2]string
		var at, undone int64
		if err := rows.Scan(&a.ID, &a.Same, &a.By, &at, &a.Why, &undone, &a.UndoneBy, &pair[0], &pair[1]); err != nil {
			return err
		}
		if a.At = fromUnix(at); undone > 0 {
			a.Undone = fromUnix(undone)
		}
		if n := len(acts); n == 0 || acts[n-1].ID != a.ID {
			acts = append(acts, a)
		}
		last := &acts[len(acts)-1]
		last.Pairs = append(last.Pairs, pair)
		return nil
	}, `SELECT merge_act.id, same, by_whom, at, why, undone, undone_by, a, b FROM merge_act JOIN merge_pair ON act = merge_act.id
		WHERE ordinal > (SELECT COALESCE(MAX(ordinal), 0) FROM merge_act) - ? ORDER BY ordinal DESC, a, b`, limit)
	return acts, wrap(err, "read what stewards decided on records")
}

// Decisions returns the pairs of all acts in force, those of the newest first,
// and up to which change of them that is.
func (s *Store) Decisions(ctx context.Context) (pairs []Decision, upTo int64, err error) {
	// What is decided between the two is taken into account now and once more.
	if err := s.db.GetContext(ctx, &upTo, "SELECT value FROM counter WHERE name = 'merged'"); err != nil {
		return nil, 0, wrap(err, "read decisions on records")
	}
	err = s.each(ctx, func(rows scanner) error {
		var d Decision
		err := rows.Scan(&d.A, &d.B, &d.Same)
		pairs = append(pairs, d)
		return err
	}, "SELECT a, b, same FROM merge_act JOIN merge_pair ON act = merge_act.id WHERE undone = 0 ORDER BY ordinal DESC, a, b")
	return pairs, upTo, wrap(err, "read decisions on records")
}

// SetMerged says up to which change of decisions a run has taken them into
// account.
func (s *Store) SetMerged(ctx context.Context, runID string, upTo int64) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("UPDATE run SET merged = ? WHERE id = ?", upTo, runID)
		return err
	}), "note which decisions a run knows")
}

// MergesWait reports whether there are decisions that the directory lacks.
func (s *Store) MergesWait(ctx context.Context) (wait bool, err error) {
	err = s.db.GetContext(ctx, &wait, `SELECT value > COALESCE((SELECT merged FROM run WHERE id = (`+newestRun+`)), 0) FROM counter WHERE name = 'merged'`)
	return wait, wrap(err, "look for decisions on records")
}

// DoubtRow is a pair of listings that may be one place, by the likeliest pair of
// their records.
type DoubtRow struct {
	DuplicateRow
	IDs      [2]string // that the records own for ever
	Listings [2]string
}

// ID names a pair: the ids of its records, which never change.
func (d *DoubtRow) ID() string { return d.IDs[0] + "-" + d.IDs[1] }

// doubts are the pairs that wait: of two listings, on which nobody decided.
const doubts = `FROM duplicate JOIN record AS ra ON ra.record = duplicate.a JOIN record AS rb ON rb.record = duplicate.b
	WHERE duplicate.run = (` + newestRun + `) AND ra.listing <> rb.listing AND NOT EXISTS (
		SELECT 1 FROM merge_pair JOIN merge_act ON merge_act.id = merge_pair.act
		WHERE merge_pair.a = duplicate.a AND merge_pair.b = duplicate.b AND merge_act.undone = 0)`

// Doubts returns the pairs that wait for a steward, the likeliest first.
func (s *Store) Doubts(ctx context.Context, limit int) ([]DoubtRow, error) {
	return s.doubts(ctx, " ORDER BY score DESC, a, b LIMIT ?", limit)
}

// CountDoubts counts them.
func (s *Store) CountDoubts(ctx context.Context) (n int, err error) {
	err = s.db.GetContext(ctx, &n, "SELECT COUNT(*) "+doubts)
	return n, wrap(err, "count pairs in doubt")
}

// Doubt returns the pair of two records, by the ids they own, if it waits;
// ErrNotFound.
func (s *Store) Doubt(ctx context.Context, idA, idB string) (DoubtRow, error) {
	found, err := s.doubts(ctx, " AND ra.id = ? AND rb.id = ?", idA, idB)
	if err != nil || len(found) == 0 {
		return DoubtRow{}, cmp.Or(err, ErrNotFound)
	}
	return found[0], nil
}

func (s *Store) doubts(ctx context.Context, which string, args ...any) ([]DoubtRow, error) {
	var found []DoubtRow
	err := s.each(ctx, func(rows scanner) error {
		var d DoubtRow
		var since int64
		err := rows.Scan(&d.A, &d.B, &d.Score, &d.Reasons, &since, &d.IDs[0], &d.IDs[1], &d.Listings[0], &d.Listings[1])
		d.Since = fromUnix(since)
		found = append(found, d)
		return err
	}, "SELECT a, b, score, reasons, since, ra.id, rb.id, ra.listing, rb.listing "+doubts+which, args...)
	return found, wrap(err, "read pairs in doubt")
}

// PlaceOf returns the listing that a record belongs to, "" for a record that is
// not there.
func (s *Store) PlaceOf(ctx context.Context, record string) (id string, err error) {
	err = s.db.GetContext(ctx, &id, s.db.Rebind("SELECT COALESCE((SELECT listing FROM record WHERE record = ?), '')"), record)
	return id, wrap(err, "read the place of a record")
}
