// Package listing serves what is known about single places: their profiles,
// folded when somebody looks, and statements made about them one at a time.
package listing

import (
	"context"
	"errors"
	"fmt"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

// Directory reads profiles from the store.
type Directory struct {
	store  *store.Store
	places *geo.Gazetteer
}

// NewDirectory returns the directory over a store.
func NewDirectory(s *store.Store, places *geo.Gazetteer) *Directory {
	return &Directory{store: s, places: places}
}

// Profile returns a listing and the public profile behind it. The errors are
// facility.ErrNotFound, and *facility.MovedError for an id that now leads to
// another listing.
func (d *Directory) Profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	found, err := d.standing(ctx, id)
	if err != nil {
		return facility.Listing{}, facility.Profile{}, err
	}
	profile, err := d.fold(ctx, id)
	if err != nil {
		return facility.Listing{}, facility.Profile{}, fmt.Errorf("profile: %w", err)
	}
	return found, profile.Public(), nil
}

// Listings returns the listings that ids stand for, by the ids asked for: where
// one leads to another listing, that one. An id that stands for none is left
// out. It is quicker than a [Directory.Profile] of each.
func (d *Directory) Listings(ctx context.Context, ids ...string) (map[string]facility.Listing, error) {
	found, err := d.store.Listings(ctx, ids)
	if err != nil {
		return nil, err
	}
	var merged []string
	for _, c := range found {
		if c.State == store.Merged {
			merged = append(merged, c.Into)
		}
	}
	into, err := d.store.Listings(ctx, merged)
	if err != nil {
		return nil, err
	}
	standing := make(map[string]facility.Listing, len(found))
	for id, c := range found {
		if c.State == store.Merged {
			c = into[c.Into]
		}
		if c.State == store.Listed {
			standing[id] = c.Listing
		}
	}
	return standing, nil
}

// standing returns the listing that an id stands for, with the errors of
// [Directory.Profile]. No error tells the id: it would end in a log, which is
// not to say what somebody looked at.
func (d *Directory) standing(ctx context.Context, id string) (facility.Listing, error) {
	found, err := d.store.Listing(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && found.State == store.Removed:
		return facility.Listing{}, facility.ErrNotFound
	case err != nil:
		return facility.Listing{}, fmt.Errorf("read a listing: %w", err)
	case found.State == store.Merged:
		return facility.Listing{}, &facility.MovedError{To: found.Into}
	}
	return found.Listing, nil
}

// fold folds the statements about one listing as they are now.
func (d *Directory) fold(ctx context.Context, id string) (facility.Profile, error) {
	statements, err := d.statements(ctx, id)
	if err != nil {
		return facility.Profile{}, err
	}
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return facility.Profile{}, err
	}
	return facility.Fold(statements[id], editions), nil
}

// statements returns the visible statements about these listings.
func (d *Directory) statements(ctx context.Context, ids ...string) (map[string][]facility.Statement, error) {
	records, err := d.store.RecordsOf(ctx, ids...)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(records))
	for i, r := range records {
		keys[i] = r.Key
	}
	byRecord, err := d.store.StatementsOf(ctx, "", false, keys)
	if err != nil {
		return nil, err
	}
	byListing := make(map[string][]facility.Statement, len(ids))
	for _, r := range records {
		byListing[r.Listing] = append(byListing[r.Listing], byRecord[r.Key]...)
	}
	return byListing, nil
}
