// Package listing serves what is known about single places: their profiles,
// folded when somebody looks, and statements made about them one at a time.
package listing

import (
	"context"
	"errors"
	"fmt"
	"slices"

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
	statements, err := d.statements(ctx, []string{id})
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
func (d *Directory) statements(ctx context.Context, ids []string) (map[string][]facility.Statement, error) {
	owner := map[string]string{}
	var keys []string
	for _, id := range ids {
		records, err := d.store.RecordsOf(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			owner[r.Key] = id
			keys = append(keys, r.Key)
		}
	}
	byRecord, err := d.store.StatementsOf(ctx, "", false, keys)
	if err != nil {
		return nil, err
	}
	byListing := make(map[string][]facility.Statement, len(ids))
	for key, statements := range byRecord {
		byListing[owner[key]] = append(byListing[owner[key]], statements...)
	}
	return byListing, nil
}

// eachBatch is how many profiles are folded at a time.
const eachBatch = 200

// Each hands on every listing in the order of its last change, with its
// public profile.
func (d *Directory) Each(ctx context.Context, includeGone bool, each func(facility.Listing, facility.Profile) error) error {
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for revision := int64(0); ; {
		changes, err := d.store.ChangedSince(ctx, revision, eachBatch)
		if err != nil || len(changes) == 0 {
			return err
		}
		revision = changes[len(changes)-1].Listing.Revision
		// A listing that changes meanwhile comes up again.
		changes = slices.DeleteFunc(changes, func(c store.Change) bool {
			again := seen[c.Listing.ID]
			seen[c.Listing.ID] = true
			return again
		})
		if err := d.eachOf(ctx, changes, editions, includeGone, each); err != nil {
			return err
		}
	}
}

func (d *Directory) eachOf(ctx context.Context, changes []store.Change, editions facility.Editions, includeGone bool, each func(facility.Listing, facility.Profile) error) error {
	var ids []string
	for _, c := range changes {
		if c.State == store.Listed && (includeGone || !c.Listing.Gone) {
			ids = append(ids, c.Listing.ID)
		}
	}
	statements, err := d.statements(ctx, ids)
	if err != nil {
		return err
	}
	for _, c := range changes {
		said, wanted := statements[c.Listing.ID]
		if c.State != store.Listed || !wanted {
			continue
		}
		if err := each(c.Listing, facility.Fold(said, editions).Public()); err != nil {
			return err
		}
	}
	return nil
}
