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

// LinkRow is a one-time link as it is made.
type LinkRow struct {
	Account string
	Hash    string // of the token
	Expires time.Time
	// First: it is made only while the account's organisation has not begun.
	First bool
}

// Invite stores a one-time link; the account's link before works no more.
// ErrNotFound when it was to be the first and the organisation has begun.
func (s *Store) Invite(ctx context.Context, l LinkRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.invite(l) }), "store an invitation")
}

func (t *tx) invite(l LinkRow) error {
	_, err := t.exec(`INSERT INTO invitation (account, hash, expires, used) VALUES (?, ?, ?, ?)
		ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, expires = excluded.expires, used = excluded.used`,
		l.Account, l.Hash, l.Expires.Unix(), false)
	if err != nil || !l.First {
		return err
	}
	// Looked at after the row was written: whoever uses the link before at this
	// moment was waited for.
	var organisation string
	if err := t.one(&organisation, "SELECT organisation FROM account WHERE id = ?", l.Account); err != nil {
		return err
	}
	var begun bool
	if err = t.one(&begun, hasBegun, organisation, organisation); err == nil && begun {
		err = ErrNotFound
	}
	return err
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
