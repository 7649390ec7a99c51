package ingest

import (
	"context"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/store"
)

// tombstones let the ids of a place's other records lead to it.
func (r *run) tombstones(p *place, stored map[string]store.Digest) []store.ListingRow {
	var rows []store.ListingRow
	for _, record := range p.records {
		old, has := stored[record.ID]
		row := tombstone(record.ID, p, old.Revision)
		if record.ID == p.id || !has || old.Digest == row.Digest {
			continue
		}
		rows = append(rows, row)
		r.pending[record.ID] = staged{place: p}
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
func (r *run) removeOrphans(ctx context.Context, stored map[string]store.Digest) error {
	standing := map[string]bool{}
	for _, p := range r.places {
		for _, record := range p.records {
			standing[record.ID] = true
		}
	}
	var rows []store.ListingRow
	for _, record := range r.stored {
		old := stored[record.ID]
		if !standing[record.ID] && old.State == store.Listed {
			rows = append(rows, tombstone(record.ID, nil, old.Revision))
			r.pending[record.ID] = staged{}
			r.report.Removed++
		}
	}
	slices.SortFunc(rows, func(a, b store.ListingRow) int { return strings.Compare(a.ID, b.ID) })
	return r.opt.Store.StageListings(ctx, r.edition.ID, rows)
}
