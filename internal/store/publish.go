package store

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Publish makes a run visible, wholly or not at all, and returns the store's
// new revision. When listings it staged were changed since they were read,
// nothing is published and a *StaleError tells which: fold these again, stage
// them again and retry, or use [Store.PublishWith]. ErrLeaseLost when the run
// is not at work any more; stop its heartbeat first, which else may report the
// same.
func (s *Store) Publish(ctx context.Context, runID, report string, now time.Time) (revision int64, err error) {
	return s.PublishWith(ctx, runID, report, now, nil)
}

// PublishWith is Publish that has stale listings folded again while nobody
// else can change any: somebody who keeps changing one cannot hold a run up.
// again gets their ids and returns the rows to stage instead; it may read from
// the store, but not write to it.
func (s *Store) PublishWith(ctx context.Context, runID, report string, now time.Time, again func(ids []string) ([]ListingRow, error)) (revision int64, err error) {
	err = s.write(ctx, func(tx *tx) error {
		revision, err = tx.publish(runID, report, now, again)
		return err
	})
	if err != nil {
		return 0, wrap(err, "publish run %s", runID)
	}
	// It is published: what it leaves behind is the next one's to delete when
	// this fails.
	s.sweep(ctx)
	return revision, nil
}

// publish takes the locks in the order lease, counter, listings. The lease is
// freed here, which is seen when the rest is.
func (t *tx) publish(runID, report string, now time.Time, again func([]string) ([]ListingRow, error)) (revision int64, err error) {
	if err := leaseLost(t.exec("UPDATE lease SET run = '', expires = 0 WHERE run = ?", runID)); err != nil {
		return 0, err
	}
	if _, err := t.takeRevisions(0); err != nil { // from here on nobody else changes listings
		return 0, err
	}
	if err := t.foldStale(runID, again); err != nil {
		return 0, err
	}
	var staged int64
	if err := t.one(&staged, "SELECT COUNT(*) FROM staged_listing WHERE run = ?", runID); err != nil {
		return 0, err
	}
	revision, err = t.takeRevisions(staged)
	if err != nil {
		return 0, err
	}
	if err := t.supersede(runID); err != nil {
		return 0, err
	}
	if err := t.showUndone(runID); err != nil {
		return 0, err
	}
	if err := t.endRun(runID, RunPublished, report, now); err != nil {
		return 0, err
	}
	return revision, t.showStaged(runID, revision-staged)
}

// foldStale stages what again makes of listings that were changed since the
// run read them; without again they are refused.
func (t *tx) foldStale(runID string, again func([]string) ([]ListingRow, error)) error {
	err := t.refuseStale(runID)
	var stale *StaleError
	if again == nil || !errors.As(err, &stale) {
		return err
	}
	rows, err := again(stale.IDs)
	if err != nil {
		return err
	}
	for rows := range slices.Chunk(rows, batch) {
		args, err := flatten(rows, len(stagedListings.columns), stagedListing(runID))
		if err != nil {
			return err
		}
		if _, err := t.exec(stagedListings.insert(len(rows)), args...); err != nil {
			return err
		}
	}
	return t.refuseStale(runID)
}

// takeRevisions takes the next n revisions and returns the last. It locks the
// counter until the transaction ends: others who change listings wait, so
// that revisions are seen in their order and what is read from here on stays.
func (t *tx) takeRevisions(n int64) (last int64, err error) {
	err = t.one(&last, "UPDATE counter SET value = value + ? WHERE name = 'revision' RETURNING value", n)
	return last, err
}

// refuseStale returns a *StaleError when listings staged by the run were
// changed since it read them.
func (t *tx) refuseStale(runID string) error {
	var stale []string
	err := t.all(&stale, `SELECT staged_listing.id FROM staged_listing LEFT JOIN listing ON listing.id = staged_listing.id
		WHERE staged_listing.run = ? AND staged_listing.based <> COALESCE(listing.revision, 0)`, runID)
	if err != nil {
		return err
	}
	if len(stale) > 0 {
		slices.Sort(stale)
		return &StaleError{IDs: stale}
	}
	return nil
}

// supersede hides earlier runs of the same edition, if this one is complete.
func (t *tx) supersede(runID string) error {
	_, err := t.exec(`UPDATE run SET state = ? WHERE state = ? AND EXISTS (
		SELECT 1 FROM run AS successor WHERE successor.id = ? AND successor.complete
		AND successor.series = run.series AND successor.published = run.published)`, RunSuperseded, RunPublished, runID)
	return err
}

var (
	listings = target{
		columns: slices.Concat([]string{"id", "revision"}, listingColumns),
		key:     []string{"id"},
	}
	showListings = "INSERT INTO listing (" + list(listings.columns) + ") SELECT id, ? + ROW_NUMBER() OVER (ORDER BY id), " +
		list(listingColumns) + " FROM staged_listing WHERE run = ?" + listings.onConflict()
)

const showRecords = `INSERT INTO record (record, id, listing, seq) SELECT record, id, listing, seq FROM staged_record WHERE run = ?
	ON CONFLICT (record) DO UPDATE SET listing = excluded.listing`

// showStaged copies what the run staged, with the revisions after the given.
func (t *tx) showStaged(runID string, after int64) error {
	if _, err := t.exec(showListings, after, runID); err != nil {
		return err
	}
	_, err := t.exec(showRecords, runID)
	return err
}
