package desk

import (
	"context"
	"time"

	"haven/internal/referral"
)

// Sheet is what a place may know of somebody referred to it.
type Sheet struct {
	Needs    []string // service codes
	Language string
	// Contact is who it is and how to reach them, as they gave it: "" without a
	// consent that stands until Until.
	Contact string
	Until   time.Time
	// Line is the name of the helpline, Phone its number or "".
	Line, Phone string
}

// Sheet is what the place of a referral may know now. Both sides see the same;
// the place nothing of the person once the referral is over.
func (d *Desk) Sheet(ctx context.Context, by referral.Actor, id string) (Sheet, error) {
	r, err := d.Referral(ctx, by, id)
	if err != nil {
		return Sheet{}, err
	}
	var sheet Sheet
	if sheet.Line, sheet.Phone, err = d.store.Helpline(ctx, r.Helpline); err != nil {
		return Sheet{}, notFound(err)
	}
	if r.State.Over() {
		return sheet, nil
	}
	c, err := d.store.Case(ctx, r.Helpline, r.Case)
	if err != nil {
		return Sheet{}, notFound(err)
	}
	sheet.Needs, sheet.Language = c.Needs, c.Language
	sheet.Contact, sheet.Until, err = d.shared(ctx, r)
	return sheet, err
}

// shared are the contact details that the place of a referral may know, and
// until when; "" where there is no consent, or nothing to share. What the
// helpline itself may keep no more it shares no more, whether the night came to
// delete it or not.
func (d *Desk) shared(ctx context.Context, r referral.Referral) (contact string, until time.Time, err error) {
	consents, err := d.store.Consents(ctx, r.Case)
	if err != nil {
		return "", until, err
	}
	for _, c := range consents {
		if referral.Allowed([]referral.Consent{c}, referral.Share, r.Listing, d.now()) && c.Until.After(until) {
			until = c.Until
		}
	}
	if until.IsZero() || !referral.Allowed(consents, referral.KeepContact, r.Helpline, d.now()) {
		return "", until, nil
	}
	key, err := d.caseKey(ctx, r.Case)
	if err != nil {
		return "", until, err
	}
	texts, err := d.texts(ctx, key, r.Case)
	for _, t := range texts {
		if t.Field == referral.TextContact {
			contact = t.Words
		}
	}
	return contact, until, err
}

// Line is the name of a colleague's helpline, and its number or "".
func (d *Desk) Line(ctx context.Context, by referral.Actor) (name, phone string, err error) {
	name, phone, err = d.store.Helpline(ctx, by.Org)
	return name, phone, notFound(err)
}

// SetPhone stores the number that a helpline is reached by, which places and
// callers are told.
func (d *Desk) SetPhone(ctx context.Context, by referral.Actor, phone string) error {
	if by.Role != referral.Supervisor {
		return ErrNotFound
	}
	return d.store.SetHelplinePhone(ctx, by.Org, phone, d.note(by, phoneSet, ofHelpline(by)))
}
