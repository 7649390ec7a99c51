package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
)

const openingKeyColumns = "id, listing, organisation, made, made_by, used"

// AddOpeningKey stores a key by its hash; false when its place has as many as it
// may have.
func (s *Store) AddOpeningKey(ctx context.Context, k checkin.Key, hash string, n audit.Note) (added bool, err error) {
	there, args := atPlace(k.Listing)
	args = append([]any{hash, k.ID, k.Listing, k.Organisation, k.Made.Unix(), k.MadeBy}, append(args, checkin.MaxKeys)...)
	added, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec("INSERT INTO opening_key (hash, "+openingKeyColumns+`)
			SELECT ?, ?, ?, ?, ?, ?, 0 WHERE (SELECT COUNT(*) FROM opening_key WHERE `+there+`) < ?`, args...)
	})
	return added, wrap(err, "store a key")
}

// OpeningKey returns the key of a hash; ErrNotFound.
func (s *Store) OpeningKey(ctx context.Context, hash string) (checkin.Key, error) {
	keys, err := s.openingKeys(ctx, "hash = ?", hash)
	if err == nil && len(keys) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return checkin.Key{}, wrap(err, "read a key")
	}
	return keys[0], nil
}

// OpeningKeysOf returns the keys of a place, the newest first.
func (s *Store) OpeningKeysOf(ctx context.Context, listing string) ([]checkin.Key, error) {
	there, args := atPlace(listing)
	keys, err := s.openingKeys(ctx, there+" ORDER BY made DESC, id", args...)
	return keys, wrap(err, "read keys")
}

func (s *Store) openingKeys(ctx context.Context, which string, args ...any) (keys []checkin.Key, err error) {
	err = s.each(ctx, func(rows scanner) error {
		var k checkin.Key
		var made, used int64
		err := rows.Scan(&k.ID, &k.Listing, &k.Organisation, &made, &k.MadeBy, &used)
		k.Made = fromUnix(made)
		if used != 0 {
			k.Used = fromUnix(used)
		}
		keys = append(keys, k)
		return err
	}, "SELECT "+openingKeyColumns+" FROM opening_key WHERE "+which, args...)
	return keys, err
}

// OpeningKeyUsed notes that a key was used, beside what it said.
func OpeningKeyUsed(id string, now time.Time, n audit.Note) Beside {
	return func(tx *tx, _ int64) error {
		if _, err := tx.exec("UPDATE opening_key SET used = ? WHERE id = ?", now.Unix(), id); err != nil {
			return err
		}
		return tx.note(n)
	}
}

// DropOpeningKey ends a key of a place, if it is one.
func (s *Store) DropOpeningKey(ctx context.Context, listing, id string, n audit.Note) error {
	there, args := atPlace(listing)
	_, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec("DELETE FROM opening_key WHERE "+there+" AND id = ?", append(args, id)...)
	})
	return wrap(err, "end a key")
}
