package survey

import (
	"context"
	"time"

	"haven/internal/facility"
	"haven/internal/freshness"
)

// PerPage is how many places a page of the work list has, MaxPages how many
// pages there are: what is further down is for after these.
const (
	PerPage  = 25
	MaxPages = 40
)

// Work is a place to see to, as it is now.
type Work struct {
	facility.Listing
	Profile facility.Profile // the public one
	Stale   freshness.Place
}

// Latest are the shares that were counted last; the Day is "" where none were.
func (s *Survey) Latest(ctx context.Context) (freshness.Counted, freshness.Counts, error) {
	last, err := s.store.FreshnessCounted(ctx)
	if err != nil || last.Day == "" {
		return last, nil, err
	}
	counts, err := s.store.Freshness(ctx, last.Day)
	return last, counts, err
}

// Since is a share day by day, the oldest first. Days on which nothing was
// counted are missing.
func (s *Survey) Since(ctx context.Context, of freshness.Mark, from time.Time) ([]freshness.DayShare, error) {
	return s.store.FreshnessSince(ctx, of, freshness.DayOf(from))
}

// Work is a page of the places to see to, of one state or of all for "", the
// most pressing first, and whether there is another page. The order is that of
// the last count; who has been seen to since is left out.
func (s *Survey) Work(ctx context.Context, state string, page, perPage int) (work []Work, more bool, err error) {
	rows, err := s.store.StalePlaces(ctx, state, (page-1)*perPage, perPage+1)
	if err != nil {
		return nil, false, err
	}
	more = len(rows) > perPage && page < MaxPages
	rows = rows[:min(len(rows), perPage)]
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].Listing
	}
	now, found := s.now(), make(map[string]Work, len(ids))
	err = s.listings.EachKnown(ctx, ids, func(id string, p facility.Profile) error {
		p = p.Public()
		if stale, late := freshness.FactsOf(&p, now).PlaceAt(now); late {
			found[id] = Work{Profile: p, Stale: stale}
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	listings, err := s.listings.Listings(ctx, ids...)
	for _, row := range rows {
		w, late := found[row.Listing]
		l, stands := listings[row.Listing]
		if late && stands && l.ID == row.Listing {
			w.Listing, w.Stale.Listing, w.Stale.State, w.Stale.Seen = l, l.ID, row.State, row.Seen
			work = append(work, w)
		}
	}
	return work, more, err
}
