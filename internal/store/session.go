package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
)

// SessionRow is a session as it is begun.
type SessionRow struct {
	Hash, Account string
	Stage         account.Stage
	Seen, Expires time.Time
}

// Session returns a session by its token's hash, whether it is live or not;
// ErrNotFound.
func (s *Store) Session(ctx context.Context, hash string) (account.Session, error) {
	var found account.Session
	var seen, expires int64
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT session.hash, session.stage, session.seen, session.expires, "+userColumns+
		accountFrom+"JOIN session ON session.account = account.id WHERE session.hash = ?"), hash)
	err := row.Scan(append([]any{&found.Hash, &found.Stage, &seen, &expires}, userFields(&found.User)...)...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	found.Seen, found.Expires = fromUnix(seen), fromUnix(expires)
	return found, wrap(err, "read a session")
}

// BeginSession stores the session of somebody who was judged by a password's
// hash, which anew takes the place of: the same, or one of another cost.
// ErrNotFound when the account has another by now.
func (s *Store) BeginSession(ctx context.Context, begun SessionRow, judged, anew string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		// Written even where it stays: whoever changes the password waits here,
		// and then ends this session, too.
		if err := found(tx.exec("UPDATE account SET password = ? WHERE id = ? AND password = ?", anew, begun.Account, judged)); err != nil {
			return err
		}
		return tx.beginSession(begun)
	}), "begin a session")
}

func (t *tx) beginSession(b SessionRow) error {
	_, err := t.exec("INSERT INTO session (hash, account, stage, seen, expires) VALUES (?, ?, ?, ?, ?)",
		b.Hash, b.Account, string(b.Stage), b.Seen.Unix(), b.Expires.Unix())
	return err
}

// replaceSession ends one session and begins another; ErrNotFound when the old
// one has ended: of two who take it a step further, one does.
func (t *tx) replaceSession(old string, by SessionRow) error {
	if err := found(t.exec("DELETE FROM session WHERE hash = ? AND account = ?", old, by.Account)); err != nil {
		return err
	}
	return t.beginSession(by)
}

// AcceptCode takes a session further for a one-time code of a step; ErrNotFound
// when that step's or a later code was accepted before.
func (s *Store) AcceptCode(ctx context.Context, old string, step int64, by SessionRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := found(tx.exec("UPDATE account SET step = ? WHERE id = ? AND step < ?", step, by.Account, step)); err != nil {
			return err
		}
		return tx.replaceSession(old, by)
	}), "accept a one-time code")
}

// AcceptRecovery does so for a recovery code, which is used up; ErrNotFound
// when it was before, or is none.
func (s *Store) AcceptRecovery(ctx context.Context, old, code string, by SessionRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		// As in BeginSession: a change of password comes before all of this, or after.
		if err := found(tx.exec("UPDATE account SET password = password WHERE id = ?", by.Account)); err != nil {
			return err
		}
		if err := found(tx.exec("DELETE FROM recovery_code WHERE account = ? AND hash = ?", by.Account, code)); err != nil {
			return err
		}
		return tx.replaceSession(old, by)
	}), "accept a recovery code")
}

// OfferSecret keeps an encrypted secret until its first code comes. One that
// is offered already stays, and is returned: a page that is loaded anew shows
// what the telephone has read.
func (s *Store) OfferSecret(ctx context.Context, id, hidden string) (offered string, err error) {
	err = s.write(ctx, func(tx *tx) error {
		if _, err := tx.exec("UPDATE account SET offered = ? WHERE id = ? AND offered = ''", hidden, id); err != nil {
			return err
		}
		return tx.one(&offered, "SELECT offered FROM account WHERE id = ?", id)
	})
	return offered, wrap(err, "offer a secret for one-time codes")
}

// Enrolment is a secret that was proved by its first code.
type Enrolment struct {
	Offered string   // the secret, as it was offered
	Step    int64    // of the code
	Codes   []string // digests of the recovery codes
}

// Enrol makes the offered secret the account's and takes the session further;
// ErrNotFound when the offer is another by now, or a secret is there.
func (s *Store) Enrol(ctx context.Context, old string, e Enrolment, by SessionRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		err := found(tx.exec("UPDATE account SET secret = offered, offered = '', step = ? WHERE id = ? AND offered = ? AND secret = ''", e.Step, by.Account, e.Offered))
		if err != nil {
			return err
		}
		if err := tx.replaceRecoveryCodes(by.Account, e.Codes); err != nil {
			return err
		}
		return tx.replaceSession(old, by)
	}), "store a secret for one-time codes")
}

func (t *tx) replaceRecoveryCodes(account string, codes []string) error {
	if _, err := t.exec("DELETE FROM recovery_code WHERE account = ?", account); err != nil {
		return err
	}
	for _, code := range codes {
		if _, err := t.exec("INSERT INTO recovery_code (account, hash) VALUES (?, ?)", account, code); err != nil {
			return err
		}
	}
	return nil
}

// SeenSession stores when a session was used last.
func (s *Store) SeenSession(ctx context.Context, hash string, at time.Time) error {
	return wrap(s.passing(ctx, func(tx *tx) error {
		_, err := tx.exec("UPDATE session SET seen = ? WHERE hash = ? AND seen < ?", at.Unix(), hash, at.Unix())
		return err
	}), "keep a session")
}

// EndSession ends one session.
func (s *Store) EndSession(ctx context.Context, hash string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM session WHERE hash = ?", hash)
		return err
	}), "end a session")
}

// EndSessions ends all sessions of an account.
func (s *Store) EndSessions(ctx context.Context, id string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.endSessions(id) }), "end sessions")
}

func (t *tx) endSessions(account string) error {
	_, err := t.exec("DELETE FROM session WHERE account = ?", account)
	return err
}

// SweepAccounts deletes what is over: attempts, invitations, and sessions a
// shift after their end, as until then it is asked whose they were.
func (s *Store) SweepAccounts(ctx context.Context, now time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, sessions := tx.exec("DELETE FROM session WHERE expires <= ? OR seen <= ?", now.Add(-account.Longest).Unix(), now.Add(-account.Idle-account.Longest).Unix())
		_, attempts := tx.exec("DELETE FROM attempt WHERE expires <= ?", now.Unix())
		_, links := tx.exec("DELETE FROM invitation WHERE expires <= ?", now.Unix())
		return errors.Join(sessions, attempts, links)
	}), "delete sessions and attempts that are over")
}
