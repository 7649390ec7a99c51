package desk

import (
	"context"
	"errors"

	"haven/internal/referral"
)

// amendments bounds how often a change is made anew: each failure means that a
// colleague's succeeded, and a case has few of them.
const amendments = 20

// Amend changes the facts of a case as they are when it is stored: for changes
// that are right whatever else has changed, such as one more pick. Of two at
// once both last.
func (d *Desk) Amend(ctx context.Context, by referral.Actor, id string, change func(*referral.Facts)) error {
	c, err := d.see(ctx, by, id)
	if err != nil {
		return err
	}
	for range amendments {
		f := c.Facts
		change(&f)
		err = d.change(ctx, by, id, c.Version, f)
		var met *referral.ConflictError[referral.Facts]
		if !errors.As(err, &met) {
			return err
		}
		c.Version, c.Facts = met.Version, met.Theirs
	}
	return err
}

// Replace stores words over whatever stands in a field: for what follows from
// the last search alone, which nobody wrote.
func (d *Desk) Replace(ctx context.Context, by referral.Actor, caseID string, field referral.Field, words string) error {
	t := referral.Text{Field: field, Words: words}
	for range amendments {
		err := d.write(ctx, by, caseID, t)
		var met *referral.ConflictError[referral.Text]
		if !errors.As(err, &met) {
			return err
		}
		if met.Theirs.Words == words {
			return nil
		}
		t.Version = met.Version
	}
	return errors.New("a text is being replaced again and again")
}
