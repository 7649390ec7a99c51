package desk

import (
	"context"
	"errors"

	"haven/internal/referral"
)

// FollowUpCall is a follow-up that somebody claimed, with what it takes to call.
type FollowUpCall struct {
	referral.FollowUp
	Facts   referral.Facts
	MayCall bool   // at this hour, with a consent that stands
	Contact string // "" unless they may be called and agreed that it is kept
}

// Claimed returns a follow-up to who claimed it; ErrTaken when it is not theirs,
// or not any more.
func (d *Desk) Claimed(ctx context.Context, by referral.Actor, id string) (FollowUpCall, error) {
	if !isStaff(by) {
		return FollowUpCall{}, ErrNotFound
	}
	f, err := d.store.FollowUp(ctx, by.Org, id)
	if err != nil {
		return FollowUpCall{}, notFound(err)
	}
	if !f.Done.IsZero() || f.ClaimedBy != by.Person || !d.now().Before(f.ClaimedUntil) {
		return FollowUpCall{}, ErrTaken
	}
	c, err := d.Case(ctx, by, f.Case)
	if err != nil {
		return FollowUpCall{}, err
	}
	call := FollowUpCall{FollowUp: f.FollowUp, Facts: c.Facts}
	err = d.mayFollowUp(ctx, f.FollowUp)
	if errors.Is(err, ErrNoConsent) {
		return call, nil
	}
	if err != nil {
		return FollowUpCall{}, err
	}
	call.MayCall = true
	call.Contact, err = d.contact(ctx, by, f.Case)
	return call, err
}

// contact is how somebody is reached, "" without a consent that stands.
func (d *Desk) contact(ctx context.Context, by referral.Actor, caseID string) (string, error) {
	err := d.needConsent(ctx, caseID, referral.KeepContact, by.Org)
	if errors.Is(err, ErrNoConsent) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	texts, err := d.Texts(ctx, by, caseID)
	for _, t := range texts {
		if t.Field == referral.TextContact {
			return t.Words, err
		}
	}
	return "", err
}

// CountDue is how many follow-ups of somebody's helpline are due and free for
// them, those of people who may not be called at this hour included.
func (d *Desk) CountDue(ctx context.Context, by referral.Actor) (int, error) {
	return d.store.CountFollowUpsDue(ctx, by.Org, by.Person, d.now())
}
