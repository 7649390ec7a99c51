// Package registry keeps who speaks for which place, on the store: claims from
// the first word to the decision, handing over, leaving.
package registry

import (
	"context"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/owner"
	"haven/internal/store"
)

// Registry is safe for concurrent use.
type Registry struct {
	store *store.Store
	gate  *gate.Gate
	keys  account.Keys
	book  audit.Book
	now   func() time.Time
}

// New returns the registry of a store whose accounts a gate guards, at a clock.
func New(s *store.Store, lets *gate.Gate, keys account.Keys, now func() time.Time) *Registry {
	return &Registry{s, lets, keys, lets.Book(), now}
}

// OwnerOf is the organisation that speaks for a place, by any id that leads to
// it; "" while nobody does.
func (r *Registry) OwnerOf(ctx context.Context, listing string) (string, error) {
	return r.store.OwnerOf(ctx, listing)
}

// ListingsOf are the places that an organisation speaks for, by their ids.
func (r *Registry) ListingsOf(ctx context.Context, organisation string) ([]string, error) {
	return r.store.ListingsOf(ctx, organisation)
}

// toldEvery is how often the people of a place are told by mail that something
// waits for it: what comes in between stands on the same page.
const toldEvery = time.Hour

// ToTell are the people who are to be told that something waits for a place: of
// whoever speaks for it, and none where they were told within the hour.
func (r *Registry) ToTell(ctx context.Context, listing string) (emails []string, err error) {
	of, err := r.store.OwnerOf(ctx, listing)
	if err != nil || of == "" {
		return nil, err
	}
	limit := account.Limit{Key: r.keys.Digest("told of what waits", listing), Most: 1, Window: toldEvery}
	until, err := r.store.Attempt(ctx, []account.Limit{limit}, r.now())
	if err != nil || !until.IsZero() {
		return nil, err
	}
	return r.People(ctx, of)
}

// Check refuses with ErrNotFound whoever may not do something to a place.
func (r *Registry) Check(ctx context.Context, by account.User, action account.Action, listing string) error {
	of, err := r.store.OwnerOf(ctx, listing)
	if err == nil && !account.May(by, action, of) {
		err = owner.ErrNotFound
	}
	return err
}

// Give makes an organisation the owner of a place that nobody speaks for, for
// who works on the server itself. store.ErrOwner when somebody does.
func (r *Registry) Give(ctx context.Context, listing, organisation string) error {
	return r.store.GiveListing(ctx, listing, "", organisation, r.now(), r.book.Note(audit.Command, "owner.given", subject(listing)))
}

// End ends an organisation's say over a place: its own people leave it, a
// steward takes it away. ErrNotFound, also where it is another's by now.
func (r *Registry) End(ctx context.Context, by gate.Actor, listing string) error {
	of, err := r.store.OwnerOf(ctx, listing)
	if err == nil && (of == "" || !account.May(by.User, account.EditListing, of)) {
		err = owner.ErrNotFound
	}
	if err != nil {
		return err
	}
	return r.store.GiveListing(ctx, listing, of, "", r.now(), r.book.Note(by.Who(), "owner.ended", subject(listing)))
}

func subject(listing string) string { return "listing:" + listing }
