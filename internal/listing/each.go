package listing

import (
	"context"

	"haven/internal/facility"
	"haven/internal/store"
)

// eachBatch is how many listings are read at a time.
const eachBatch = 200

// EachListing hands on every listing in the order of its last change; those
// that no source lists any more only if includeGone.
func (d *Directory) EachListing(ctx context.Context, includeGone bool, each func(facility.Listing) error) error {
	return d.batches(ctx, includeGone, func(listings []facility.Listing) error {
		for _, l := range listings {
			if err := each(l); err != nil {
				return err
			}
		}
		return nil
	})
}

// Each is EachListing with the public profiles. They have to be folded: who
// needs none does not ask for them.
func (d *Directory) Each(ctx context.Context, includeGone bool, each func(facility.Listing, facility.Profile) error) error {
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return err
	}
	return d.batches(ctx, includeGone, func(listings []facility.Listing) error {
		return d.eachOf(ctx, listings, editions, each)
	})
}

// batches hands on every listing once, some at a time.
func (d *Directory) batches(ctx context.Context, includeGone bool, do func([]facility.Listing) error) error {
	seen := map[string]bool{}
	for revision := int64(0); ; {
		changes, err := d.store.ChangedSince(ctx, revision, eachBatch)
		if err != nil || len(changes) == 0 {
			return err
		}
		revision = changes[len(changes)-1].Listing.Revision
		var listings []facility.Listing
		for _, c := range changes {
			again := seen[c.Listing.ID] // it was changed meanwhile
			seen[c.Listing.ID] = true
			if !again && c.State == store.Listed && (includeGone || !c.Listing.Gone) {
				listings = append(listings, c.Listing)
			}
		}
		if err := do(listings); err != nil {
			return err
		}
	}
}

func (d *Directory) eachOf(ctx context.Context, listings []facility.Listing, editions facility.Editions, each func(facility.Listing, facility.Profile) error) error {
	ids := make([]string, len(listings))
	for i := range listings {
		ids[i] = listings[i].ID
	}
	statements, err := d.statements(ctx, ids...)
	if err != nil {
		return err
	}
	for _, l := range listings {
		said, ok := statements[l.ID]
		if !ok { // an import has just merged it
			continue
		}
		if err := each(l, facility.Fold(said, editions).Public()); err != nil {
			return err
		}
	}
	return nil
}
