package desk

import (
	"context"
	"errors"
	"time"

	"haven/internal/referral"
	"haven/internal/store"
)

// ErrTaken: somebody else is at the follow-up, or it is done.
var ErrTaken = errors.New("a colleague is at this follow-up, or it is done")

// FollowUpOn plans to ask what became of a case. It needs the consent, and that
// the person may be called.
func (d *Desk) FollowUpOn(ctx context.Context, by referral.Actor, caseID string, due time.Time) (referral.FollowUp, error) {
	c, err := d.see(ctx, by, caseID)
	if err != nil {
		return referral.FollowUp{}, err
	}
	if !c.Contact.MayCall {
		return referral.FollowUp{}, ErrNoConsent
	}
	if err := d.needConsent(ctx, caseID, referral.FollowUpOK, by.Org); err != nil {
		return referral.FollowUp{}, err
	}
	f := referral.FollowUp{ID: d.store.NewID(), Case: caseID, Helpline: c.Helpline, Version: 1, Due: due.UTC().Truncate(time.Second)}
	return f, d.store.AddFollowUp(ctx, f, d.note(by, followUpPlanned, part(caseID, "follow-up", f.ID)))
}

// Due is a follow-up that waits, with what helps to choose whom to call: facts,
// no words.
type Due struct {
	referral.FollowUp
	Language string
	Contact  referral.ContactPreference
}

// FollowUpsDue returns what is due and free for somebody, the longest due
// first, but for people who may not be called at this hour or at all.
func (d *Desk) FollowUpsDue(ctx context.Context, by referral.Actor, limit int) ([]Due, error) {
	if !isStaff(by) {
		return nil, ErrNotFound
	}
	found, err := d.store.FollowUpsDue(ctx, by.Org, by.Person, d.now(), limit)
	if err != nil {
		return nil, err
	}
	var due []Due
	for _, f := range found {
		due = append(due, Due{f.FollowUp, f.Facts.Language, f.Facts.Contact})
	}
	return due, d.listed(ctx, by)
}

// mayFollowUp fails with ErrNoConsent when the person may not be called now.
func (d *Desk) mayFollowUp(ctx context.Context, f referral.FollowUp) error {
	c, err := d.store.Case(ctx, f.Helpline, f.Case)
	if err != nil {
		return notFound(err)
	}
	if !c.Contact.MayCallAt(d.now()) {
		return ErrNoConsent
	}
	return d.needConsent(ctx, f.Case, referral.FollowUpOK, f.Helpline)
}

// Claim gives a follow-up to somebody for referral.ClaimTerm and puts them on
// its case; ErrTaken when somebody else has it.
func (d *Desk) Claim(ctx context.Context, by referral.Actor, id string) (referral.FollowUp, error) {
	if !isStaff(by) {
		return referral.FollowUp{}, ErrNotFound
	}
	f, err := d.store.FollowUp(ctx, by.Org, id)
	if err != nil {
		return referral.FollowUp{}, notFound(err)
	}
	if err := d.mayFollowUp(ctx, f.FollowUp); err != nil {
		return referral.FollowUp{}, err
	}
	now := d.now()
	claimed, err := d.store.ClaimFollowUp(ctx, f.FollowUp, by.Person, now, now.Add(referral.ClaimTerm),
		d.note(by, followUpClaimed, part(f.Case, "follow-up", id)))
	if err == nil && !claimed {
		err = ErrTaken
	}
	if err != nil {
		return referral.FollowUp{}, err
	}
	f.ClaimedBy, f.ClaimedUntil = by.Person, now.Add(referral.ClaimTerm)
	return f.FollowUp, nil
}

// Finish stores what became of a case that somebody claimed to follow up on;
// ErrTaken when it is not theirs any more.
func (d *Desk) Finish(ctx context.Context, by referral.Actor, id string, outcome referral.Outcome, reason referral.Reason, words string) error {
	f, err := d.store.FollowUp(ctx, by.Org, id)
	if err != nil {
		return notFound(err)
	}
	f.Outcome, f.Reason, f.Words = outcome, reason, words
	if err := f.Answer(); err != nil {
		return err
	}
	key, err := d.keyFor(ctx, by, f.Case)
	if err != nil {
		return err
	}
	if words != "" {
		f.Sealed = key.Seal(words, followUpOf(id))
	}
	finished, err := d.store.FinishFollowUp(ctx, f, by.Person, d.now(), d.note(by, followUpFinished, part(f.Case, "follow-up", id)))
	if err == nil && !finished {
		err = ErrTaken
	}
	return err
}

func followUpOf(id string) string { return "follow-up " + id }

// FollowUps returns the follow-ups of a case with what was written to them.
func (d *Desk) FollowUps(ctx context.Context, by referral.Actor, caseID string) ([]referral.FollowUp, error) {
	key, err := d.keyToRead(ctx, by, caseID)
	if err != nil {
		return nil, err
	}
	sealed, err := d.store.FollowUpsOf(ctx, caseID)
	if err != nil {
		return nil, err
	}
	return openFollowUps(sealed, func(f store.SealedFollowUp) (string, error) { return key.Open(f.Sealed, followUpOf(f.ID)) })
}

func openFollowUps(sealed []store.SealedFollowUp, open func(store.SealedFollowUp) (string, error)) ([]referral.FollowUp, error) {
	var found []referral.FollowUp
	for _, f := range sealed {
		if f.Sealed != "" {
			words, err := open(f)
			if err != nil {
				return nil, err
			}
			f.Words = words
		}
		found = append(found, f.FollowUp)
	}
	return found, nil
}
