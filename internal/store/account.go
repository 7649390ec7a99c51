package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
)

// ErrNotFirst: somebody of the organisation has an open account already.
var ErrNotFirst = errors.New("somebody of the organisation has an account already")

// AccountRow is a user with what proves that it is them.
type AccountRow struct {
	account.User
	Password string // hash, "" until an invitation was used
	Secret   string // of one-time codes, encrypted; "" while there is none
	Offered  string // one that waits for its first code
	Step     int64  // of the last code accepted
}

const userColumns = "account.id, account.email, account.role, account.disabled, organisation.id, organisation.kind, organisation.name"
const accountFrom = " FROM account JOIN organisation ON organisation.id = account.organisation "

// userFields are where a row of userColumns goes.
func userFields(u *account.User) []any {
	return []any{&u.ID, &u.Email, &u.Role, &u.Disabled, &u.Organisation.ID, &u.Organisation.Kind, &u.Organisation.Name}
}

// AccountOf returns the account of a normalised e-mail; ErrNotFound.
func (s *Store) AccountOf(ctx context.Context, email string) (AccountRow, error) {
	return s.account(ctx, "account.email = ?", email)
}

// Account returns an account by its id; ErrNotFound.
func (s *Store) Account(ctx context.Context, id string) (AccountRow, error) {
	return s.account(ctx, "account.id = ?", id)
}

func (s *Store) account(ctx context.Context, which string, args ...any) (a AccountRow, err error) {
	row := s.db.QueryRowContext(ctx, s.db.Rebind("SELECT "+userColumns+", account.password, account.secret, account.offered, account.step"+accountFrom+"WHERE "+which), args...)
	err = row.Scan(append(userFields(&a.User), &a.Password, &a.Secret, &a.Offered, &a.Step)...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return a, wrap(err, "read an account")
}

// Users returns the users of an organisation by their e-mails.
func (s *Store) Users(ctx context.Context, organisation string) ([]account.User, error) {
	var users []account.User
	err := s.each(ctx, func(row scanner) error {
		var u account.User
		err := row.Scan(userFields(&u)...)
		users = append(users, u)
		return err
	}, "SELECT "+userColumns+accountFrom+"WHERE organisation.id = ? ORDER BY account.email", organisation)
	return users, wrap(err, "read users")
}

// HasAccounts reports whether there is any, closed ones included.
func (s *Store) HasAccounts(ctx context.Context) (has bool, err error) {
	err = s.db.GetContext(ctx, &has, "SELECT EXISTS (SELECT 1 FROM account)")
	return has, wrap(err, "look for accounts")
}

// Organisations returns those of a kind by their names.
func (s *Store) Organisations(ctx context.Context, kind account.Kind) ([]account.Organisation, error) {
	var found []account.Organisation
	err := s.each(ctx, func(row scanner) error {
		var o account.Organisation
		err := row.Scan(&o.ID, &o.Kind, &o.Name)
		found = append(found, o)
		return err
	}, "SELECT id, kind, name FROM organisation WHERE kind = ? ORDER BY name", string(kind))
	return found, wrap(err, "read organisations")
}

// AddOrganisation stores an organisation; ErrDuplicate when there is one of
// its kind and name.
func (s *Store) AddOrganisation(ctx context.Context, o account.Organisation, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO organisation (id, kind, name) VALUES (?, ?, ?)", o.ID, string(o.Kind), o.Name)
		return err
	}), "store an organisation")
}

// AddAccount stores a user who cannot sign in before they used an invitation;
// ErrDuplicate when the e-mail has an account.
func (s *Store) AddAccount(ctx context.Context, u account.User, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.addAccount(u) }), "store an account")
}

// AddFirstAccount is AddAccount for an organisation where nobody has an open
// account yet; ErrNotFirst where somebody has. Of two who do it at once, one does.
func (s *Store) AddFirstAccount(ctx context.Context, u account.User, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		// Whoever comes second waits here, and then sees the first.
		if _, err := tx.exec("UPDATE organisation SET name = name WHERE id = ?", u.Organisation.ID); err != nil {
			return err
		}
		var open int
		if err := tx.one(&open, "SELECT COUNT(*) FROM account WHERE organisation = ? AND disabled = ?", u.Organisation.ID, false); err != nil {
			return err
		}
		if open > 0 {
			return ErrNotFirst
		}
		return tx.addAccount(u)
	}), "store a first account")
}

