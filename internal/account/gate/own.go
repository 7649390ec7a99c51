package gate

import (
	"context"
	"errors"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

// Holdings counts what an account of one's own has.
func (g *Gate) Holdings(ctx context.Context, by Actor) (store.Holdings, error) {
	return g.store.Holdings(ctx, by.User.ID, g.now())
}

// ChangePassword sets a new password for whoever knows the present one, and
// ends all sessions but that of token. ErrRefused when it is another, or there
// is none, account.PasswordError or ThrottledError.
func (g *Gate) ChangePassword(ctx context.Context, by Actor, token, present, password string) error {
	limits := g.keys.PasswordLimits(by.User.Email, audit.Network(by.From))
	if err := g.attempt(ctx, limits...); err != nil {
		return err
	}
	a, err := g.store.Account(ctx, by.User.ID)
	if err != nil {
		return err
	}
	right := false
	if err := g.inTurn(ctx, func() { right, _ = account.Matches(a.Password, present) }); err != nil {
		return err
	}
	if !right {
		return errors.Join(ErrRefused, g.store.Note(ctx, g.note(by, "account.password-refused")))
	}
	if err := g.store.Succeeded(ctx, limits); err != nil {
		return err
	}
	return g.changePassword(ctx, by, a, token, password)
}

func (g *Gate) changePassword(ctx context.Context, by Actor, a store.AccountRow, token, password string) error {
	if err := account.CheckPassword(a.Role, password); err != nil {
		return err
	}
	var hashed string
	if err := g.inTurn(ctx, func() { hashed = account.HashPassword(password) }); err != nil {
		return err
	}
	hash, _ := account.TokenHash(token)
	err := g.store.ChangePassword(ctx, a.ID, a.Password, hashed, hash, g.note(by, "account.password-changed"))
	return instead(err, ErrRefused)
}
