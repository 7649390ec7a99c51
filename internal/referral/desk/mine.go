package desk

import (
	"context"

	"haven/internal/referral"
)

// Mine returns the cases that somebody is on and that are not done, the newest
// first.
func (d *Desk) Mine(ctx context.Context, by referral.Actor, limit int) ([]referral.Case, error) {
	if !isStaff(by) {
		return nil, ErrNotFound
	}
	if err := d.listed(ctx, by); err != nil {
		return nil, err
	}
	return d.store.OpenCasesOf(ctx, by.Org, by.Person, limit)
}
