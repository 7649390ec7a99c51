package store

import (
	"context"
	"encoding/json"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const callColumns = "id, listing, helpline, by_whom, line, outcome, code, at, said"

// AddCall records a call to a place under its id and, where stewards should
// look at the place again, puts it into their queue. The listing changes if its
// reach does, so that searches see it. said is whether it stands beside its
// statement.
func AddCall(c referral.Call, said bool, n audit.Note) Beside {
	return func(tx *tx, revision int64) error {
		if c.Said = 0; said {
			c.Said = revision
		}
		_, err := tx.exec("INSERT INTO place_call ("+callColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			c.ID, c.Listing, c.Helpline, c.By, string(c.Line), string(c.Outcome), c.Code, c.At.Unix(), c.Said)
		if err == nil && c.NeedsCheck() {
			err = tx.addCheck(c)
		}
		if err != nil {
			return err
		}
		if err := tx.reckonReach(c.Listing, c.At); err != nil {
			return err
		}
		return tx.note(n)
	}
}

// Call returns a call that somebody recorded; ErrNotFound.
func (s *Store) Call(ctx context.Context, helpline, person, id string) (referral.Call, error) {
	found, err := calls(ctx, s.db, "helpline = ? AND by_whom = ? AND id = ?", helpline, person, id)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Call{}, wrap(err, "read a call")
	}
	return found[0], nil
}

// CallsBy returns the calls that somebody recorded since a time, the newest first.
func (s *Store) CallsBy(ctx context.Context, helpline, person string, since time.Time) ([]referral.Call, error) {
	found, err := calls(ctx, s.db, "helpline = ? AND by_whom = ? AND at >= ? ORDER BY at DESC, id", helpline, person, since.Unix())
	return found, wrap(err, "read somebody's calls")
}

// DeleteCall deletes a call with what it put into the stewards' queue, beside
// its statement if it made one.
func DeleteCall(c referral.Call, now time.Time, n audit.Note) Beside {
	return func(tx *tx, _ int64) error {
		for _, table := range []string{"report", "place_call"} {
			if _, err := tx.exec("DELETE FROM "+table+" WHERE id = ?", c.ID); err != nil {
				return err
			}
		}
		if err := tx.reckonReach(c.Listing, now); err != nil {
			return err
		}
		return tx.note(n)
	}
}

// reckonReach stores how often a place answers, as a change of its listing if it
// is one. The revision was taken by the caller: see takeRevisions.
func (t *tx) reckonReach(listing string, now time.Time) error {
	found, err := calls(t.ctx, t.tx, "listing = ? AND at >= ?", listing, now.Add(-referral.ReachWindow).Unix())
	if err != nil {
		return err
	}
	reach := ""
	if r := referral.KnownReach(found, now); r.Calls > 0 {
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		reach = string(text)
	}
	_, err = t.exec(`UPDATE listing SET reach = ?, revision = (SELECT value FROM counter WHERE name = 'revision')
		WHERE id = ? AND state = ? AND reach <> ?`, reach, listing, string(Listed), reach)
	return err
}

// CallsTo returns the calls to some places since a time, by place, the oldest
// first; those of all helplines.
func (s *Store) CallsTo(ctx context.Context, listings []string, since time.Time) (map[string][]referral.Call, error) {
	byPlace := map[string][]referral.Call{}
	if len(listings) == 0 {
		return byPlace, nil
	}
	found, err := calls(ctx, s.db, oneOf("listing", listings)+" AND at >= ? ORDER BY at, id", append(anys(listings), since.Unix())...)
	for _, c := range found {
		byPlace[c.Listing] = append(byPlace[c.Listing], c)
	}
	return byPlace, wrap(err, "read calls to places")
}

func calls(ctx context.Context, q queryer, which string, args ...any) ([]referral.Call, error) {
	var found []referral.Call
	err := read(ctx, q, func(rows scanner) error {
		var c referral.Call
		var at int64
		err := rows.Scan(&c.ID, &c.Listing, &c.Helpline, &c.By, &c.Line, &c.Outcome, &c.Code, &at, &c.Said)
		c.At = fromUnix(at)
		found = append(found, c)
		return err
	}, "SELECT "+callColumns+" FROM place_call WHERE "+which, args...)
	return found, err
}
