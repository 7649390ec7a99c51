package store

import (
	"context"

	"haven/internal/audit"
	"haven/internal/referral"
)

// PlaceNotes returns what a helpline's staff noted on some places, by place.
func (s *Store) PlaceNotes(ctx context.Context, helpline string, listings []string) (map[string]referral.PlaceNote, error) {
	notes := map[string]referral.PlaceNote{}
	if len(listings) == 0 {
		return notes, nil
	}
	err := s.each(ctx, func(rows scanner) error {
		n := referral.PlaceNote{Helpline: helpline}
		var at int64
		err := rows.Scan(&n.Listing, &n.Version, &n.Words, &n.By, &at)
		n.At = fromUnix(at)
		notes[n.Listing] = n
		return err
	}, "SELECT listing, version, words, by_whom, at FROM place_note WHERE helpline = ? AND "+oneOf("listing", listings),
		append([]any{helpline}, anys(listings)...)...)
	return notes, wrap(err, "read notes on places")
}

// WritePlaceNote stores a note as the version after n.Version, if that is still
// the one there; written is false if somebody else was faster.
func (s *Store) WritePlaceNote(ctx context.Context, n referral.PlaceNote, trail audit.Note) (written bool, err error) {
	err = s.write(ctx, func(tx *tx) error {
		var rows int64
		var err error
		if n.Version == 0 {
			rows, err = tx.exec(`INSERT INTO place_note (helpline, listing, version, words, by_whom, at) VALUES (?, ?, 1, ?, ?, ?)
				ON CONFLICT (helpline, listing) DO NOTHING`, n.Helpline, n.Listing, n.Words, n.By, n.At.Unix())
		} else {
			rows, err = tx.exec(`UPDATE place_note SET version = version + 1, words = ?, by_whom = ?, at = ?
				WHERE helpline = ? AND listing = ? AND version = ?`, n.Words, n.By, n.At.Unix(), n.Helpline, n.Listing, n.Version)
		}
		if written = rows == 1; err != nil || !written {
			return err
		}
		return tx.note(trail)
	})
	return written, wrap(err, "write a note on a place")
}
