package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"haven/internal/seal"
)

const sealKeyColumns = "id, purpose, made, expires, wrapped"

// AddSealKey stores a key that seals addresses. ErrDuplicate when its id is
// taken.
func (s *Store) AddSealKey(ctx context.Context, k seal.Key) error {
	err := s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO seal_key ("+sealKeyColumns+") VALUES (?, ?, ?, ?, ?)",
			k.ID, k.Purpose, k.Made.Unix(), k.Expires.Unix(), k.Wrapped)
		return err
	})
	return wrap(err, "store a key for addresses")
}

// SealKey returns a key by its id; found is false if it is not there.
func (s *Store) SealKey(ctx context.Context, id string) (k seal.Key, found bool, err error) {
	keys, err := s.sealKeys(ctx, "id = ?", id)
	if len(keys) == 0 {
		return seal.Key{}, false, err
	}
	return keys[0], true, err
}

// SealKeys returns the keys that have not expired, the newest first.
func (s *Store) SealKeys(ctx context.Context, now time.Time) ([]seal.Key, error) {
	return s.sealKeys(ctx, "expires > ? ORDER BY made DESC, id", now.Unix())
}

func (s *Store) sealKeys(ctx context.Context, which string, arg any) ([]seal.Key, error) {
	var keys []seal.Key
	err := s.each(ctx, func(rows scanner) error {
		var k seal.Key
		var made, expires int64
		err := rows.Scan(&k.ID, &k.Purpose, &made, &expires, &k.Wrapped)
		k.Made, k.Expires = fromUnix(made), fromUnix(expires)
		keys = append(keys, k)
		return err
	}, "SELECT "+sealKeyColumns+" FROM seal_key WHERE "+which, arg)
	return keys, wrap(err, "read keys for addresses")
}

// DeleteSealKeys deletes the keys that have expired. In a SQLite file nothing
// is left of them; PostgreSQL overwrites their rows when it needs the room.
func (s *Store) DeleteSealKeys(ctx context.Context, now time.Time) error {
	var deleted int64
	err := s.write(ctx, func(tx *tx) (err error) {
		if s.engine == sqliteEngine {
			if _, err := tx.exec("PRAGMA secure_delete = ON"); err != nil {
				return err
			}
			defer tx.exec("PRAGMA secure_delete = OFF") // other deletions need not be as slow
		}
		deleted, err = tx.exec("DELETE FROM seal_key WHERE expires <= ?", now.Unix())
		return err
	})
	if err == nil && deleted > 0 && s.engine == sqliteEngine {
		err = s.emptyLog(ctx)
	}
	return wrap(err, "delete expired keys for addresses")
}

// emptyLog writes what is in SQLite's log to the database and empties it: rows
// that were deleted are in there, too. While others read or write nothing is
// done, rather than make them wait; the next time will do.
func (s *Store) emptyLog(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var patience int64 // milliseconds
	if err := conn.QueryRowContext(ctx, "PRAGMA busy_timeout").Scan(&patience); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)")
	_, restored := conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA busy_timeout = %d", patience))
	if isBusy(err) {
		err = nil
	}
	return errors.Join(err, restored)
}
