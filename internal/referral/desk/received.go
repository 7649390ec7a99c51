package desk

import (
	"context"

	"haven/internal/audit"
	"haven/internal/referral"
)

// placeListed is that somebody looked at what was sent to their place.
const placeListed audit.Action = "place.listed"

// Received returns what was sent to a place, for somebody who speaks for it (by
// is its Facility): the newest first. What a referral says of a person is for
// Sheet to tell, which judges consent.
func (d *Desk) Received(ctx context.Context, by referral.Actor, limit int) ([]referral.Referral, error) {
	if by.Role != referral.Facility {
		return nil, ErrNotFound
	}
	if err := d.once(ctx, by, placeListed, "listing:"+by.Org); err != nil {
		return nil, err
	}
	return d.store.ReferralsTo(ctx, by.Org, limit)
}

// AskedForRoom returns the questions for room that wait at a place, for somebody
// who speaks for it: the oldest first.
func (d *Desk) AskedForRoom(ctx context.Context, by referral.Actor, limit int) ([]referral.RoomQuestion, error) {
	if by.Role != referral.Facility {
		return nil, ErrNotFound
	}
	if err := d.once(ctx, by, placeListed, "listing:"+by.Org); err != nil {
		return nil, err
	}
	return d.store.RoomQuestionsTo(ctx, by.Org, limit)
}

// CountReceived is how many referrals and questions for room wait for an answer
// of some places.
func (d *Desk) CountReceived(ctx context.Context, listings []string) (int, error) {
	return d.store.CountWaitingAt(ctx, listings)
}

// SentTo is the place that a referral was sent to; ErrNotFound while it is a
// draft. Whoever asks judges who speaks for that place.
func (d *Desk) SentTo(ctx context.Context, id string) (listing string, err error) {
	r, err := d.store.Referral(ctx, id)
	if err == nil && r.State == referral.Draft {
		err = ErrNotFound
	}
	return r.Listing, notFound(err)
}

// AskedOf is the place that was asked for room by a question; ErrNotFound for
// one that is not there.
func (d *Desk) AskedOf(ctx context.Context, id string) (listing string, err error) {
	q, err := d.store.RoomQuestion(ctx, id)
	return q.Listing, notFound(err)
}
