package ingest

import (
	"context"

	"haven/internal/facility"
	"haven/internal/store"
)

// keepWithheld withholds the address of a record that leaves a withheld place.
// Whoever withheld it spoke of the place as it was then; matching, a steward who
// splits it, or an import that is undone is not to give the address away.
func (r *run) keepWithheld(ctx context.Context) error {
	var rows []store.StatementRow
	for _, p := range r.places {
		for _, row := range p.records {
			was, stored := r.stored[row.Key]
			if !stored || was.Listing == p.id {
				continue
			}
			left, err := r.opt.Store.Listing(ctx, was.Listing)
			if err != nil {
				return err
			}
			if left.Listing.Withheld {
				rows = append(rows, r.withhold(row.Key))
			}
		}
	}
	return r.opt.Store.StageRemarks(ctx, rows)
}

func (r *run) withhold(record string) store.StatementRow {
	return store.StatementRow{
		Record: record, Run: r.edition.ID, Source: stewards, Series: r.records[record].Series, At: r.started, Rank: facility.RankSteward,
		Claims: facility.Claims{Withheld: facility.Says(true)}, Why: "it was part of a place whose address is withheld",
	}
}
