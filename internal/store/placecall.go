package store

import (
	"context"
	"time"

	"haven/internal/referral"
)

// AddCall records a call to a place.
func (s *Store) AddCall(ctx context.Context, c referral.Call) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO place_call (id, listing, helpline, line, outcome, code, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			newID(), c.Listing, c.Helpline, string(c.Line), string(c.Outcome), c.Code, c.At.Unix())
		return err
	}), "record a call")
}

// CallsTo returns the calls to some places since a time, by place, the oldest
// first; those of all helplines.
func (s *Store) CallsTo(ctx context.Context, listings []string, since time.Time) (map[string][]referral.Call, error) {
	calls := map[string][]referral.Call{}
	if len(listings) == 0 {
		return calls, nil
	}
	err := s.each(ctx, func(rows scanner) error {
		var c referral.Call
		var at int64
		err := rows.Scan(&c.Listing, &c.Helpline, &c.Line, &c.Outcome, &c.Code, &at)
		c.At = fromUnix(at)
		calls[c.Listing] = append(calls[c.Listing], c)
		return err
	}, "SELECT listing, helpline, line, outcome, code, at FROM place_call WHERE "+oneOf("listing", listings)+" AND at >= ? ORDER BY at, id",
		append(anys(listings), since.Unix())...)
	return calls, wrap(err, "read calls to places")
}
