package desk

import (
	"context"
	"time"

	"haven/internal/referral"
)

// HandedOver notes what somebody gave to a caller or a place by themself: read
// out, printed, shown. What is sent goes through [Desk.BeginSending].
func (d *Desk) HandedOver(ctx context.Context, by referral.Actor, h referral.HandOver) error {
	if err := d.mayHandOver(ctx, by, h); err != nil {
		return err
	}
	return d.noteHandOver(ctx, by, h)
}

func (d *Desk) noteHandOver(ctx context.Context, by referral.Actor, h referral.HandOver) error {
	h.ID, h.At, h.By = d.store.NewID(), d.now().UTC().Truncate(time.Second), by.Person
	return d.store.AddHandOver(ctx, h, d.note(by, handedOver, ofCase(h.Case)))
}

// HandOvers returns what left the desk in a case, the newest first.
func (d *Desk) HandOvers(ctx context.Context, by referral.Actor, caseID string) ([]referral.HandOver, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.HandOversOf(ctx, caseID)
}
