package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/audit"
	"haven/internal/seal"
)

// WrappedSecret returns a secret by its name, wrapped by the master key. When there is
// none yet it stores fresh; of servers that do so at once all get the same.
func (s *Store) WrappedSecret(ctx context.Context, name, fresh string) (wrapped string, err error) {
	const read = "SELECT wrapped FROM desk_secret WHERE name = ?"
	wrapped, err = s.wrapped(ctx, read, name)
	if !errors.Is(err, ErrNotFound) {
		return wrapped, err
	}
	err = s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO desk_secret (name, wrapped) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, fresh)
		return err
	})
	if err != nil {
		return "", wrap(err, "store a secret")
	}
	return s.wrapped(ctx, read, name)
}

func (s *Store) wrapped(ctx context.Context, query, of string) (wrapped string, err error) {
	err = s.db.GetContext(ctx, &wrapped, s.db.Rebind(query), of)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return wrapped, wrap(err, "read a wrapped key")
}

// RewrapKeys puts every key of the database that the master key from wraps into
// what the master key to makes of it, all or none, and returns how many. Keys
// that are wrapped by to already stay: a second time finishes what was added by a
// server of before. A ServingError while servers run, which would go on with
// from; seal.ErrOtherMaster when a key is of neither.
func (s *Store) RewrapKeys(ctx context.Context, from, to seal.Master, now time.Time, n audit.Note) (count int, err error) {
	err = s.writeSecurely(ctx, func(tx *tx) error {
		if err := tx.nobodyServes(now); err != nil {
			return err
		}
		for _, keys := range []struct{ table, of string }{{"case_key", "case_id"}, {"desk_secret", "name"}} {
			done, err := tx.rewrapSecrets(keys.table, keys.of, from, to)
			if err != nil {
				return err
			}
			count += done
		}
		done, err := tx.rewrapAddresses(from, to)
		if count += done; err != nil || count == 0 {
			return err
		}
		if err := tx.scrubLater("case_key", "desk_secret", "seal_key"); err != nil {
			return err
		}
		return tx.note(n)
	})
	return count, wrap(err, "wrap keys anew")
}

// keepOut keeps others from adding keys, which would be missed. In SQLite every
// transaction that writes does.
func (t *tx) keepOut(table string) error {
	if t.tx.DriverName() != postgresEngine {
		return nil
	}
	_, err := t.exec("LOCK TABLE " + table + " IN EXCLUSIVE MODE")
	return err
}

// wrappedKey is a key with what it is of: a case's id, or a secret's name.
type wrappedKey struct {
	Of      string `db:"of_what"`
	Wrapped string `db:"wrapped"`
}

func (t *tx) rewrapSecrets(table, of string, from, to seal.Master) (count int, err error) {
	if err := t.keepOut(table); err != nil {
		return 0, err
	}
	var keys []wrappedKey
	if err := t.all(&keys, "SELECT "+of+" AS of_what, wrapped FROM "+table); err != nil {
		return 0, err
	}
	for _, k := range keys {
		secret, err := from.Unwrap(k.Wrapped, k.Of)
		if err != nil {
			if _, done := to.Unwrap(k.Wrapped, k.Of); done == nil {
				continue
			}
			return 0, err
		}
		if _, err := t.exec("UPDATE "+table+" SET wrapped = ? WHERE "+of+" = ?", to.Wrap(secret, k.Of), k.Of); err != nil {
			return 0, err
		}
		count++
	}
	return count, nil
}

// wrappedAddressKey is a key of addresses as its row is read.
type wrappedAddressKey struct {
	ID, Purpose, Wrapped string
	Made, Expires        int64
}

func (t *tx) rewrapAddresses(from, to seal.Master) (count int, err error) {
	if err := t.keepOut("seal_key"); err != nil {
		return 0, err
	}
	var rows []wrappedAddressKey
	if err := t.all(&rows, "SELECT "+sealKeyColumns+" FROM seal_key"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		k := seal.Key{ID: r.ID, Purpose: r.Purpose, Made: fromUnix(r.Made), Expires: fromUnix(r.Expires), Wrapped: r.Wrapped}
		anew, err := from.Rewrap(k, to)
		if err != nil {
			return 0, err
		}
		if anew == k.Wrapped {
			continue
		}
		if _, err := t.exec("UPDATE seal_key SET wrapped = ? WHERE id = ?", anew, k.ID); err != nil {
			return 0, err
		}
		count++
	}
	return count, nil
}
