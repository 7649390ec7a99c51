package registry

import (
	"context"
	"errors"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/owner"
	"haven/internal/store"
)

// settle gives a place that nobody speaks for to whoever has proven that it is
// theirs, and a new link to who has shown that they read the mailbox of an account
// that it waits for. Where others speak for it, or the e-mail has an account that
// the claimant was not signed in with, people decide.
func (r *Registry) settle(ctx context.Context, c owner.Claim, who audit.Who) (owner.Claim, string, error) {
	of, err := r.store.OwnerOf(ctx, c.Listing)
	if err != nil || of != "" && c.Proof != owner.ByMail {
		return c, "", err
	}
	var join string
	if of != "" {
		join, err = r.again(ctx, c, of, who)
	} else {
		join, err = r.grant(ctx, c, "", who)
	}
	if errors.Is(err, owner.ErrEmailInUse) || errors.Is(err, store.ErrOwner) {
		return c, "", nil
	}
	if err == nil {
		c.State = owner.Accepted
	}
	return c, join, err
}

// again is the token of a new link for a claimant whose place it is by a claim
// before, and who has not come: the link was lost, or too old. owner.ErrEmailInUse
// for everybody else, as where somebody of their organisation has joined: they
// invite whom they know.
func (r *Registry) again(ctx context.Context, c owner.Claim, of string, who audit.Who) (join string, err error) {
	a, err := r.store.AccountOf(ctx, c.Email)
	if err == nil && (a.Organisation.ID != of || a.Role != account.Facility || a.Disabled) {
		err = store.ErrNotFound
	}
	if err == nil {
		g := store.Grant{Claim: c.ID, User: a.User, By: who.Account, At: r.now(), Expires: r.now().Add(account.LinkLasts)}
		join, g.Link = account.NewToken()
		err = r.store.RenewGrant(ctx, g, r.book.Note(who, "claim.accepted", about(c)))
	}
	if errors.Is(err, store.ErrNotFound) {
		err = owner.ErrEmailInUse
	}
	return join, err
}

// grant gives a place to a claimant: to the organisation of the account that
// they were signed in with, else to a new one. An account that is merely under
// the same e-mail may be somebody else's: whoever invites a colleague holds the
// link, so nobody has shown yet that its user reads that mailbox.
func (r *Registry) grant(ctx context.Context, c owner.Claim, from string, who audit.Who) (join string, err error) {
	g := store.Grant{Claim: c.ID, Listing: c.Listing, From: from, By: who.Account, At: r.now(), Expires: r.now().Add(account.LinkLasts)}
	a, err := r.store.AccountOf(ctx, c.Email)
	switch {
	case errors.Is(err, store.ErrNotFound):
		g.New = true
		g.To = account.Organisation{ID: r.store.NewID(), Kind: account.Owner, Name: c.Name}
		g.User = account.User{ID: r.store.NewID(), Email: c.Email, Role: account.Facility, Organisation: g.To}
		join, g.Link = account.NewToken()
	case err != nil:
		return "", err
	case c.Account != a.ID || a.Disabled || a.Password == "" || a.Role != account.Facility:
		return "", owner.ErrEmailInUse
	default:
		g.To = a.Organisation
	}
	err = r.store.GrantClaim(ctx, g, r.book.Note(who, "claim.accepted", about(c)))
	if errors.Is(err, store.ErrDuplicate) { // somebody was invited meanwhile
		err = owner.ErrEmailInUse
	}
	return join, absent(err)
}
