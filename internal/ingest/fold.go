package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

// foldBatch is how many listings are folded at a time.
const foldBatch = 200

// storedListing is what the store has of a listing, for comparing.
type storedListing struct {
	digest   string
	revision int64
	state    store.ListingState
}

// fold folds the places this run touches and stages the listings that change,
// with a tombstone for each id that leads elsewhere now.
func (r *run) fold(ctx context.Context) error {
	stored, err := r.storedListings(ctx)
	if err != nil {
		return err
	}
	r.pending = map[string]*place{}
	r.report.Precision = map[string]int{}
	var touched []*place
	for _, p := range r.places {
		if p.refold {
			touched = append(touched, p)
		}
	}
	done := 0
	for chunk := range slices.Chunk(touched, foldBatch) {
		if err := r.foldChunk(ctx, chunk, stored); err != nil {
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

func (r *run) storedListings(ctx context.Context) (map[string]storedListing, error) {
	stored := map[string]storedListing{}
	err := r.opt.Store.Digests(ctx, func(id, digest string, revision int64, state store.ListingState) error {
		stored[id] = storedListing{digest, revision, state}
		return nil
	})
	return stored, err
}

func (r *run) foldChunk(ctx context.Context, places []*place, stored map[string]storedListing) error {
	var keys []string
	for _, p := range places {
		keys = append(keys, p.rowKeys()...)
	}
	statements, err := r.opt.Store.StatementsOf(ctx, r.edition.ID, r.replacing, keys)
	if err != nil {
		return err
	}
	var rows []store.ListingRow
	for _, p := range places {
		row := r.listingOf(p, statements)
		changed, err := r.tallyFold(ctx, row, stored[p.id])
		if err != nil {
			return err
		}
		if changed {
			row.Based = stored[p.id].revision
			rows = append(rows, row)
			r.pending[p.id] = p
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
func (r *run) tallyFold(ctx context.Context, row store.ListingRow, old storedListing) (changed bool, err error) {
	r.report.Precision[string(row.Location.Precision)]++
	switch {
	case old.revision == 0:
		r.report.New++
		return true, r.example(ctx, kindNew, row.Listing)
	case content(row.Digest) != content(old.digest) || old.state != store.Listed:
		r.report.Changed++
		kind := kindChanged
		if row.Gone {
			kind = kindGone
		}
		return true, r.example(ctx, kind, row.Listing)
	case row.Digest != old.digest:
		r.report.Confirmed++
		return true, nil
	}
	r.report.Unchanged++
	return false, nil
}

// tombstones let the ids of a place's other records lead to it.
func (r *run) tombstones(p *place, stored map[string]storedListing) []store.ListingRow {
	var rows []store.ListingRow
	for _, record := range p.records {
		old, has := stored[record.ID]
		row := tombstone(record.ID, p, old.revision)
		if record.ID == p.id || !has || old.digest == row.Digest {
			continue
		}
		rows = append(rows, row)
		r.pending[record.ID] = p
		r.report.Merged++
	}
	return rows
}

// tombstone is what stays of an id: it leads to the place it now belongs to,
// or to none.
func tombstone(id string, p *place, based int64) store.ListingRow {
	row := store.ListingRow{Listing: facility.Listing{ID: id}, State: store.Removed, Digest: "removed", Based: based}
	if p != nil {
		row.State, row.Into, row.Digest = store.Merged, p.id, "merged "+p.id
	}
	return row
}

// removeOrphans leaves tombstones for listings none of whose records has a
// statement any more: a corrected file of the same edition lacks them.
func (r *run) removeOrphans(ctx context.Context, stored map[string]storedListing) error {
	standing := map[string]bool{}
	for _, p := range r.places {
		for _, record := range p.records {
			standing[record.ID] = true
		}
	}
	var rows []store.ListingRow
	for _, record := range r.stored {
		old := stored[record.ID]
		if !standing[record.ID] && old.state == store.Listed {
			rows = append(rows, tombstone(record.ID, nil, old.revision))
			r.pending[record.ID] = nil
		}
	}
	slices.SortFunc(rows, func(a, b store.ListingRow) int { return strings.Compare(a.ID, b.ID) })
	return r.opt.Store.StageListings(ctx, r.edition.ID, rows)
}

func (r *run) countAfter(stored map[string]storedListing) {
	r.report.Before = 0
	for _, old := range stored {
		if old.state == store.Listed {
			r.report.Before++
		}
	}
	r.report.After = r.report.Before
	for id, p := range r.pending {
		standing := p != nil && p.id == id
		was := stored[id].state == store.Listed
		switch {
		case standing && !was:
			r.report.After++
		case !standing && was:
			r.report.After--
		}
	}
}

// foldAgain folds listings that others changed since.
func (r *run) foldAgain(ctx context.Context, ids []string) error {
	stored, err := r.storedListings(ctx)
	if err != nil {
		return err
	}
	var rows []store.ListingRow
	for _, id := range ids {
		p := r.pending[id]
		if p == nil || p.id != id {
			rows = append(rows, tombstone(id, p, stored[id].revision))
			continue
		}
		statements, err := r.opt.Store.StatementsOf(ctx, r.edition.ID, r.replacing, p.rowKeys())
		if err != nil {
			return err
		}
		row := r.listingOf(p, statements)
		row.Based = stored[id].revision
		rows = append(rows, row)
	}
	return r.opt.Store.StageListings(ctx, r.edition.ID, rows)
}

// listingDigest tells listings apart: by what they say, and by what they say
// and when. See [content].
func listingDigest(l facility.Listing) string {
	l.Revision = 0
	full := digest(l)
	l.AsOf, l.Source = time.Time{}, ""
	return digest(l) + "." + full
}

// content is the part of a digest that leaves dates and origin out.
func content(digest string) string {
	said, _, _ := strings.Cut(digest, ".")
	return said
}

func digest(l facility.Listing) string {
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // plain values only
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
