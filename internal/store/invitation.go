package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
)

// InvitationRow is a one-time link, found by its token.
type InvitationRow struct {
	User    account.User
	Expires time.Time
	Used    bool
}

// Invite stores the hash of a one-time link's token; the account's link before
// works no more.
func (s *Store) Invite(ctx context.Context, id, hash string, expires time.Time, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec(`INSERT INTO invitation (account, hash, expires, used) VALUES (?, ?, ?, ?)
			ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, expires = excluded.expires, used = excluded.used`,
			id, hash, expires.Unix(), false)
		return err
	}), "store an invitation")
}

// Invitation returns a link by its token's hash, whether it can still be used
// or not; ErrNotFound.
func (s *Store) Invitation(ctx context.Context, hash string) (InvitationRow, error) {
	var i InvitationRow
	var expires int64
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT invitation.expires, invitation.used, "+userColumns+
		accountFrom+"JOIN invitation ON invitation.account = account.id WHERE invitation.hash = ?"), hash)
	err := row.Scan(append([]any{&expires, &i.Used}, userFields(&i.User)...)...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	i.Expires = fromUnix(expires)
	return i, wrap(err, "read an invitation")
}

// UseInvitation sets the password of the account and begins a session. All
// that was there before ends: codes, recovery codes, what a provider calls
// them, and sessions. ErrNotFound
// when the link was used or replaced meanwhile.
func (s *Store) UseInvitation(ctx context.Context, hash, password string, begun SessionRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		err := found(tx.exec("UPDATE invitation SET used = ? WHERE hash = ? AND account = ? AND used = ? AND expires > ?",
			true, hash, begun.Account, false, begun.Seen.Unix()))
		if err != nil {
			return err
		}
		if err := tx.startAnew(begun.Account, password); err != nil {
			return err
		}
		return tx.beginSession(begun)
	}), "use an invitation")
}

// startAnew leaves an account with a password and nothing else.
func (t *tx) startAnew(id, password string) error {
	_, err := t.exec("UPDATE account SET password = ?, secret = '', offered = '', step = 0 WHERE id = ?", password, id)
	if err != nil {
		return err
	}
	if err := t.replaceRecoveryCodes(id, nil); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM identity WHERE account = ?", id); err != nil {
		return err
	}
	return t.endSessions(id)
}
