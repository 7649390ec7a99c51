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

// whose is the account of a token's session, even of one that has ended, for as
// long as that is known; "" when it is not. It gives no rights.
func (g *Gate) whose(ctx context.Context, token string) (id string, err error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return "", nil
	}
	s, err := g.store.Session(ctx, hash)
	if err != nil {
		return "", instead(err, nil)
	}
	return s.User.ID, nil
}

// Keep seals what somebody wrote who is not signed in any more: it opens for
// them alone, when they are. "" where nobody knows whose it was.
func (g *Gate) Keep(ctx context.Context, token string, words []byte) (sealed string, err error) {
	whose, err := g.whose(ctx, token)
	if err != nil || whose == "" {
		return "", err
	}
	return g.keys.SealWords(whose, words), nil
}

// Kept opens what Keep sealed; false for what is another's, or not ours.
func (g *Gate) Kept(u account.User, sealed string) (words []byte, ok bool) {
	return g.keys.OpenWords(u.ID, sealed)
}
