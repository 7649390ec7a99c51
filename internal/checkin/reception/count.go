package reception

import (
	"context"

	"haven/internal/audit"
	"haven/internal/checkin"
)

const counted audit.Action = "openings.counted"

// Count takes how much room there is at a place from somebody who may speak for
// it. The errors are those of the directory.
func (r *Reception) Count(ctx context.Context, who audit.Who, c checkin.Count) (checkin.Count, error) {
	c.At = r.moment()
	err := leading(&c.Listing, func() error {
		_, err := r.directory.Say(ctx, c.Listing, c.Statement())
		return err
	})
	if err != nil {
		return c, err
	}
	if err := r.store.Note(ctx, r.book.Note(who, counted, place(c.Listing))); err != nil {
		return c, err
	}
	return c, r.reckon(ctx, c.Listing)
}
