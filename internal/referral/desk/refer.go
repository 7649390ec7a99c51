package desk

import (
	"context"
	"fmt"
	"time"

	"haven/internal/referral"
	"haven/internal/store"
)

// Refer drafts a referral to a place.
func (d *Desk) Refer(ctx context.Context, by referral.Actor, caseID, listing string) (referral.Referral, error) {
	if err := referral.CheckListing(listing); err != nil {
		return referral.Referral{}, err
	}
	c, err := d.see(ctx, by, caseID)
	if err != nil {
		return referral.Referral{}, err
	}
	r := referral.Referral{ID: d.store.NewID(), Case: c.ID, Helpline: c.Helpline, Listing: listing, Version: 1,
		State: referral.Draft, Made: d.now().UTC().Truncate(time.Second)}
	return r, d.store.AddReferral(ctx, r, d.note(by, referralDrafted, part(c.ID, "referral", r.ID)))
}

// Move makes a move of m.By on a referral as it was at version: To, Via and
// what goes with it are set by the caller. open are the hours of the place.
// The errors are ErrNotFound, referral.ErrNotAllowed, referral.ErrInvalid, and
// a *referral.ConflictError[referral.Referral] when it was moved meanwhile:
// Yours is what it would have become.
func (d *Desk) Move(ctx context.Context, id string, version int64, m referral.Move, open referral.Hours) (referral.Referral, error) {
	r, err := d.move(ctx, id, version, m, open)
	if err == nil || r.ID == "" {
		return r, err
	}
	if unnoted := d.read(ctx, m.By, part(r.Case, "referral", id)); unnoted != nil {
		return referral.Referral{}, unnoted
	}
	return r, err
}

func (d *Desk) move(ctx context.Context, id string, version int64, m referral.Move, open referral.Hours) (referral.Referral, error) {
	before, err := d.seeReferral(ctx, m.By, id)
	if err != nil {
		return referral.Referral{}, err
	}
	m.At = d.now().UTC().Truncate(time.Second)
	if before.Version != version {
		return before, &referral.ConflictError[referral.Referral]{Version: before.Version, Yours: referral.Referral{ID: id, State: m.To, When: m.When}, Theirs: before}
	}
	after, m, err := before.Step(m, open, referral.AckAllowed)
	if err != nil {
		return before, err
	}
	sealed, err := d.sealMove(ctx, before.Case, m)
	if err != nil {
		return before, err
	}
	done, err := d.store.MoveReferral(ctx, after, store.SealedMove{Move: m, Sealed: sealed}, d.note(m.By, moved(m.To), part(before.Case, "referral", id)))
	if err != nil || done {
		return after, err
	}
	theirs, err := d.seeReferral(ctx, m.By, id)
	if err != nil {
		return before, err
	}
	return theirs, &referral.ConflictError[referral.Referral]{Version: theirs.Version, Yours: after, Theirs: theirs}
}

// sealMove seals the words of a move; "" for none.
func (d *Desk) sealMove(ctx context.Context, caseID string, m referral.Move) (string, error) {
	if m.Words == "" {
		return "", nil
	}
	key, err := d.caseKey(ctx, caseID)
	if err != nil {
		return "", err
	}
	return key.Seal(m.Words, moveOf(m)), nil
}

func moveOf(m referral.Move) string { return fmt.Sprintf("move %s %d", m.Referral, m.Version) }

// Referral returns a referral to those on its case and to the place it was
// sent to.
func (d *Desk) Referral(ctx context.Context, by referral.Actor, id string) (referral.Referral, error) {
	r, err := d.seeReferral(ctx, by, id)
	if err == nil {
		err = d.read(ctx, by, part(r.Case, "referral", id))
	}
	if err != nil {
		return referral.Referral{}, err
	}
	return r, nil
}

func (d *Desk) seeReferral(ctx context.Context, by referral.Actor, id string) (referral.Referral, error) {
	r, err := d.store.Referral(ctx, id)
	if err != nil {
		return referral.Referral{}, notFound(err)
	}
	switch by.Role {
	case referral.Clock:
		return r, nil
	case referral.Facility:
		if by.Org != r.Listing || r.State == referral.Draft {
			return referral.Referral{}, ErrNotFound
		}
		return r, nil
	}
	if _, err := d.see(ctx, by, r.Case); err != nil {
		return referral.Referral{}, err
	}
	return r, nil
}

// Referrals returns the referrals of a case, the oldest first.
func (d *Desk) Referrals(ctx context.Context, by referral.Actor, caseID string) ([]referral.Referral, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.ReferralsOf(ctx, caseID)
}

// Next is the next place on the agent's list, once those that were tried have
// declined or let their time pass.
func (d *Desk) Next(ctx context.Context, by referral.Actor, caseID string) (listing string, found bool, err error) {
	c, err := d.Case(ctx, by, caseID)
	if err != nil {
		return "", false, err
	}
	tried, err := d.store.ReferralsOf(ctx, caseID)
	if err != nil {
		return "", false, err
	}
	listing, found = referral.Next(c.Picks, tried, d.now())
	return listing, found, nil
}
