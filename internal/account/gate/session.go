package gate

import (
	"context"
	"net/netip"

	"haven/internal/account"
)

// Session is what is known of whoever sends a token, whatever its stage: only
// account.SignedIn has rights, see [Gate.Actor]. It keeps the session from
// lying idle. ErrSignedOut.
func (g *Gate) Session(ctx context.Context, token string) (account.Session, error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return account.Session{}, ErrSignedOut
	}
	s, err := g.store.Session(ctx, hash)
	now := g.now()
	if err == nil && !s.Live(now) {
		err = ErrSignedOut
	}
	if err != nil {
		return account.Session{}, instead(err, ErrSignedOut)
	}
	if now.Sub(s.Seen) >= account.SeenEvery {
		err = g.store.SeenSession(ctx, hash, now)
	}
	return s, err
}

// Actor is whoever sends a token of a session that is signed in, for whatever
// asks for rights. ErrSignedOut.
func (g *Gate) Actor(ctx context.Context, token string, from netip.Addr) (Actor, error) {
	s, err := g.Session(ctx, token)
	if err == nil && s.Stage != account.SignedIn {
		err = ErrSignedOut
	}
	if err != nil {
		return Actor{}, err
	}
	return Actor{s.User, from}, nil
}

// SignOut ends a session. ErrSignedOut when it had ended.
func (g *Gate) SignOut(ctx context.Context, token string, from netip.Addr) error {
	s, err := g.Session(ctx, token)
	if err != nil {
		return err
	}
	return g.store.EndSession(ctx, s.Hash, g.note(Actor{s.User, from}, "session.signed-out"))
}

// SignOutEverywhere ends all sessions of whoever is signed in.
func (g *Gate) SignOutEverywhere(ctx context.Context, by Actor) error {
	return g.store.EndSessions(ctx, by.User.ID, g.note(by, "session.signed-out-everywhere"))
}

// Whose marks the user of a token's session, even of one that has ended, for as
// long as that is known; "" when it is not. It gives no rights.
func (g *Gate) Whose(ctx context.Context, token string) (mark string, err error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return "", nil
	}
	s, err := g.store.Session(ctx, hash)
	if err != nil {
		return "", instead(err, nil)
	}
	return g.Mark(s.User), nil
}

// Mark is what a page may hold to know a user again, and nobody else by.
func (g *Gate) Mark(u account.User) string { return g.keys.Digest("written by", u.ID) }
