package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const linkColumns = "kind, subject, case_id, listing, made, expires, made_by"

// PutLink stores a link by the hash of its token, in place of the one that led
// to the same thing.
func (s *Store) PutLink(ctx context.Context, l referral.Link, hash string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO place_link (hash, "+linkColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (subject) DO UPDATE SET hash = excluded.hash, made = excluded.made, expires = excluded.expires, made_by = excluded.made_by`,
			hash, string(l.Kind), l.Subject, l.Case, l.Listing, l.Made.Unix(), l.Expires.Unix(), l.MadeBy)
		return err
	}), "store a link")
}

// LinkOf returns the link of a token's hash; ErrNotFound. Whether its time is
// over is for the caller to judge.
func (s *Store) LinkOf(ctx context.Context, hash string) (referral.Link, error) {
	return s.link(ctx, "hash = ?", hash)
}

// LinkTo returns the link that leads to a thing; ErrNotFound.
func (s *Store) LinkTo(ctx context.Context, subject string) (referral.Link, error) {
	return s.link(ctx, "subject = ?", subject)
}

func (s *Store) link(ctx context.Context, which, arg string) (referral.Link, error) {
	found := []referral.Link{}
	err := s.each(ctx, func(rows scanner) error {
		var l referral.Link
		var made, expires int64
		err := rows.Scan(&l.Kind, &l.Subject, &l.Case, &l.Listing, &made, &expires, &l.MadeBy)
		l.Made, l.Expires = fromUnix(made), fromUnix(expires)
		found = append(found, l)
		return err
	}, "SELECT "+linkColumns+" FROM place_link WHERE "+which, arg)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Link{}, wrap(err, "read a link")
	}
	return found[0], nil
}

// DropLink ends the link that leads to a thing, if there is one.
func (s *Store) DropLink(ctx context.Context, subject string, n audit.Note) error {
	_, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec("DELETE FROM place_link WHERE subject = ?", subject)
	})
	return wrap(err, "end a link")
}

// SweepLinks deletes links whose time is over.
func (s *Store) SweepLinks(ctx context.Context, now time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM place_link WHERE expires <= ?", now.Unix())
		return err
	}), "delete links whose time is over")
}
