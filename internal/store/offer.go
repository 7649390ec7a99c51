package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/audit"
	"haven/internal/owner"
)

// AddOffer stores an offer; the one before for that place is over.
func (s *Store) AddOffer(ctx context.Context, o owner.Offer, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if _, err := tx.exec("DELETE FROM listing_offer WHERE listing = ?", o.Listing); err != nil {
			return err
		}
		_, err := tx.exec("INSERT INTO listing_offer (id, listing, organisation, email, made) VALUES (?, ?, ?, ?, ?)",
			o.ID, o.Listing, o.From, o.Email, o.Made.Unix())
		return err
	}), "offer a place")
}

// Offer returns an offer by its id; ErrNotFound.
func (s *Store) Offer(ctx context.Context, id string) (owner.Offer, error) {
	return s.offer(ctx, "id = ?", id)
}

// OfferOf returns the offer of a place; ErrNotFound.
func (s *Store) OfferOf(ctx context.Context, listing string) (owner.Offer, error) {
	return s.offer(ctx, "listing = ?", listing)
}

const offerColumns = "id, listing, organisation, email, made"

func (s *Store) offer(ctx context.Context, which, arg string) (owner.Offer, error) {
	o, err := scanOffer(s.db.QueryRowContext(ctx, s.db.Rebind("SELECT "+offerColumns+" FROM listing_offer WHERE "+which), arg))
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
		if err := tx.giveListing(o.Listing, o.From, to, at); err != nil {
			return err
		}
		return found(tx.exec("DELETE FROM listing_offer WHERE id = ?", o.ID))
	}), "take an offer")
}
