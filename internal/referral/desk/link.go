package desk

import (
	"context"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
)

// ReferralLink makes a link by which a place sees and answers a referral, and
// ends the one before. ErrNotFound, or referral.ErrNotAllowed while it is a draft
// and when it is over.
func (d *Desk) ReferralLink(ctx context.Context, by referral.Actor, id string) (token string, l referral.Link, err error) {
	r, err := d.seeReferral(ctx, by, id)
	switch {
	case err != nil:
		return "", referral.Link{}, err
	case !isStaff(by):
		return "", referral.Link{}, ErrNotFound
	case r.State == referral.Draft || r.State.Over():
		return "", referral.Link{}, referral.ErrNotAllowed
	}
	return d.link(ctx, by, referral.Link{Kind: referral.LinkToReferral, Subject: r.ID, Case: r.Case, Listing: r.Listing})
}

// RoomLink makes a link by which a place answers a question for room, and ends
// the one before.
func (d *Desk) RoomLink(ctx context.Context, by referral.Actor, id string) (token string, l referral.Link, err error) {
	q, err := d.seeQuestion(ctx, by, id)
	if err != nil {
		return "", referral.Link{}, err
	}
	if !isStaff(by) {
		return "", referral.Link{}, ErrNotFound
	}
	return d.link(ctx, by, referral.Link{Kind: referral.LinkToRoom, Subject: q.ID, Case: q.Case, Listing: q.Listing})
}

func (d *Desk) link(ctx context.Context, by referral.Actor, l referral.Link) (string, referral.Link, error) {
	token, hash := account.NewToken()
	l.Made, l.MadeBy = d.now().UTC().Truncate(time.Second), by.Person
	l.Expires = l.Made.Add(referral.LinkTerm)
	return token, l, d.store.PutLink(ctx, l, hash, d.note(by, linkMade, part(l.Case, string(l.Kind), l.Subject)))
}

// LinkTo is the link that leads to a referral or a question for room and works
// still; found is false when there is none. Its token is with the place alone.
func (d *Desk) LinkTo(ctx context.Context, by referral.Actor, caseID, subject string) (l referral.Link, found bool, err error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return l, false, err
	}
	return d.linkTo(ctx, caseID, subject)
}

func (d *Desk) linkTo(ctx context.Context, caseID, subject string) (l referral.Link, found bool, err error) {
	l, err = d.store.LinkTo(ctx, subject)
	if err := notFound(err); err == ErrNotFound {
		return l, false, nil
	}
	return l, err == nil && l.Case == caseID && l.Works(d.now()), err
}

// EndLink ends the link that leads to something of a case.
func (d *Desk) EndLink(ctx context.Context, by referral.Actor, caseID, subject string) error {
	if _, err := d.see(ctx, by, caseID); err != nil {
		return err
	}
	l, found, err := d.linkTo(ctx, caseID, subject)
	if err != nil || !found {
		return err
	}
	return d.store.DropLink(ctx, subject, d.note(by, linkEnded, part(caseID, string(l.Kind), subject)))
}

// Follow is the link of a token; ErrNotFound for one that was replaced, is too
// old or never was, or whose case was erased. Following it changes nothing:
// programs that look through mail do it, too.
func (d *Desk) Follow(ctx context.Context, token string) (referral.Link, error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return referral.Link{}, ErrNotFound
	}
	l, err := d.store.LinkOf(ctx, hash)
	if err == nil && !l.Works(d.now()) {
		err = ErrNotFound
	}
	return l, notFound(err)
}
