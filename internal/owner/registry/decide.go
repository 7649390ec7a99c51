package registry

import (
	"context"
	"errors"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/owner"
	"haven/internal/store"
)

// Call gives a claim a code for a steward to read out on the listed number. It
// is told here and nowhere else. owner.ErrNotFound.
func (r *Registry) Call(ctx context.Context, by gate.Actor, id string) (code string, err error) {
	c, err := r.Waiting(ctx, id)
	if err != nil {
		return "", err
	}
	if !account.May(by.User, account.DecideListing, "") || c.State != owner.Open {
		return "", owner.ErrNotFound
	}
	code = owner.NewCode()
	err = r.store.SetClaimCode(ctx, c.ID, r.digest(c.ID, code), r.now().Add(owner.CodeLasts), r.book.Note(by.Who(), "claim.called", about(c)))
	return code, absent(err)
}

// Accepted is a claim that a steward accepted.
type Accepted struct {
	Claim    owner.Claim
	Join     string // token of the claimant's invitation, "" where they have an account
	Previous string // the organisation that spoke for the place before, "" for none
}

// Accept makes a claimant's organisation the owner of a place, whoever was
// before; whose it is already, and who has not come, gets a new link.
// owner.ErrNotFound, or owner.ErrEmailInUse.
func (r *Registry) Accept(ctx context.Context, by gate.Actor, id string) (Accepted, error) {
	c, err := r.decided(ctx, by, id)
	if err != nil {
		return Accepted{}, err
	}
	previous, err := r.store.OwnerOf(ctx, c.Listing)
	if err != nil {
		return Accepted{}, err
	}
	if previous != "" {
		join, err := r.again(ctx, c, previous, by.Who())
		if !errors.Is(err, owner.ErrEmailInUse) {
			return Accepted{Claim: c, Join: join}, err
		}
	}
	join, err := r.grant(ctx, c, previous, by.Who())
	return Accepted{c, join, previous}, err
}

// Refuse ends a claim. owner.ErrNotFound.
func (r *Registry) Refuse(ctx context.Context, by gate.Actor, id string) (owner.Claim, error) {
	c, err := r.decided(ctx, by, id)
	if err != nil {
		return c, err
	}
	err = r.store.DecideClaim(ctx, c.ID, owner.Refused, by.User.ID, r.now(), r.book.Note(by.Who(), "claim.refused", about(c)))
	return c, absent(err)
}

// decided is a claim that a steward may decide.
func (r *Registry) decided(ctx context.Context, by gate.Actor, id string) (owner.Claim, error) {
	if !account.May(by.User, account.DecideListing, "") {
		return owner.Claim{}, owner.ErrNotFound
	}
	return r.Waiting(ctx, id)
}

// ClaimsOn are the claims of others that wait at a place.
func (r *Registry) ClaimsOn(ctx context.Context, listing string) ([]owner.Claim, error) {
	return r.store.ClaimsOn(ctx, listing, r.now().Add(-owner.ClaimLasts))
}

// LetIn has a claimant join the organisation that speaks for the place: its own
// people invite them. The token is that of the invitation. owner.ErrNotFound, or
// gate.ErrTaken when the e-mail has an account.
func (r *Registry) LetIn(ctx context.Context, by gate.Actor, id string) (c owner.Claim, join string, err error) {
	c, err = r.Waiting(ctx, id)
	if err != nil {
		return c, "", err
	}
	of, err := r.store.OwnerOf(ctx, c.Listing)
	if err == nil && (of == "" || of != by.User.Organisation.ID) {
		err = owner.ErrNotFound
	}
	if err != nil {
		return c, "", err
	}
	join, err = r.gate.Invite(ctx, by, gate.Newcomer{Email: c.Email, Role: account.Facility, Organisation: by.User.Organisation})
	if errors.Is(err, gate.ErrForbidden) {
		err = owner.ErrNotFound
	}
	if err != nil {
		return c, "", err
	}
	err = r.store.DecideClaim(ctx, c.ID, owner.Accepted, by.User.ID, r.now(), r.book.Note(by.Who(), "claim.let-in", about(c)))
	if errors.Is(err, store.ErrNotFound) { // a steward was faster; the invitation stands
		err = nil
	}
	return c, join, err
}

// Sweep deletes what claimants wrote, and counts of weeks, when they are no more
// needed.
func (r *Registry) Sweep(ctx context.Context) error {
	err := r.store.SweepClaims(ctx, r.now().Add(-owner.ClaimLasts-owner.KeptFor))
	return errors.Join(err, r.store.SweepCounts(ctx, r.now().Add(-weeksKept*week)))
}
