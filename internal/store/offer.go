package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/audit"
	"haven/internal/owner"
)

// AddOffer stores an offer; the one before for that place is over. ErrNotFound
// when its maker does not speak for the place any more.
func (s *Store) AddOffer(ctx context.Context, o owner.Offer, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := tx.lockOwners(); err != nil {
			return err
		}
		of, err := tx.ownerOf(o.Listing)
		if err == nil && of != o.From {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		_, err = tx.exec("DELETE FROM listing_offer WHERE listing = ? OR "+ofPlace, append([]any{o.Listing}, theirs(o.From, o.Listing)...)...)
		if err != nil {
			return err
		}
		_, err = tx.exec("INSERT INTO listing_offer (id, listing, organisation, email, made) VALUES (?, ?, ?, ?, ?)",
			o.ID, o.Listing, o.From, o.Email, o.Made.Unix())
		return err
	}), "offer a place")
}

// Offer returns an offer by its id; ErrNotFound.
func (s *Store) Offer(ctx context.Context, id string) (owner.Offer, error) {
	return s.offer(ctx, "id = ?", id)
}

// OfferOf returns the last offer that an organisation made of a place, by any id
// that leads to it; ErrNotFound.
func (s *Store) OfferOf(ctx context.Context, listing, from string) (owner.Offer, error) {
	return s.offer(ctx, ofPlace+" ORDER BY made DESC, id LIMIT 1", theirs(from, listing)...)
}

const offerColumns = "id, listing, organisation, email, made"

func (s *Store) offer(ctx context.Context, which string, args ...any) (owner.Offer, error) {
	o, err := scanOffer(s.db.QueryRowContext(ctx, s.db.Rebind("SELECT "+offerColumns+" FROM listing_offer WHERE "+which), args...))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return o, wrap(err, "read an offer")
}

func scanOffer(row scanner) (o owner.Offer, err error) {
	var made int64
	err = row.Scan(&o.ID, &o.Listing, &o.From, &o.Email, &made)
	o.Made = fromUnix(made)
	return o, err
}

// OffersTo returns what is offered to an e-mail, the oldest first.
func (s *Store) OffersTo(ctx context.Context, email string) ([]owner.Offer, error) {
	var offers []owner.Offer
	err := s.each(ctx, func(row scanner) error {
		o, err := scanOffer(row)
		offers = append(offers, o)
		return err
	}, "SELECT "+offerColumns+" FROM listing_offer WHERE email = ? ORDER BY made, id", email)
	return offers, wrap(err, "read offers")
}

// EndOffer deletes an offer; ErrNotFound.
func (s *Store) EndOffer(ctx context.Context, id string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		return found(tx.exec("DELETE FROM listing_offer WHERE id = ?", id))
	}), "end an offer")
}

// TakeOffer gives the place of an offer to an organisation. ErrNotFound when the
// offer is over, ErrOwner when the place has another owner by now.
func (s *Store) TakeOffer(ctx context.Context, o owner.Offer, to string, at time.Time, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := tx.lockOwners(); err != nil {
			return err
		}
		if err := found(tx.exec("DELETE FROM listing_offer WHERE id = ?", o.ID)); err != nil {
			return err
		}
		return tx.giveListing(o.Listing, o.From, to, at)
	}), "take an offer")
}
