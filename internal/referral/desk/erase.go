package desk

import (
	"context"
	"errors"

	"haven/internal/referral"
	"haven/internal/store"
)

// Erase destroys a case: its key and every row of it. As that cannot be undone it
// is for supervisors alone, else ErrNotFound. What deleted rows leave in the
// database's files is for [Desk.Scrub].
func (d *Desk) Erase(ctx context.Context, by referral.Actor, id string) error {
	if by.Role != referral.Supervisor {
		return ErrNotFound
	}
	if _, err := d.see(ctx, by, id); err != nil {
		return err
	}
	if err := d.store.EraseCase(ctx, by.Org, id, d.note(by, caseErased, ofCase(id))); err != nil {
		return notFound(err)
	}
	d.scrubSoon()
	return nil
}

// Scrub rids the database's files of what was deleted. That makes all who write
// wait, so nobody waits for it at the desk: run it when [Desk.ScrubDue] tells,
// and again later, for what was deleted on other servers or before a restart.
func (d *Desk) Scrub(ctx context.Context) error { return d.store.Scrub(ctx) }

// ScrubDue tells that something was deleted on this desk.
func (d *Desk) ScrubDue() <-chan struct{} { return d.scrubs }

func (d *Desk) scrubSoon() {
	select {
	case d.scrubs <- struct{}{}:
	default: // it is due already
	}
}

// EraseDue destroys the cases whose retention is over, and contact details that
// no consent lets the helpline have any more, and scrubs the database: the
// last erasure may not have come to it. Run it once a night; replicas may run it
// at once.
func (d *Desk) EraseDue(ctx context.Context) (erased int, err error) {
	erased, err = inBatches(func() (int, int, error) { return d.eraseRetained(ctx) })
	if err != nil {
		return erased, err
	}
	if _, err := inBatches(func() (int, int, error) { return d.dropLapsed(ctx) }); err != nil {
		return erased, err
	}
	return erased, d.store.Scrub(ctx)
}

// eraseBatch is how many cases EraseDue sees to at a time.
const eraseBatch = 500

// inBatches runs do, which reports how many it found and how many of them it
// did, until it finds no full batch.
func inBatches(do func() (found, done int, err error)) (total int, err error) {
	for {
		found, done, err := do()
		total += done
		if err != nil || found < eraseBatch {
			return total, err
		}
	}
}

func (d *Desk) eraseRetained(ctx context.Context) (found, erased int, err error) {
	due, err := d.store.CasesToErase(ctx, d.now(), eraseBatch)
	if err != nil {
		return 0, 0, err
	}
	for _, c := range due {
		err := d.store.EraseCase(ctx, c.Helpline, c.ID, d.note(theClock, caseErased, ofCase(c.ID)))
		if errors.Is(err, store.ErrNotFound) { // by hand or by a replica, meanwhile
			continue
		}
		if err != nil {
			return 0, erased, err
		}
		erased++
	}
	return len(due), erased, nil
}

func (d *Desk) dropLapsed(ctx context.Context) (found, dropped int, err error) {
	lapsed, err := d.store.LapsedContacts(ctx, d.now(), eraseBatch)
	if err != nil {
		return 0, 0, err
	}
	for _, c := range lapsed {
		if _, err := d.store.DropLapsed(ctx, c.Helpline, c.ID, d.now(), d.note(theClock, contactLapsed, ofCase(c.ID))); err != nil {
			return 0, dropped, err
		}
		dropped++
	}
	return len(lapsed), dropped, nil
}
