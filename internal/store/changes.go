package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"haven/internal/facility"
)

// Revision is that of the last change of any listing; 0 in an empty store.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var revision int64
	err := s.db.GetContext(ctx, &revision, "SELECT value FROM counter WHERE name = 'revision'")
	return revision, wrap(err, "read the revision")
}

var selectListing = "SELECT id, revision, " + list(listingColumns) + ", reach FROM listing "

// ChangedSince returns the listings changed after a revision, at most limit,
// in the order of their revisions. A reader who goes on from the last one it
// got sees every listing's last state.
func (s *Store) ChangedSince(ctx context.Context, revision int64, limit int) ([]Change, error) {
	changes, err := s.changedSince(ctx, revision, limit)
	return changes, wrap(err, "read changes since revision %d", revision)
}

func (s *Store) changedSince(ctx context.Context, revision int64, limit int) ([]Change, error) {
	var changes []Change
	err := s.each(ctx, func(row scanner) error {
		c, err := scanListing(row)
		changes = append(changes, c)
		return wrap(err, "listing %s", c.Listing.ID)
	}, selectListing+"WHERE revision > ? ORDER BY revision LIMIT ?", revision, limit)
	return changes, err
}

// Listings returns listings by their ids, as [Store.Listing] does, but for those
// that never were.
func (s *Store) Listings(ctx context.Context, ids []string) (map[string]Change, error) {
	found := make(map[string]Change, len(ids))
	for ids := range slices.Chunk(ids, batch) {
		err := s.each(ctx, func(row scanner) error {
			c, err := scanListing(row)
			found[c.Listing.ID] = c
			return err
		}, selectListing+"WHERE "+oneOf("id", ids), anys(ids)...)
		if err != nil {
			return nil, wrap(err, "read listings")
		}
	}
	return found, nil
}

// Listing returns a listing by its id. An id that leads to another listing
// gives State Merged and Into, the id that stands now; one that never was
// gives ErrNotFound. No error tells the id: it would end in a log, which is not
// to say what somebody looked at.
func (s *Store) Listing(ctx context.Context, id string) (Change, error) {
	c, err := scanListing(s.db.QueryRowContext(ctx, s.db.Rebind(selectListing+"WHERE id = ?"), id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Change{}, wrap(err, "read a listing")
	}
	if err == nil && c.State != Merged {
		return c, nil
	}
	return s.mergedInto(ctx, id, c)
}

// mergedInto follows the record that owns the id, which always knows where it
// belongs: a tombstone's own Into may itself have been merged since.
func (s *Store) mergedInto(ctx context.Context, id string, tombstone Change) (Change, error) {
	c := Change{Listing: facility.Listing{ID: id, Revision: tombstone.Listing.Revision}, State: Merged}
	err := s.db.GetContext(ctx, &c.Into, s.db.Rebind("SELECT listing FROM record WHERE id = ?"), id)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return c, wrap(err, "read a listing")
}

// Digest is what tells a stored listing from a new fold of it.
type Digest struct {
	ID, Digest string
	Revision   int64
	State      ListingState
	Gone       bool
}

const selectDigest = "SELECT id, digest, revision, state, gone FROM listing"

// Digests hands on the digest of every listing, in no particular order.
func (s *Store) Digests(ctx context.Context, each func(Digest) error) error {
	err := s.each(ctx, func(row scanner) error {
		d, err := scanDigest(row)
		if err != nil {
			return err
		}
		return each(d)
	}, selectDigest)
	return wrap(err, "read digests")
}

// DigestsOf returns the digests of listings by their ids, but for those that
// never were.
func (s *Store) DigestsOf(ctx context.Context, ids []string) (map[string]Digest, error) {
	found := make(map[string]Digest, len(ids))
	for ids := range slices.Chunk(ids, batch) {
		err := s.each(ctx, func(row scanner) error {
			d, err := scanDigest(row)
			found[d.ID] = d
			return err
		}, selectDigest+" WHERE "+oneOf("id", ids), anys(ids)...)
		if err != nil {
			return nil, wrap(err, "read digests")
		}
	}
	return found, nil
}

func scanDigest(row scanner) (d Digest, err error) {
	err = row.Scan(&d.ID, &d.Digest, &d.Revision, &d.State, &d.Gone)
	return d, err
}

var stagedListings = target{
	table:   "staged_listing",
	columns: slices.Concat([]string{"run", "id", "based"}, listingColumns),
	key:     []string{"run", "id"},
}

// StageListings stores folded listings of a run, to be seen once it is
// published. Staging an id again replaces what was staged. ErrLeaseLost when
// the run is not at work any more.
func (s *Store) StageListings(ctx context.Context, runID string, rows []ListingRow) error {
	err := stage(ctx, s, runID, stagedListings, rows, func(r *ListingRow) string { return r.ID }, stagedListing(runID))
	return wrap(err, "stage listings")
}

// stagedListing gives the values of stagedListings.
func stagedListing(runID string) func(*ListingRow) ([]any, error) {
	return func(r *ListingRow) ([]any, error) {
		content, err := r.content()
		return append([]any{runID, r.ID, r.Based}, content...), err
	}
}
