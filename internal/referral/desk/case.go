package desk

import (
	"context"
	"errors"
	"time"

	"haven/internal/referral"
	"haven/internal/seal"
	"haven/internal/store"
)

// Open opens a case and returns its code, which nobody can look up later.
func (d *Desk) Open(ctx context.Context, by referral.Actor, f referral.Facts) (referral.Case, referral.Code, error) {
	if !isStaff(by) {
		return referral.Case{}, "", ErrNotFound
	}
	if err := f.Validate(); err != nil {
		return referral.Case{}, "", err
	}
	for {
		c, code, err := d.open(ctx, by, f)
		if !errors.Is(err, store.ErrDuplicate) { // a code or id that is taken
			return c, code, err
		}
	}
}

func (d *Desk) open(ctx context.Context, by referral.Actor, f referral.Facts) (referral.Case, referral.Code, error) {
	now := d.now().UTC().Truncate(time.Second)
	c := referral.Case{ID: d.store.NewID(), Helpline: by.Org, Version: 1, Opened: now, OpenedBy: by.Person,
		EraseAt: now.Add(referral.Retention), Facts: f}
	code := referral.NewCode()
	err := d.store.AddCase(ctx, store.NewCase{Case: c, CodeHash: code.Hash(d.codes.Bytes(), by.Org),
		Wrapped: d.master.Wrap(seal.NewSecret(), c.ID)})
	return c, code, err
}

// Resume finds the case that a caller's code leads to, and puts the agent on
// it. The errors are referral.ErrNoCode and ErrNotFound. Limit how often
// somebody may ask: that is what guards 40 bits.
func (d *Desk) Resume(ctx context.Context, by referral.Actor, heard string) (referral.Case, error) {
	code, err := referral.ParseCode(heard)
	if err != nil {
		return referral.Case{}, err
	}
	if !isStaff(by) {
		return referral.Case{}, ErrNotFound
	}
	c, err := d.store.CaseByCode(ctx, by.Org, code.Hash(d.codes.Bytes(), by.Org))
	if err != nil {
		return referral.Case{}, notFound(err)
	}
	return c, d.store.JoinCase(ctx, c.ID, by.Person)
}

// Case returns a case to those on it, and to supervisors of its helpline.
func (d *Desk) Case(ctx context.Context, by referral.Actor, id string) (referral.Case, error) {
	if !isStaff(by) {
		return referral.Case{}, ErrNotFound
	}
	c, err := d.store.Case(ctx, by.Org, id)
	if err != nil {
		return referral.Case{}, notFound(err)
	}
	if by.Role == referral.Supervisor {
		return c, nil
	}
	on, err := d.store.OnCase(ctx, id, by.Person)
	if err == nil && !on {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Case{}, err
	}
	return c, nil
}

// Change stores the facts of a case as the version after the one they were
// read from; a *referral.ConflictError[referral.Facts] when that is not the
// last one any more.
func (d *Desk) Change(ctx context.Context, by referral.Actor, id string, version int64, f referral.Facts) error {
	if err := f.Validate(); err != nil {
		return err
	}
	if _, err := d.Case(ctx, by, id); err != nil {
		return err
	}
	changed, err := d.store.ChangeCase(ctx, by.Org, id, version, f)
	if err != nil || changed {
		return err
	}
	c, err := d.Case(ctx, by, id)
	if err != nil {
		return err
	}
	return &referral.ConflictError[referral.Facts]{Version: c.Version, Yours: f, Theirs: c.Facts}
}

// Erase destroys a case: its key and every row of it. When it returns
// store.ErrNotScrubbed the case is gone, and Scrub is to be tried again.
func (d *Desk) Erase(ctx context.Context, by referral.Actor, id string) error {
	if _, err := d.Case(ctx, by, id); err != nil {
		return err
	}
	if err := d.store.EraseCase(ctx, by.Org, id); err != nil {
		return notFound(err)
	}
	return d.store.Scrub(ctx)
}

// eraseBatch is how many cases EraseDue erases at a time.
const eraseBatch = 500

// EraseDue destroys the cases whose retention is over and scrubs the database,
// in any case: the last time may not have come to it. Run it once a night.
func (d *Desk) EraseDue(ctx context.Context) (erased int, err error) {
	for {
		due, err := d.store.CasesToErase(ctx, d.now(), eraseBatch)
		if err != nil {
			return erased, err
		}
		for _, c := range due {
			err := d.store.EraseCase(ctx, c.Helpline, c.ID)
			if err != nil && !errors.Is(err, store.ErrNotFound) { // by hand, meanwhile
				return erased, err
			}
			erased++
		}
		if len(due) < eraseBatch {
			return erased, d.store.Scrub(ctx)
		}
	}
}
