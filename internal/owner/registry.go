// Package owner knows who speaks for a place: which organisation owns a
// listing, and how that changes.
package owner

import (
	"context"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/store"
)

// ErrNotFound: there is nothing here that whoever asks may see or do.
var ErrNotFound = errors.New("there is no such place, or it is another's")

// Registry is safe for concurrent use.
type Registry struct {
	store *store.Store
	book  audit.Book
	now   func() time.Time
}

// NewRegistry is over a store, at a clock.
func NewRegistry(s *store.Store, book audit.Book, now func() time.Time) *Registry {
	return &Registry{s, book, now}
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

// Check refuses with ErrNotFound whoever may not do something to a place.
func (r *Registry) Check(ctx context.Context, by account.User, action account.Action, listing string) error {
	owner, err := r.store.OwnerOf(ctx, listing)
	if err == nil && !account.May(by, action, owner) {
		err = ErrNotFound
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
	owner, err := r.store.OwnerOf(ctx, listing)
	if err == nil && (owner == "" || !account.May(by.User, account.EditListing, owner)) {
		err = ErrNotFound
	}
	if err != nil {
		return err
	}
	return r.store.GiveListing(ctx, listing, owner, "", r.now(), r.book.Note(by.Who(), "owner.ended", subject(listing)))
}

func subject(listing string) string { return "listing:" + listing }
