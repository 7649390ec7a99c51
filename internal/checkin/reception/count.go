package reception

import (
	"context"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/store"
)

const counted audit.Action = "openings.counted"

// Count takes how much room there is at a place from somebody who may speak for
// it. The errors are those of the directory.
func (r *Reception) Count(ctx context.Context, who audit.Who, c checkin.Count) (checkin.Count, error) {
	c.At = r.moment()
	err := leading(&c.Listing, func() error {
		_, err := r.directory.SayWith(ctx, c.Listing, c.Statement(), store.Noting(r.book.Note(who, counted, place(c.Listing))))
		return err
	})
	if err != nil {
		return c, err
	}
	return c, r.reckon(ctx, c.Listing)
}

// ThinOut deletes counts that later ones outdo: see [checkin.Outdone].
func (r *Reception) ThinOut(ctx context.Context) error {
	now := r.now()
	counts, err := r.store.CountedBefore(ctx, now)
	if err != nil {
		return err
	}
	return r.store.ForgetCounts(ctx, checkin.Outdone(counts, now))
}
