package store

import (
	"context"
	"time"
)

// PickupRow is what was found when a pick-up last looked.
type PickupRow struct {
	Name           string
	Looked         time.Time
	ETag, Modified string // as the server said them
	SHA256         string // of the last file that was taken
	Fault          string
}

// Pickups returns what all pick-ups found, by name.
func (s *Store) Pickups(ctx context.Context) (map[string]PickupRow, error) {
	all := map[string]PickupRow{}
	err := s.each(ctx, func(rows scanner) error {
		var r PickupRow
		var looked int64
		err := rows.Scan(&r.Name, &looked, &r.ETag, &r.Modified, &r.SHA256, &r.Fault)
		r.Looked = timeOrNone(looked)
		all[r.Name] = r
		return err
	}, "SELECT name, looked, etag, modified, sha256, fault FROM pickup")
	return all, wrap(err, "read pick-ups")
}

// ClaimPickup tells whether nobody has looked since a time, and that somebody
// does now: of several servers one looks.
func (s *Store) ClaimPickup(ctx context.Context, name string, since, now time.Time) (taken bool, err error) {
	err = s.write(ctx, func(tx *tx) error {
		n, err := tx.exec(`INSERT INTO pickup (name, looked, etag, modified, sha256, fault) VALUES (?, ?, '', '', '', '')
			ON CONFLICT (name) DO UPDATE SET looked = excluded.looked WHERE pickup.looked <= ?`, name, now.Unix(), since.Unix())
		taken = n > 0
		return err
	})
	return taken, wrap(err, "begin a pick-up")
}

// EndPickup stores what a pick-up found.
func (s *Store) EndPickup(ctx context.Context, r PickupRow) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("UPDATE pickup SET etag = ?, modified = ?, sha256 = ?, fault = ? WHERE name = ?", r.ETag, r.Modified, r.SHA256, r.Fault, r.Name)
		return err
	}), "end a pick-up")
}
