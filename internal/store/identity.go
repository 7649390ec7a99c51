package store

import (
	"context"

	"haven/internal/audit"
)

// IdentityRow binds an account to who its user is to a provider.
type IdentityRow struct{ Issuer, Subject string }

const byIdentity = "account.id = (SELECT account FROM identity WHERE issuer = ? AND subject = ?)"

// AccountOfIdentity returns the account that is bound to an identity;
// ErrNotFound.
func (s *Store) AccountOfIdentity(ctx context.Context, i IdentityRow) (AccountRow, error) {
	return s.account(ctx, byIdentity, i.Issuer, i.Subject)
}

// BeginSessionBy begins the session of somebody whom a provider identified, and
// binds their account to that identity from now on; a link that waited is used.
// ErrDuplicate when the account has another identity of that provider.
func (s *Store) BeginSessionBy(ctx context.Context, i IdentityRow, begun SessionRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO identity (issuer, subject, account) SELECT ?, ?, id FROM account WHERE id = ? "+
			"AND NOT EXISTS (SELECT 1 FROM identity WHERE issuer = ? AND subject = ? AND account = ?)",
			i.Issuer, i.Subject, begun.Account, i.Issuer, i.Subject, begun.Account)
		if err != nil {
			return err
		}
		if _, err := tx.exec("DELETE FROM invitation WHERE account = ?", begun.Account); err != nil {
			return err
		}
		return tx.beginSession(begun)
	}), "begin a session of a provider's user")
}
