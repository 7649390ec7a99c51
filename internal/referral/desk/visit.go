package desk

import (
	"context"
	"slices"
	"sync"

	"haven/internal/audit"
	"haven/internal/referral"
	"haven/internal/seal"
)

// visit is what was noted and seen in one request.
type visit struct {
	mu    sync.Mutex
	noted map[visitLine]bool
	cases map[visitCase]referral.Case
	keys  map[visitCase]seal.Secret
}

type visitKey struct{}

type visitLine struct {
	by      referral.Actor
	action  audit.Action
	subject string
}

type visitCase struct {
	by referral.Actor
	id string
}

// Visit is a context for one request of somebody: a page is made of many parts
// of a case, but that it was read is one line of the trail, and whether they may
// see it is found out once. What changes a case finds it out anew.
func Visit(ctx context.Context) context.Context {
	return context.WithValue(ctx, visitKey{}, &visit{
		noted: map[visitLine]bool{}, cases: map[visitCase]referral.Case{}, keys: map[visitCase]seal.Secret{},
	})
}

// visitOf is nil for what is no visit: a command or a job.
func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

// inVisit is what find finds, which is remembered for the rest of the visit in
// the map that in chooses. Errors are not.
func inVisit[K comparable, V any](ctx context.Context, in func(*visit) map[K]V, key K, find func() (V, error)) (V, error) {
	v := visitOf(ctx)
	if v == nil {
		return find()
	}
	v.mu.Lock()
	found, known := in(v)[key]
	v.mu.Unlock()
	if known {
		return found, nil
	}
	found, err := find()
	if err != nil {
		return found, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	in(v)[key] = found
	return found, nil
}

// once adds a line to the trail, unless the same was noted in this visit.
func (d *Desk) once(ctx context.Context, by referral.Actor, action audit.Action, subject string) error {
	_, err := inVisit(ctx, func(v *visit) map[visitLine]bool { return v.noted }, visitLine{by, action, subject}, func() (bool, error) {
		return true, d.store.Note(ctx, d.note(by, action, subject))
	})
	return err
}

// seen is a case that somebody may see, as it was when the visit first saw it:
// for what hands it out.
func (d *Desk) seen(ctx context.Context, by referral.Actor, id string) (referral.Case, error) {
	c, err := inVisit(ctx, func(v *visit) map[visitCase]referral.Case { return v.cases }, visitCase{by, id}, func() (referral.Case, error) {
		return d.see(ctx, by, id)
	})
	c.Needs, c.Picks = slices.Clone(c.Needs), slices.Clone(c.Picks)
	return c, err
}

// seenKey is the key of a case that somebody may see, for what hands out what it
// opens.
func (d *Desk) seenKey(ctx context.Context, by referral.Actor, id string) (seal.Secret, error) {
	if _, err := d.seen(ctx, by, id); err != nil {
		return seal.Secret{}, err
	}
	return inVisit(ctx, func(v *visit) map[visitCase]seal.Secret { return v.keys }, visitCase{by, id}, func() (seal.Secret, error) {
		return d.caseKey(ctx, id)
	})
}
