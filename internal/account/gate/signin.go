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
	judge := func() (Ticket, error) { return g.judge(ctx, email, noEmail == nil, password, from) }
	ticket, err := judge()
	if errors.Is(err, store.ErrNotFound) { // the password was changed meanwhile, or hashed anew
		ticket, err = judge()
	}
	if err != nil {
		return Ticket{}, instead(err, ErrRefused)
	}
	return ticket, g.store.Succeeded(ctx, limits)
}

// judge compares a password with that of an e-mail's account, and begins a
// session where it is right. store.ErrNotFound when the hash that it was compared
// with is the account's no more.
func (g *Gate) judge(ctx context.Context, email string, isEmail bool, password string, from netip.Addr) (Ticket, error) {
	a, err := g.store.AccountOf(ctx, email)
	absent := !isEmail || errors.Is(err, store.ErrNotFound) || err == nil && a.Password == ""
	switch {
	case absent:
		a.Password = account.NoPassword
	case err != nil:
		return Ticket{}, err
	}
	right, anew, err := g.matches(ctx, a.Password, password)
	if err != nil {
		return Ticket{}, err
	}
	if !right || absent || a.Disabled {
		return Ticket{}, g.refuse(ctx, a.User, "session.refused", from)
	}
	return g.begin(ctx, a, anew, from)
}

// matches compares a password with a hash, and hashes anew what was hashed at
// another cost: anew is then not the hash that is stored.
func (g *Gate) matches(ctx context.Context, stored, password string) (right bool, anew string, err error) {
	anew = stored
	err = g.inTurn(ctx, func() {
		var outdated bool
		if right, outdated = account.Matches(stored, password); outdated {
			anew = account.HashPassword(password)
		}
	})
	return right, anew, err
}

// begin begins the session of somebody whose password was right; anew is its
// hash from now on.
func (g *Gate) begin(ctx context.Context, a store.AccountRow, anew string, from netip.Addr) (Ticket, error) {
	stage, action := stageOf(a)
	ticket, begun := g.ticket(a.ID, stage)
	return ticket, g.store.BeginSession(ctx, begun, a.Password, anew, g.note(Actor{a.User, from}, action))
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
