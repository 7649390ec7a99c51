package listing

import (
	"context"

	"haven/internal/facility"
)

// Report keeps what a visitor says is wrong with a listing until a steward
// looks at it. The errors are those of [Directory.Profile].
func (d *Directory) Report(ctx context.Context, r facility.Report) error {
	if _, err := d.standing(ctx, r.Listing); err != nil {
		return err
	}
	return d.store.AddReport(ctx, r)
}

// Unreport takes a report back.
func (d *Directory) Unreport(ctx context.Context, id string) error {
	return d.store.DropReport(ctx, id)
}