func (t *tx) addAccount(u account.User) error {
	_, err := t.exec("INSERT INTO account (id, organisation, role, email, disabled, password, secret, offered, step) VALUES (?, ?, ?, ?, ?, '', '', '', 0)",
		u.ID, u.Organisation.ID, string(u.Role), u.Email, u.Disabled)
	return err
}

// DisableAccount ends an account with its sessions and invitation. One whose
// user never came is deleted: nothing is of them, and the e-mail is free again.
func (s *Store) DisableAccount(ctx context.Context, id string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		// The link first, as for whoever uses it at this moment.
		if _, err := tx.exec("DELETE FROM invitation WHERE account = ?", id); err != nil {
			return err
		}
		if err := found(tx.exec("UPDATE account SET disabled = ? WHERE id = ?", true, id)); err != nil {
			return err
		}
		if err := tx.endSessions(id); err != nil {
			return err
		}
		_, err := tx.exec("DELETE FROM account WHERE id = ? AND "+neverCame, id)
		return err
	}), "end an account")
}

// found is ErrNotFound when no row was changed.
func found(changed int64, err error) error {
	if err == nil && changed == 0 {
		return ErrNotFound
	}
	return err
}

// noted writes and notes it in one transaction.
func (s *Store) noted(ctx context.Context, n audit.Note, do func(*tx) error) error {
	return s.write(ctx, func(tx *tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.note(n)
	})
}

// notedIf is noted for a change that may come too late: without a row that was
// changed nothing is noted.
func (s *Store) notedIf(ctx context.Context, n audit.Note, do func(*tx) (rows int64, err error)) (changed bool, err error) {
	err = s.write(ctx, func(tx *tx) error {
		rows, err := do(tx)
		if changed = err == nil && rows > 0; !changed {
			return err
		}
		return tx.note(n)
	})
	return changed, err
}

// Attempt counts an attempt against each of the limits, and reports until when
// there may be no more; the zero time if it is within them all.
func (s *Store) Attempt(ctx context.Context, limits []account.Limit, now time.Time) (until time.Time, err error) {
	err = s.passing(ctx, func(tx *tx) error {
		for _, l := range limits {
			ends, err := tx.attempt(l, now)
			if err != nil {
				return err
			}
			if ends.After(until) {
				until = ends
			}
		}
		return nil
	})
	return until, wrap(err, "count an attempt")
}

// attempt counts one and returns when the window ends if it was one too many.
func (t *tx) attempt(l account.Limit, now time.Time) (until time.Time, err error) {
	// The row is locked from here on: attempts at other replicas wait.
	_, err = t.exec(`INSERT INTO attempt (key, made, expires) VALUES (?, 1, ?)
		ON CONFLICT (key) DO UPDATE SET made = CASE WHEN attempt.expires <= ? THEN 1 ELSE attempt.made + 1 END,
			expires = CASE WHEN attempt.expires <= ? THEN excluded.expires ELSE attempt.expires END`,
		l.Key, now.Add(l.Window).Unix(), now.Unix(), now.Unix())
	if err != nil {
		return until, err
	}
	var made, expires int64
	row := t.tx.QueryRowContext(t.ctx, t.tx.Rebind("SELECT made, expires FROM attempt WHERE key = ?"), l.Key)
	if err := row.Scan(&made, &expires); err != nil || made <= l.Most {
		return until, err
	}
	return fromUnix(expires), nil
}

// Forget has no attempt under a limit be known any more.
func (s *Store) Forget(ctx context.Context, l account.Limit) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM attempt WHERE key = ?", l.Key)
		return err
	}), "forget attempts")
}

// Succeeded takes an attempt back that was no guess.
func (s *Store) Succeeded(ctx context.Context, limits []account.Limit) error {
	return wrap(s.passing(ctx, func(tx *tx) error {
		for _, l := range limits {
			if _, err := tx.exec("UPDATE attempt SET made = made - 1 WHERE key = ? AND made > 0", l.Key); err != nil {
				return err
			}
		}
		return nil
	}), "take an attempt back")
}
