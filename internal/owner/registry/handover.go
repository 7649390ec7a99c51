package registry

import (
	"context"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/owner"
)

// Offer offers a place that somebody's organisation speaks for to whoever has an
// account under an e-mail; an offer before is over. Whether there is such an
// account is told to nobody. owner.ErrNotFound or account.ErrEmail.
func (r *Registry) Offer(ctx context.Context, by gate.Actor, listing, email string) error {
	if err := r.speaksFor(ctx, by, listing); err != nil {
		return err
	}
	email, err := account.NormalEmail(email)
	if err != nil {
		return err
	}
	o := owner.Offer{ID: r.store.NewID(), Listing: listing, From: by.User.Organisation.ID, Email: email, Made: r.now()}
	return absent(r.store.AddOffer(ctx, o, r.book.Note(by.Who(), "owner.offered", subject(listing))))
}

// speaksFor refuses whoever's own organisation does not speak for a place: a
// steward may take one away, and not give it to somebody of their choice.
func (r *Registry) speaksFor(ctx context.Context, by gate.Actor, listing string) error {
	of, err := r.store.OwnerOf(ctx, listing)
	if err == nil && (of == "" || of != by.User.Organisation.ID || !account.May(by.User, account.EditListing, of)) {
		err = owner.ErrNotFound
	}
	return err
}

// OfferOf is the offer that stands for a place; owner.ErrNotFound.
func (r *Registry) OfferOf(ctx context.Context, listing string) (owner.Offer, error) {
	of, err := r.store.OwnerOf(ctx, listing)
	if err != nil {
		return owner.Offer{}, err
	}
	o, err := r.store.OfferOf(ctx, listing, of)
	if err == nil {
		err = r.stands(ctx, o)
	}
	return o, absent(err)
}

// stands refuses an offer whose maker does not speak for the place any more.
func (r *Registry) stands(ctx context.Context, o owner.Offer) error {
	of, err := r.store.OwnerOf(ctx, o.Listing)
	if err == nil && (of != o.From || !r.now().Before(o.Made.Add(owner.ClaimLasts))) {
		err = owner.ErrNotFound
	}
	return err
}

// Withdraw ends the offer that stands for a place. owner.ErrNotFound.
func (r *Registry) Withdraw(ctx context.Context, by gate.Actor, listing string) error {
	if err := r.speaksFor(ctx, by, listing); err != nil {
		return err
	}
	o, err := r.OfferOf(ctx, listing)
	if err != nil {
		return err
	}
	return absent(r.store.EndOffer(ctx, o.ID, r.book.Note(by.Who(), "owner.offer-ended", subject(listing))))
}

// Offers are the places that somebody may take.
func (r *Registry) Offers(ctx context.Context, by gate.Actor) ([]owner.Offer, error) {
	if by.User.Role != account.Facility {
		return nil, nil
	}
	made, err := r.store.OffersTo(ctx, by.User.Email)
	var standing []owner.Offer
	for _, o := range made {
		if o.From != by.User.Organisation.ID && r.stands(ctx, o) == nil {
			standing = append(standing, o)
		}
	}
	return standing, err
}

// OfferCode is what whoever makes an offer tells the one who is to take it. It
// follows from the offer and is stored nowhere.
func (r *Registry) OfferCode(o owner.Offer) string {
	digest, err := hex.DecodeString(r.keys.Digest("offer code", o.ID))
	if err != nil { // a digest is hexadecimal
		panic(err)
	}
	return fmt.Sprintf("%08d", binary.BigEndian.Uint64(digest)%100_000_000)
}

// Take answers an offer: the place is handed over to whoever knows its code, or
// the offer is over. owner.ErrNotFound, also where it was withdrawn meanwhile,
// owner.ErrCode or gate.ThrottledError.
func (r *Registry) Take(ctx context.Context, by gate.Actor, id string, yes bool, code string) (owner.Offer, error) {
	o, err := r.store.Offer(ctx, id)
	if err == nil && (o.Email != by.User.Email || o.From == by.User.Organisation.ID || by.User.Role != account.Facility) {
		err = owner.ErrNotFound
	}
	if err == nil {
		err = r.stands(ctx, o)
	}
	switch {
	case err != nil:
		return o, absent(err)
	case !yes:
		return o, absent(r.store.EndOffer(ctx, o.ID, r.book.Note(by.Who(), "owner.offer-declined", subject(o.Listing))))
	}
	if err := r.attempt(ctx, account.Limit{Key: r.keys.Digest("offer", o.ID), Most: owner.MostOfferTries, Window: claimWindow}); err != nil {
		return o, err
	}
	if subtle.ConstantTimeCompare([]byte(owner.Typed(code)), []byte(r.OfferCode(o))) == 0 {
		return o, owner.ErrCode
	}
	return o, absent(r.store.TakeOffer(ctx, o, by.User.Organisation.ID, r.now(), r.book.Note(by.Who(), "owner.handed-over", subject(o.Listing))))
}

// People are the e-mails of those who can sign in for an organisation.
func (r *Registry) People(ctx context.Context, organisation string) ([]string, error) {
	users, err := r.store.Users(ctx, organisation)
	var emails []string
	for _, u := range users {
		if !u.Disabled {
			emails = append(emails, u.Email)
		}
	}
	return emails, err
}

// Organisation is an organisation by its id.
func (r *Registry) Organisation(ctx context.Context, id string) (account.Organisation, error) {
	o, err := r.store.Organisation(ctx, id)
	return o, absent(err)
}
