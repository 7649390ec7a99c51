package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const callColumns = "id, listing, helpline, by_whom, line, outcome, code, at, said"

// AddCall records a call to a place under its id and, where stewards should
// look at the place again, puts it into their queue.
func (s *Store) AddCall(ctx context.Context, c referral.Call, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO place_call ("+callColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			c.ID, c.Listing, c.Helpline, c.By, string(c.Line), string(c.Outcome), c.Code, c.At.Unix(), c.Said)
		if err != nil || !c.NeedsCheck() {
			return err
		}
		return tx.addCheck(c)
	}), "record a call")
}

// Call returns a call that somebody recorded; ErrNotFound.
func (s *Store) Call(ctx context.Context, helpline, person, id string) (referral.Call, error) {
	found, err := s.calls(ctx, "helpline = ? AND by_whom = ? AND id = ?", helpline, person, id)
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
	found, err := s.calls(ctx, "helpline = ? AND by_whom = ? AND at >= ? ORDER BY at DESC, id", helpline, person, since.Unix())
	return found, wrap(err, "read somebody's calls")
}

// DeleteCall deletes a call with what it put into the stewards' queue.
func (s *Store) DeleteCall(ctx context.Context, id string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if _, err := tx.exec("DELETE FROM report WHERE id = ?", id); err != nil {
			return err
		}
		_, err := tx.exec("DELETE FROM place_call WHERE id = ?", id)
		return err
	}), "delete a call")
}

// CallsTo returns the calls to some places since a time, by place, the oldest
// first; those of all helplines.
func (s *Store) CallsTo(ctx context.Context, listings []string, since time.Time) (map[string][]referral.Call, error) {
	calls := map[string][]referral.Call{}
	if len(listings) == 0 {
		return calls, nil
	}
	found, err := s.calls(ctx, oneOf("listing", listings)+" AND at >= ? ORDER BY at, id", append(anys(listings), since.Unix())...)
	for _, c := range found {
		calls[c.Listing] = append(calls[c.Listing], c)
	}
	return calls, wrap(err, "read calls to places")
}

func (s *Store) calls(ctx context.Context, which string, args ...any) ([]referral.Call, error) {
	var found []referral.Call
	err := s.each(ctx, func(rows scanner) error {
		var c referral.Call
		var at int64
		err := rows.Scan(&c.ID, &c.Listing, &c.Helpline, &c.By, &c.Line, &c.Outcome, &c.Code, &at, &c.Said)
		c.At = fromUnix(at)
		found = append(found, c)
		return err
	}, "SELECT "+callColumns+" FROM place_call WHERE "+which, args...)
	return found, err
}
