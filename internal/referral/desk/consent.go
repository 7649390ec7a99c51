package desk

import (
	"context"

	"haven/internal/referral"
)

// Agree records a consent and returns its id.
func (d *Desk) Agree(ctx context.Context, by referral.Actor, c referral.Consent) (string, error) {
	c.Given, c.By = d.now(), by.Person
	if err := c.Validate(); err != nil {
		return "", err
	}
	if _, err := d.see(ctx, by, c.Case); err != nil {
		return "", err
	}
	c.ID = d.store.NewID()
	return c.ID, d.store.AddConsent(ctx, c, d.note(by, consentGiven, part(c.Case, "consent", c.ID)))
}

// Consents returns what was agreed to in a case.
func (d *Desk) Consents(ctx context.Context, by referral.Actor, caseID string) ([]referral.Consent, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.Consents(ctx, caseID)
}

// Withdraw ends a consent. What nobody may have without it goes at once:
// contact details, from the files by [Desk.Scrub], and follow-ups that wait; one
// that somebody is at goes when they are done, or in the night.
func (d *Desk) Withdraw(ctx context.Context, by referral.Actor, caseID, consentID string) error {
	if _, err := d.see(ctx, by, caseID); err != nil {
		return err
	}
	note := d.note(by, consentWithdrawn, part(caseID, "consent", consentID))
	contact, err := d.store.WithdrawConsent(ctx, by.Org, caseID, consentID, d.now(), note)
	if err != nil || !contact {
		return notFound(err)
	}
	d.scrubSoon()
	return nil
}

// MayShare reports whether identity may be shared with a place now.
func (d *Desk) MayShare(ctx context.Context, by referral.Actor, caseID, listing string) (bool, error) {
	consents, err := d.Consents(ctx, by, caseID)
	return referral.Allowed(consents, referral.Share, listing, d.now()), err
}

func (d *Desk) needConsent(ctx context.Context, caseID string, p referral.Purpose, to string) error {
	consents, err := d.store.Consents(ctx, caseID)
	if err == nil && !referral.Allowed(consents, p, to, d.now()) {
		err = ErrNoConsent
	}
	return err
}
