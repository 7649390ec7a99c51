package desk

import (
	"context"
	"errors"

	"haven/internal/referral"
)

// tickBatch is how many referrals of a state a Tick ends at most: what is left
// waits for the next minute.
const tickBatch = 200

// Tick is the clock of the desk, to be run every minute: it ends referrals that
// have stood still for too long and deletes links whose time is over. It returns
// how many referrals it ended. Replicas may run it at once.
func (d *Desk) Tick(ctx context.Context) (expired int, err error) {
	for _, standing := range referral.States() {
		limit, lapses := referral.LapsesAfter(standing.State)
		if !lapses {
			continue
		}
		late, err := d.store.LapsedReferrals(ctx, standing.State, d.now().Add(-limit), tickBatch)
		if err != nil {
			return expired, err
		}
		for _, r := range late {
			ended, err := d.expire(ctx, r)
			if err != nil {
				return expired, err
			}
			if ended {
				expired++
			}
		}
	}
	return expired, d.store.SweepLinks(ctx, d.now())
}

// expire ends a referral; ended is false when somebody moved or erased it
// meanwhile.
func (d *Desk) expire(ctx context.Context, r referral.Referral) (ended bool, err error) {
	m := referral.Move{To: referral.Expired, By: theClock, Via: referral.ByTime}
	_, err = d.Move(ctx, r.ID, r.Version, m, referral.Hours{})
	var moved *referral.ConflictError[referral.Referral]
	if errors.As(err, &moved) || errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Overdue returns the referrals that no place has acknowledged in its time, the
// longest waiting first: to agents those of their cases, to supervisors all of
// their helpline.
func (d *Desk) Overdue(ctx context.Context, by referral.Actor, limit int) ([]referral.Referral, error) {
	if !isStaff(by) {
		return nil, ErrNotFound
	}
	person := by.Person
	if by.Role == referral.Supervisor {
		person = ""
	}
	late, err := d.store.OverdueReferrals(ctx, by.Org, person, d.now(), limit)
	if err != nil {
		return nil, err
	}
	return late, d.listed(ctx, by)
}
