package gate

import (
	"context"
	"errors"
	"net/netip"

	"haven/internal/account"
	"haven/internal/store"
)

// Confirm takes a session that needs a code further. Each code is accepted
// once. ErrRefused, ErrSignedOut or ThrottledError.
func (g *Gate) Confirm(ctx context.Context, token, code string, from netip.Addr) (Ticket, error) {
	s, a, err := g.tryCode(ctx, token, account.NeedsCode)
	if err != nil {
		return Ticket{}, err
	}
	secret, err := g.keys.Reveal(a.ID, a.Secret)
	if err != nil {
		return Ticket{}, err
	}
	step, ok := secret.Step(code, g.now(), a.Step)
	if !ok {
		return Ticket{}, g.refuse(ctx, a.User, "session.code-refused", from)
	}
	ticket, begun := g.ticket(a.ID, account.SignedIn)
	err = g.store.AcceptCode(ctx, s.Hash, step, begun, g.note(Actor{a.User, from}, "session.signed-in"))
	return g.accepted(ctx, ticket, err, a.User, from)
}

// Recover does so for a recovery code instead, which is used up.
func (g *Gate) Recover(ctx context.Context, token, code string, from netip.Addr) (Ticket, error) {
	s, a, err := g.tryCode(ctx, token, account.NeedsCode)
	if err != nil {
		return Ticket{}, err
	}
	digest, ok := g.keys.RecoveryDigest(a.ID, code)
	if !ok {
		return Ticket{}, g.refuse(ctx, a.User, "session.code-refused", from)
	}
	ticket, begun := g.ticket(a.ID, account.SignedIn)
	err = g.store.AcceptRecovery(ctx, s.Hash, digest, begun, g.note(Actor{a.User, from}, "session.recovered"))
	return g.accepted(ctx, ticket, err, a.User, from)
}

// OfferSecret is the secret for a new authenticator, to be shown as text and
// as a QR code; it is the same until a code of it was entered. ErrSignedOut,
// or ErrForbidden for an account that has an authenticator: for another one a
// link is needed ([Gate.Renew]).
func (g *Gate) OfferSecret(ctx context.Context, token string) (account.Secret, error) {
	_, a, err := g.enrolling(ctx, token)
	if err != nil {
		return account.Secret{}, err
	}
	offered, err := g.store.OfferSecret(ctx, a.ID, g.keys.Hide(a.ID, account.NewSecret()))
	if err != nil {
		return account.Secret{}, err
	}
	return g.keys.Reveal(a.ID, offered)
}

// Enrol takes the offered secret into use once its first code is right, and
// returns the recovery codes, which are never shown again. ErrRefused,
// ErrSignedOut, ErrForbidden or ThrottledError.
func (g *Gate) Enrol(ctx context.Context, token, code string, from netip.Addr) (Ticket, []string, error) {
	s, a, err := g.enrolling(ctx, token)
	if err != nil {
		return Ticket{}, nil, err
	}
	if err := g.attempt(ctx, g.keys.CodeLimit(a.ID)); err != nil {
		return Ticket{}, nil, err
	}
	e, ok, err := g.enrolment(a, code)
	if err != nil {
		return Ticket{}, nil, err
	}
	if !ok {
		return Ticket{}, nil, g.refuse(ctx, a.User, "session.code-refused", from)
	}
	codes := account.NewRecoveryCodes()
	for _, code := range codes {
		digest, _ := g.keys.RecoveryDigest(a.ID, code)
		e.Codes = append(e.Codes, digest)
	}
	ticket, begun := g.ticket(a.ID, account.SignedIn)
	err = g.store.Enrol(ctx, s.Hash, e, begun, g.note(Actor{a.User, from}, "account.enrolled"))
	ticket, err = g.accepted(ctx, ticket, err, a.User, from)
	if err != nil {
		return Ticket{}, nil, err
	}
	return ticket, codes, nil
}

// enrolment is the proof that an authenticator has the offered secret.
func (g *Gate) enrolment(a store.AccountRow, code string) (e store.Enrolment, ok bool, err error) {
	if a.Offered == "" {
		return e, false, nil
	}
	secret, err := g.keys.Reveal(a.ID, a.Offered)
	if err != nil {
		return e, false, err
	}
	step, ok := secret.Step(code, g.now(), 0)
	return store.Enrolment{Offered: a.Offered, Step: step}, ok, nil
}

// enrolling is a session that may take an authenticator into use: one that
// needs it, or of somebody who has none.
func (g *Gate) enrolling(ctx context.Context, token string) (account.Session, store.AccountRow, error) {
	s, err := g.Session(ctx, token)
	if err != nil {
		return s, store.AccountRow{}, err
	}
	a, err := g.store.Account(ctx, s.User.ID)
	if err == nil && (s.Stage == account.NeedsCode || a.Secret != "") {
		err = ErrForbidden
	}
	return s, a, err
}

// tryCode counts an attempt at a code in a session that has come to a stage.
func (g *Gate) tryCode(ctx context.Context, token string, stage account.Stage) (account.Session, store.AccountRow, error) {
	s, err := g.Session(ctx, token)
	if err == nil && s.Stage != stage {
		err = ErrSignedOut
	}
	if err != nil {
		return s, store.AccountRow{}, err
	}
	if err := g.attempt(ctx, g.keys.CodeLimit(s.User.ID)); err != nil {
		return s, store.AccountRow{}, err
	}
	a, err := g.store.Account(ctx, s.User.ID)
	return s, a, err
}

// accepted is the ticket, unless somebody used the code or the session first.
func (g *Gate) accepted(ctx context.Context, t Ticket, err error, u account.User, from netip.Addr) (Ticket, error) {
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, store.ErrNotFound):
		return Ticket{}, g.refuse(ctx, u, "session.code-refused", from)
	}
	return Ticket{}, err
}
