package gate

import (
	"context"
	"errors"
	"net/netip"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

// SignIn begins a session for an e-mail and its password. Whether the account
// is not there, closed or of another password is all ErrRefused, after the
// same work; or ThrottledError.
func (g *Gate) SignIn(ctx context.Context, email, password string, from netip.Addr) (Ticket, error) {
	email, noEmail := account.NormalEmail(email)
	limits := g.keys.PasswordLimits(email, audit.Network(from))
	if err := g.attempt(ctx, limits...); err != nil {
		return Ticket{}, err
	}
	a, err := g.store.AccountOf(ctx, email)
	absent := noEmail != nil || errors.Is(err, store.ErrNotFound) || err == nil && a.Password == ""
	switch {
	case absent:
		a.Password = account.NoPassword
	case err != nil:
		return Ticket{}, err
	}
	right, err := g.matches(ctx, &a, password)
	if err != nil {
		return Ticket{}, err
	}
	if !right || absent || a.Disabled {
		return Ticket{}, g.refuse(ctx, a.User, "session.refused", from)
	}
	if err := g.store.Succeeded(ctx, limits); err != nil {
		return Ticket{}, err
	}
	return g.begin(ctx, a, from)
}

// matches compares passwords, and hashes one anew that was hashed at another
// cost.
func (g *Gate) matches(ctx context.Context, a *store.AccountRow, password string) (right bool, err error) {
	var outdated bool
	var anew string
	err = g.inTurn(ctx, func() {
		if right, outdated = account.Matches(a.Password, password); outdated {
			anew = account.HashPassword(password)
		}
	})
	if err == nil && outdated {
		err = g.store.SetPassword(ctx, a.ID, a.Password, anew)
	}
	return right, err
}

// begin begins the session of somebody whose password was right.
func (g *Gate) begin(ctx context.Context, a store.AccountRow, from netip.Addr) (Ticket, error) {
	stage, action := stageOf(a)
	ticket, begun := g.ticket(a.ID, stage)
	return ticket, g.store.BeginSession(ctx, begun, g.note(Actor{a.User, from}, action))
}

// stageOf is how far a right password leads, and how the trail calls it.
func stageOf(a store.AccountRow) (account.Stage, audit.Action) {
	switch {
	case a.Secret != "":
		return account.NeedsCode, "session.password"
	case a.Role.Staff():
		return account.NeedsSecret, "session.password"
	}
	return account.SignedIn, "session.signed-in"
}

// refuse notes a refusal and is ErrRefused.
func (g *Gate) refuse(ctx context.Context, u account.User, action audit.Action, from netip.Addr) error {
	note := g.book.Note(audit.Who{From: from}, action, subject(u.ID))
	return errors.Join(ErrRefused, g.store.Note(ctx, note))
}
