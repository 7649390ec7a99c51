package steward

import (
	"context"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/store"
)

// History returns the versions of a listing, the latest first.
func (o *Office) History(ctx context.Context, id string) ([]listing.Version, error) {
	return o.listings.History(ctx, id)
}

// Then is a listing at a time, with what it shows now.
type Then struct {
	At      time.Time
	Listing facility.Listing // as it is now
	Profile facility.Profile // as it was
	Now     facility.Profile
	Changes []facility.Change // from then to now
}

// Then returns a listing as it was known at a time.
func (o *Office) Then(ctx context.Context, id string, at time.Time) (Then, error) {
	t := Then{At: at}
	var err error
	if t.Listing, t.Now, err = o.listings.Known(ctx, id); err != nil {
		return t, err
	}
	if t.Profile, err = o.listings.At(ctx, id, at); err != nil {
		return t, err
	}
	t.Changes = facility.Changes(&t.Profile, &t.Now)
	return t, nil
}

// Revert says again what a listing showed at a time, of some fields. A steward's
// word shows at once; of an owner's what is risky waits, as with every edit.
// ErrNoChoice when none of the fields showed anything else then.
func (o *Office) Revert(ctx context.Context, by audit.Who, steward bool, id string, at time.Time, fields []facility.Field, why string) (listing.Outcome, error) {
	then, err := o.Then(ctx, id, at)
	if err != nil {
		return listing.Outcome{}, err
	}
	var claims facility.Claims
	for _, change := range then.Changes {
		for _, field := range fields {
			if said, known := then.Profile.Again(field); known && field == change.Field {
				claims.Add(said)
			}
		}
	}
	if len(claims.SpeaksOf()) == 0 {
		return listing.Outcome{}, ErrNoChoice
	}
	if steward {
		note := store.Noting(o.book.Note(by, "listing.reverted", "listing:"+id))
		return listing.Outcome{Shown: claims.SpeaksOf()}, o.say(ctx, by, id, claims, why, note)
	}
	if why, err = cleaned(why, true); err != nil {
		return listing.Outcome{}, err
	}
	return listing.NewEditor(o.listings, o.book, o.now).Edit(ctx, listing.Edit{Listing: id, By: by, Claims: claims, Why: why})
}

// People are the accounts behind some ids; those that are no more are left out.
func (o *Office) People(ctx context.Context, ids ...string) (map[string]account.User, error) {
	people := map[string]account.User{}
	for _, id := range ids {
		if _, known := people[id]; known || id == "" {
			continue
		}
		p, err := o.store.Person(ctx, id)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			people[id] = p.User
		}
	}
	return people, nil
}
