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
		Wrapped: d.master.Wrap(seal.NewSecret(), c.ID)}, d.note(by, caseOpened, ofCase(c.ID)))
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
	if errors.Is(err, store.ErrNotFound) {
		return referral.Case{}, errors.Join(ErrNotFound, d.store.Note(ctx, d.note(by, codeRefused, ofHelpline(by))))
	}
	if err == nil {
		err = d.store.JoinCase(ctx, c.ID, by.Person, d.note(by, caseResumed, ofCase(c.ID)))
	}
	if err != nil {
		return referral.Case{}, err
	}
	return c, nil
}

// Case returns a case to those on it, and to supervisors of its helpline.
func (d *Desk) Case(ctx context.Context, by referral.Actor, id string) (referral.Case, error) {
	c, err := d.seen(ctx, by, id)
	if err == nil {
		err = d.read(ctx, by, ofCase(id))
	}
	if err != nil {
		return referral.Case{}, err
	}
	return c, nil
}

// see is a case that somebody may see, for what changes it or hands out nothing
// of it.
func (d *Desk) see(ctx context.Context, by referral.Actor, id string) (referral.Case, error) {
	if !isStaff(by) {
		return referral.Case{}, ErrNotFound
	}
	c, on, err := d.store.CaseFor(ctx, by.Org, id, by.Person)
	if err == nil && !on && by.Role != referral.Supervisor {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Case{}, notFound(err)
	}
	return c, nil
}

// Change stores the facts of a case as the version after the one they were
// read from; a *referral.ConflictError[referral.Facts] when that is not the
// last one any more.
func (d *Desk) Change(ctx context.Context, by referral.Actor, id string, version int64, f referral.Facts) error {
	err := d.change(ctx, by, id, version, f)
	var met *referral.ConflictError[referral.Facts]
	if errors.As(err, &met) {
		if unnoted := d.read(ctx, by, ofCase(id)); unnoted != nil {
			return unnoted
		}
	}
	return err
}

func (d *Desk) change(ctx context.Context, by referral.Actor, id string, version int64, f referral.Facts) error {
	if err := f.Validate(); err != nil {
		return err
	}
	if _, err := d.see(ctx, by, id); err != nil {
		return err
	}
	changed, err := d.store.ChangeCase(ctx, by.Org, id, version, f, d.note(by, caseChanged, ofCase(id)))
	if err != nil || changed {
		return err
	}
	c, err := d.see(ctx, by, id)
	if err != nil {
		return err
	}
	return &referral.ConflictError[referral.Facts]{Version: c.Version, Yours: f, Theirs: c.Facts}
}
