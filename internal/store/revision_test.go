package store_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"haven/internal/store"
	"haven/internal/store/storetest"
)

// A fold of these tests counts: the listing's unit is the number of statements
// about it that were seen when it was folded. A lost update makes it too small.

// foldCount reads a listing, its records and their statements as a run sees
// them, and folds the listing again.
func foldCount(ctx context.Context, s *store.Store, runID, id string, more int) (store.ListingRow, error) {
	c, err := s.Listing(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return store.ListingRow{}, err
	}
	records, err := s.RecordsOf(ctx, id)
	if err != nil {
		return store.ListingRow{}, err
	}
	keys := []string{recordOf(id)}
	for _, r := range records {
		if r.Key != recordOf(id) {
			keys = append(keys, r.Key)
		}
	}
	said, err := s.StatementsOf(ctx, runID, true, keys)
	if err != nil {
		return store.ListingRow{}, err
	}
	for _, statements := range said {
		more += len(statements)
	}
	row := basedOn(c.Listing.Revision, listed(id, "Counted"))
	row.Name.Unit = strconv.Itoa(more)
	return row, nil
}

// speak says something about a listing, again and again until nobody was
// faster.
func speak(ctx context.Context, s *store.Store, record, id string) error {
	for {
		row, err := foldCount(ctx, s, "", id, 1)
		if err != nil {
			return err
		}
		_, err = s.Say(ctx, spoken(record), row)
		if !errors.As(err, new(*store.StaleError)) {
			return err
		}
	}
}

// publishCounted adds one statement to each listing in a run.
func publishCounted(ctx context.Context, s *store.Store, r store.Run, ids []string) error {
	run, err := s.StartRun(ctx, r, noon)
	if err != nil {
		return err
	}
	var statements []store.StatementRow
	var records []store.RecordRow
	for i, id := range ids {
		statements = append(statements, stated(run, recordOf(id)))
		records = append(records, store.RecordRow{Key: recordOf(id), ID: id, Listing: id, Seq: int64(i)})
	}
	if err := errors.Join(s.StageStatements(ctx, statements), s.StageRecords(ctx, run.ID, records)); err != nil {
		return err
	}
	for stale := (&store.StaleError{IDs: ids}); stale != nil; {
		var rows []store.ListingRow
		for _, id := range stale.IDs {
			row, err := foldCount(ctx, s, run.ID, id, 0)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		if err := s.StageListings(ctx, run.ID, rows); err != nil {
			return err
		}
		_, err := s.Publish(ctx, run.ID, "{}", noon)
		if stale = nil; err != nil && !errors.As(err, &stale) {
			return err
		}
	}
	return nil
}

// follower follows the revisions as an index does.
type follower struct {
	at   int64
	seen map[string]store.Change
}

func (f *follower) poll(ctx context.Context, s *store.Store) error {
	page, err := s.ChangedSince(ctx, f.at, 3)
	if err != nil {
		return err
	}
	for _, c := range page {
		if c.Listing.Revision <= f.at {
			return fmt.Errorf("revision %d came after %d", c.Listing.Revision, f.at)
		}
		f.at, f.seen[c.Listing.ID] = c.Listing.Revision, c
	}
	return nil
}

// follow polls until done is closed, and once more for each page left.
func (f *follower) follow(ctx context.Context, s *store.Store, done <-chan struct{}) error {
	for {
		select {
		case <-done:
			for before := int64(-1); f.at > before; {
				before = f.at
				if err := f.poll(ctx, s); err != nil {
					return err
				}
			}
			return nil
		default:
			if err := f.poll(ctx, s); err != nil {
				return err
			}
			time.Sleep(time.Millisecond)
		}
	}
}

func TestNobodysWordIsLostAndNoRevisionIsMissedAmongConcurrentWriters(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		const speakers, words, editions = 6, 8, 4
		ids := []string{"ash", "elm", "fir", "oak"}
		ctx := t.Context()
		server, importer := storetest.Open(t, url), storetest.Open(t, url) // two processes
		succeed(t, publishCounted(ctx, importer, directory(2000), ids))

		var writers, readers sync.WaitGroup
		for i := range speakers {
			writers.Go(func() {
				for word := range words {
					// One word about a place that others speak of too, and one that
					// founds a place, which a follower has one chance to see.
					founded := fmt.Sprintf("founded-%d-%d", i, word)
					err := errors.Join(
						speak(ctx, server, fmt.Sprintf("call/%d", i), ids[i%len(ids)]),
						speak(ctx, server, "facility/"+founded, founded))
					if err != nil {
						t.Errorf("speaker %d, word %d: %v", i, word, err)
					}
				}
			})
		}
		writers.Go(func() {
			for year := range editions {
				if err := publishCounted(ctx, importer, directory(2001+year), ids); err != nil {
					t.Errorf("edition %d: %v", year, err)
				}
			}
		})
		f, done := &follower{seen: map[string]store.Change{}}, make(chan struct{})
		readers.Go(func() {
			if err := f.follow(ctx, server, done); err != nil {
				t.Error(err)
			}
		})
		writers.Wait()
		close(done)
		readers.Wait()

		heard := 0
		for id, stored := range changes(t, server) {
			if seen := f.seen[id]; seen.Listing.Revision != stored.Listing.Revision {
				t.Errorf("%s is at revision %d, the follower saw %d last", id, stored.Listing.Revision, seen.Listing.Revision)
			}
			n, err := strconv.Atoi(stored.Listing.Name.Unit)
			succeed(t, err)
			heard += n
		}
		if want := 2*speakers*words + (editions+1)*len(ids); heard != want {
			t.Errorf("the folds heard %d statements of %d", heard, want)
		}
	})
}

func TestAWriterThatGivesUpIsNotWaitedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Say(ctx, spoken("facility/oak"), listed("oak", "Oak")); !errors.Is(err, context.Canceled) {
			t.Errorf("said although cancelled: %v", err)
		}
		_, err := s.Say(t.Context(), spoken("facility/oak"), listed("oak", "Oak"))
		succeed(t, err)
	})
}
