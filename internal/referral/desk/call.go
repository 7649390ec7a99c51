package desk

import (
	"context"

	"haven/internal/referral"
)

// Called records what came of calling a place, and says of the place what
// follows from it. The errors are referral.ErrInvalid and those of Say.
func (d *Desk) Called(ctx context.Context, by referral.Actor, c referral.Call) error {
	if !isStaff(by) {
		return ErrNotFound
	}
	c.Helpline, c.At = by.Org, d.now()
	if err := c.Validate(); err != nil {
		return err
	}
	if s, found := c.Statement(); found {
		if _, err := d.say(ctx, c.Listing, s); err != nil {
			return err
		}
	}
	return d.store.AddCall(ctx, c)
}

// Reach returns how often some places answer, by place, as all helplines found.
func (d *Desk) Reach(ctx context.Context, listings ...string) (map[string]referral.Reach, error) {
	now := d.now()
	calls, err := d.store.CallsTo(ctx, listings, now.Add(-referral.ReachWindow))
	if err != nil {
		return nil, err
	}
	reach := make(map[string]referral.Reach, len(listings))
	for _, listing := range listings {
		reach[listing] = referral.ReachOf(calls[listing], now)
	}
	return reach, nil
}
