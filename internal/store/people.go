package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
)

// hasJoined is whether an account's user has come in yet.
const hasJoined = "(account.password <> '' OR EXISTS (SELECT 1 FROM identity WHERE identity.account = account.id))"

// neverCame is whether nothing is of an account's user: in a demo people work who
// have not joined.
const neverCame = "NOT " + hasJoined + ` AND account.secret = ''
	AND NOT EXISTS (SELECT 1 FROM proposal WHERE proposal.account = account.id)
	AND NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.account = account.id)`

const personColumns = userColumns + ", " + hasJoined

// People returns the users of an organisation by their e-mails, with how far
// their accounts have come.
func (s *Store) People(ctx context.Context, organisation string) ([]account.Person, error) {
	var people []account.Person
	err := s.each(ctx, func(row scanner) error {
		var p account.Person
		err := row.Scan(append(userFields(&p.User), &p.Joined)...)
		people = append(people, p)
		return err
	}, "SELECT "+personColumns+accountFrom+"WHERE organisation.id = ? ORDER BY account.email", organisation)
	return people, wrap(err, "read the people of an organisation")
}

// Person returns one of them by the account's id; ErrNotFound.
func (s *Store) Person(ctx context.Context, id string) (p account.Person, err error) {
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT "+personColumns+accountFrom+"WHERE account.id = ?"), id)
	err = row.Scan(append(userFields(&p.User), &p.Joined)...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return p, wrap(err, "read a person")
}

// HasBegun reports whether somebody of an organisation has ever joined, their
// account closed since or not, or it has a case.
func (s *Store) HasBegun(ctx context.Context, organisation string) (has bool, err error) {
	err = s.db.GetContext(ctx, &has, s.db.Rebind(hasBegun), organisation, organisation)
	return has, wrap(err, "look whether an organisation has begun")
}

const hasBegun = "SELECT EXISTS (SELECT 1 FROM account WHERE organisation = ? AND " + hasJoined + ") OR EXISTS (SELECT 1 FROM help_case WHERE helpline = ?)"

// Organisation returns an organisation by its id; ErrNotFound.
func (s *Store) Organisation(ctx context.Context, id string) (o account.Organisation, err error) {
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT id, kind, name FROM organisation WHERE id = ?"), id)
	err = row.Scan(&o.ID, &o.Kind, &o.Name)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return o, wrap(err, "read an organisation")
}

// Holdings are what an account has at this moment.
type Holdings struct {
	Sessions      int64 // that are signed in
	RecoveryCodes int64
	Authenticator bool
}

// Holdings counts what an account has; ErrNotFound.
func (s *Store) Holdings(ctx context.Context, id string, now time.Time) (h Holdings, err error) {
	row := s.db.QueryRowContext(ctx, s.db.Rebind(`SELECT
		(SELECT COUNT(*) FROM session WHERE session.account = account.id AND stage = ? AND seen > ? AND expires > ?),
		(SELECT COUNT(*) FROM recovery_code WHERE recovery_code.account = account.id), secret <> ''
		FROM account WHERE id = ?`), string(account.SignedIn), now.Add(-account.Idle).Unix(), now.Unix(), id)
	err = row.Scan(&h.Sessions, &h.RecoveryCodes, &h.Authenticator)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return h, wrap(err, "count what an account has")
}

// ChangePassword stores a new hash and ends what the old password may have let
// in: all sessions but the one kept, and a link that waits. ErrNotFound when
// the password was changed meanwhile.
func (s *Store) ChangePassword(ctx context.Context, id, old, hash, kept string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := found(tx.exec("UPDATE account SET password = ? WHERE id = ? AND password = ?", hash, id, old)); err != nil {
			return err
		}
		if _, err := tx.exec("DELETE FROM invitation WHERE account = ?", id); err != nil {
			return err
		}
		_, err := tx.exec("DELETE FROM session WHERE account = ? AND hash <> ?", id, kept)
		return err
	}), "change a password")
}
