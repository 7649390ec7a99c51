package gate

import (
	"context"
	"errors"
	"net/netip"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

// SignInBy begins a session for somebody whom the provider of an organisation,
// by its name, identified. It is a helpline's: an owner or operator may bear the
// same name, and its people do not come in by that provider. Only who was invited comes in: the first time by an
// e-mail that the provider verified, and from then on by the provider's own
// name for them, so that an e-mail which is given to somebody else later opens
// nothing. ErrRefused or ThrottledError.
func (g *Gate) SignInBy(ctx context.Context, who account.Identity, organisation string, from netip.Addr) (Ticket, error) {
	if err := g.attempt(ctx, g.keys.NetworkLimit(audit.Network(from))); err != nil {
		return Ticket{}, err
	}
	identity := store.IdentityRow{Issuer: who.Issuer, Subject: g.keys.Digest("subject of "+who.Issuer, who.Subject)}
	a, err := g.known(ctx, identity, who)
	if errors.Is(err, store.ErrNotFound) || err == nil && (who.Subject == "" || a.Disabled || !isHelpline(a.Organisation, organisation)) {
		return Ticket{}, g.refuse(ctx, a.User, "session.provider-refused", from)
	}
	if err != nil {
		return Ticket{}, err
	}
	stage, action := stageOf(a)
	switch {
	case who.SecondFactor:
		stage, action = account.SignedIn, "session.signed-in"
	case stage != account.SignedIn:
		action = "session.provider"
	}
	ticket, begun := g.ticket(a.ID, stage)
	err = g.store.BeginSessionBy(ctx, identity, begun, g.note(Actor{a.User, from}, action))
	if errors.Is(err, store.ErrDuplicate) {
		return Ticket{}, g.refuse(ctx, a.User, "session.provider-refused", from)
	}
	return ticket, err
}

func isHelpline(o account.Organisation, name string) bool {
	return o.Kind == account.Helpline && o.Name == name
}

// known is the account of an identity, or else of a verified e-mail.
func (g *Gate) known(ctx context.Context, identity store.IdentityRow, who account.Identity) (store.AccountRow, error) {
	a, err := g.store.AccountOfIdentity(ctx, identity)
	if !errors.Is(err, store.ErrNotFound) || !who.Verified {
		return a, err
	}
	email, bad := account.NormalEmail(who.Email)
	if bad != nil {
		return a, err
	}
	return g.store.AccountOf(ctx, email)
}
