package desk

import (
	"context"
	"time"

	"haven/internal/referral"
)

// MayHandOver refuses with referral.ErrNotSafe what the person does not want to
// be sent, or not now.
func (d *Desk) MayHandOver(ctx context.Context, by referral.Actor, caseID string, w referral.Way) error {
	if err := d.mayHandOver(ctx, by, caseID, w); err != nil {
		return err
	}
	return d.read(ctx, by, ofCase(caseID))
}

func (d *Desk) mayHandOver(ctx context.Context, by referral.Actor, caseID string, w referral.Way) error {
	c, err := d.see(ctx, by, caseID)
	if err != nil {
		return err
	}
	return c.Contact.MaySend(w, d.now())
}

// HandedOver notes that something left the desk, or should have. It is too late
// to refuse: what left is noted even if the person's wish or the hour changed
// while it was sent. See [Desk.MayHandOver] for before.
func (d *Desk) HandedOver(ctx context.Context, by referral.Actor, h referral.HandOver) error {
	if err := h.Validate(); err != nil {
		return err
	}
	if err := d.mayNote(ctx, by, h); err != nil {
		return err
	}
	h.ID, h.At, h.By = d.store.NewID(), d.now().UTC().Truncate(time.Second), by.Person
	return d.store.AddHandOver(ctx, h, d.note(by, handedOver, ofCase(h.Case)))
}

func (d *Desk) mayNote(ctx context.Context, by referral.Actor, h referral.HandOver) error {
	if _, err := d.see(ctx, by, h.Case); err != nil || h.To == referral.ToCaller {
		return err
	}
	r, err := d.seeReferral(ctx, by, h.Referral)
	if err == nil && r.Case != h.Case {
		err = ErrNotFound
	}
	return err
}

// HandOvers returns what left the desk in a case, the newest first.
func (d *Desk) HandOvers(ctx context.Context, by referral.Actor, caseID string) ([]referral.HandOver, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.HandOversOf(ctx, caseID)
}
