package ingest

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

// staged is what a run makes of one listing id: the listing of a place, a
// tombstone that leads to the place, or, without a place, one that leads
// nowhere.
type staged struct {
	place *place
	gone  bool
}

// stands reports whether the id is that of the place's listing.
func (s staged) stands(id string) bool { return s.place != nil && s.place.id == id }

// foldBatch is how many listings are folded at a time.
const foldBatch = 200

// fold folds the places this run touches and stages the listings that change,
// with a tombstone for each id that leads elsewhere now.
func (r *run) fold(ctx context.Context) error {
	stored, err := r.storedListings(ctx)
	if err != nil {
		return err
	}
	r.pending = map[string]staged{}
	r.report.Precision = map[string]int{}
	var touched []*place
	for _, p := range r.places {
		if p.refold {
			touched = append(touched, p)
		}
	}
	done := 0
	for chunk := range slices.Chunk(touched, foldBatch*foldsAtOnce()) {
		rows, err := r.foldAtOnce(ctx, chunk)
		if err != nil {
			return err
		}
		if err := r.stageFolded(ctx, chunk, rows, stored); err != nil {
			return err
		}
		done += len(chunk)
		r.opt.Progress(Progress{Stage: "folding", Done: done, Total: len(touched)})
	}
	if err := r.removeOrphans(ctx, stored); err != nil {
		return err
	}
	r.countAfter(stored)
	return nil
}

func (r *run) storedListings(ctx context.Context) (map[string]store.Digest, error) {
	stored := map[string]store.Digest{}
	err := r.opt.Store.Digests(ctx, func(d store.Digest) error {
		stored[d.ID] = d
		return nil
	})
	return stored, err
}

// foldsAtOnce is how many batches are read and folded at once: one a core, and
// no more, as the server answers meanwhile.
func foldsAtOnce() int { return min(runtime.GOMAXPROCS(0), 4) }

// foldAtOnce reads and folds places, all their batches at once. The listings
// come in the order of the places.
func (r *run) foldAtOnce(ctx context.Context, places []*place) ([]store.ListingRow, error) {
	rows := make([]store.ListingRow, len(places))
	errs := make([]error, (len(places)+foldBatch-1)/foldBatch)
	var busy sync.WaitGroup
	for i := range errs {
		from, to := i*foldBatch, min((i+1)*foldBatch, len(places))
		busy.Go(func() { errs[i] = r.foldPlaces(ctx, places[from:to], rows[from:to]) })
	}
	busy.Wait()
	return rows, errors.Join(errs...)
}

// foldPlaces folds places into rows.
func (r *run) foldPlaces(ctx context.Context, places []*place, rows []store.ListingRow) error {
	var keys []string
	for _, p := range places {
		keys = append(keys, p.rowKeys()...)
	}
	statements, err := r.opt.Store.StatementsOf(ctx, r.edition.ID, r.replacing, keys)
	if err != nil {
		return err
	}
	for i, p := range places {
		rows[i] = r.listingOf(p, statements)
	}
	return nil
}

// stageFolded stages the listings that differ from what is stored.
func (r *run) stageFolded(ctx context.Context, places []*place, folded []store.ListingRow, stored map[string]store.Digest) error {
	var rows []store.ListingRow
	for i, p := range places {
		row := folded[i]
		changed, err := r.tallyFold(ctx, row, stored[p.id])
		if err != nil {
			return err
		}
		if changed {
			row.Based = stored[p.id].Revision
			rows = append(rows, row)
			r.pending[p.id] = staged{p, row.Gone}
		}
		rows = append(rows, r.tombstones(p, stored)...)
	}
	return r.opt.Store.StageListings(ctx, r.edition.ID, rows)
}

// listingOf folds a place into its public listing.
func (r *run) listingOf(p *place, statements map[string][]facility.Statement) store.ListingRow {
	var all []facility.Statement
	for _, row := range p.records {
		all = append(all, statements[row.Key]...)
	}
	return r.locator.Row(p.id, facility.Fold(all, r.editions))
}

// Row is the public listing of a profile, at its place, as it is stored.
func (l *Locator) Row(id string, p facility.Profile) store.ListingRow {
	public := p.Public()
	var stated *geo.Point
	if public.Point.Stated {
		stated = &public.Point.Value
	}
	listing := p.Listing(id, l.Locate(public.Address.Value, stated))
	return store.ListingRow{Listing: listing, State: store.Listed, Digest: listingDigest(listing)}
}

// tallyFold counts what a fold changes and reports whether it does.
func (r *run) tallyFold(ctx context.Context, row store.ListingRow, old store.Digest) (changed bool, err error) {
	r.report.Precision[string(row.Location.Precision)]++
	switch {
	case old.Revision == 0:
		r.report.New++
		return true, r.example(ctx, kindNew, row.Listing)
	case content(row.Digest) != content(old.Digest) || old.State != store.Listed:
		r.report.Changed++
		kind := kindChanged
		if row.Gone && !old.Gone {
			kind = kindGone
		}
		return true, r.example(ctx, kind, row.Listing)
	case row.Digest != old.Digest:
		r.report.Confirmed++
		return true, nil
	}
	r.report.Unchanged++
	return false, nil
}

// countAfter tells how many listings there are, before and after.
func (r *run) countAfter(stored map[string]store.Digest) {
	for id, old := range stored {
		if old.State != store.Listed {
			continue
		}
		r.report.Before++
		if _, touched := r.pending[id]; !touched {
			r.report.countListing(old.Gone)
		}
	}
	for id, p := range r.pending {
		if p.stands(id) {
			r.report.countListing(p.gone)
		}
	}
}

// foldAgain folds listings that others changed since, and the places that
// such ids now lead to. Everybody else waits meanwhile: it reads no more than
// these, and all at once.
func (r *run) foldAgain(ctx context.Context, ids []string) ([]store.ListingRow, error) {
	places, asked := r.placesOf(ids)
	stored, err := r.opt.Store.DigestsOf(ctx, asked)
	if err != nil {
		return nil, err
	}
	rows := make([]store.ListingRow, len(places), len(asked))
	if err := r.foldPlaces(ctx, places, rows); err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Based = stored[rows[i].ID].Revision
	}
	for _, id := range ids {
		if p := r.pending[id]; !p.stands(id) {
			rows = append(rows, tombstone(id, p.place, stored[id].Revision))
		}
	}
	return rows, nil
}

// placesOf are the places that ids lead to, each once, and the ids with those
// of the places' listings.
func (r *run) placesOf(ids []string) (places []*place, all []string) {
	all = slices.Clone(ids)
	for _, id := range ids {
		if p := r.pending[id].place; p != nil {
			places = append(places, p)
			all = append(all, p.id)
		}
	}
	slices.SortFunc(places, func(a, b *place) int { return strings.Compare(a.id, b.id) })
	slices.Sort(all)
	return slices.Compact(places), slices.Compact(all)
}
