package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"haven/internal/audit"
)

// ErrOwner: the listing has another owner by now. Look again.
var ErrOwner = errors.New("the place has another owner by now: look again")

// ownerOf selects the owner of the place that an id leads to. Of places that
// were merged each may have had one: the place's own goes before, then whoever
// came first.
const ownerOf = `WITH place (id) AS (SELECT COALESCE((SELECT record.listing FROM record WHERE record.id = ?), ?))
	SELECT organisation FROM listing_owner, place
	WHERE listing_owner.listing = place.id OR listing_owner.listing IN (SELECT record.id FROM record WHERE record.listing = place.id)
	ORDER BY CASE WHEN listing_owner.listing = place.id THEN 0 ELSE 1 END, since, listing_owner.listing LIMIT 1`

// OwnerOf is the organisation that speaks for a place, by any id that leads to
// it; "" while nobody does.
func (s *Store) OwnerOf(ctx context.Context, listing string) (organisation string, err error) {
	err = s.db.GetContext(ctx, &organisation, s.db.Rebind(ownerOf), listing, listing)
	return organisation, wrap(noneIfAbsent(err), "look who speaks for a place")
}

func (t *tx) ownerOf(listing string) (organisation string, err error) {
	err = t.one(&organisation, ownerOf, listing, listing)
	return organisation, noneIfAbsent(err)
}

func noneIfAbsent(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// held are rows of owners with the place that each leads to.
const held = "listing_owner LEFT JOIN record ON record.id = listing_owner.listing"

const heldPlace = "COALESCE(record.listing, listing_owner.listing)"

// ListingsOf are the places that an organisation speaks for, by their ids.
func (s *Store) ListingsOf(ctx context.Context, organisation string) ([]string, error) {
	var places []string
	last := ""
	err := s.each(ctx, func(row scanner) error {
		var place, owner string
		err := row.Scan(&place, &owner)
		if place != last && owner == organisation {
			places = append(places, place)
		}
		last = place
		return err
	}, "SELECT "+heldPlace+", organisation FROM "+held+" WHERE "+heldPlace+` IN
			(SELECT `+heldPlace+" FROM "+held+" WHERE organisation = ?) ORDER BY "+heldPlace+`,
			CASE WHEN listing_owner.listing = `+heldPlace+" THEN 0 ELSE 1 END, since, listing_owner.listing", organisation)
	slices.Sort(places)
	return places, wrap(err, "read the places of an organisation")
}

// place selects the listing that an id leads to; it takes the id twice.
const place = "COALESCE((SELECT record.listing FROM record WHERE record.id = ?), ?)"

// ofPlace are an organisation's rows of the place that an id leads to, under
// whichever of its ids; its parameters are those of theirs.
const ofPlace = "organisation = ? AND (listing = " + place + " OR listing IN (SELECT record.id FROM record WHERE record.listing = " + place + "))"

func theirs(organisation, listing string) []any {
	return []any{organisation, listing, listing, listing, listing}
}

// lockOwners has all others wait who would change who speaks for a place.
func (t *tx) lockOwners() error {
	_, err := t.exec("UPDATE counter SET value = value WHERE name = 'revision'")
	return err
}

// GiveListing makes an organisation the owner of a place that another, or
// nobody (""), speaks for; to "" ends that. ErrOwner when it is another's by now.
func (s *Store) GiveListing(ctx context.Context, listing, from, to string, at time.Time, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.giveListing(listing, from, to, at) }), "give a place to an owner")
}

func (t *tx) giveListing(listing, from, to string, at time.Time) error {
	if err := t.lockOwners(); err != nil { // of two who give at once one is refused
		return err
	}
	owner, err := t.ownerOf(listing)
	if err == nil && owner != from {
		err = ErrOwner
	}
	if err != nil {
		return err
	}
	_, err = t.exec("DELETE FROM listing_owner WHERE "+ofPlace, theirs(from, listing)...)
	if err == nil && from != "" && from != to {
		err = t.leave(listing, from, at)
	}
	if err != nil || to == "" {
		return err
	}
	_, err = t.exec("INSERT INTO listing_owner (listing, organisation, since) VALUES ("+place+", ?, ?)", listing, listing, to, at.Unix())
	return err
}

// leave ends what an organisation began about a place that it speaks for no
// more: edits of it that wait, keys of its programs, and an offer. Accepted or
// used later, they would be taken for the word of whoever speaks for the place
// then.
func (t *tx) leave(listing, organisation string, at time.Time) error {
	args := theirs(organisation, listing)
	for _, table := range []string{"opening_key", "listing_offer"} {
		if _, err := t.exec("DELETE FROM "+table+" WHERE "+ofPlace, args...); err != nil {
			return err
		}
	}
	_, err := t.exec("DELETE FROM assignment WHERE kind = 'proposal' AND id IN (SELECT id FROM proposal WHERE state = 'waits' AND "+ofPlace+")", args...)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE proposal SET state = ?, decided = ? WHERE state = 'waits' AND "+ofPlace, append([]any{string(Withdrawn), at.Unix()}, args...)...)
	return err
}
