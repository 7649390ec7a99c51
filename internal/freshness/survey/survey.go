// Package survey counts how fresh the facts of a directory are, once a day and
// again when the directory has changed.
package survey

import (
	"context"
	"time"

	"haven/internal/facility"
	"haven/internal/freshness"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/tally"
)

// Survey is safe for concurrent use; those of several processes on one database
// are one.
type Survey struct {
	store    *store.Store
	listings *listing.Directory
	now      func() time.Time
}

// New is the survey of a store's listings, at a clock.
func New(s *store.Store, listings *listing.Directory, now func() time.Time) *Survey {
	return &Survey{store: s, listings: listings, now: now}
}

// Count counts today's shares and the places to see to, unless that was done
// since the directory changed last. An empty directory has no share.
func (s *Survey) Count(ctx context.Context) error {
	now := s.now()
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return err
	}
	last, err := s.store.FreshnessCounted(ctx)
	if err != nil || last.Day == freshness.DayOf(now) && last.Revision >= revision {
		return err
	}
	found := places{survey: s, now: now}
	counts, err := s.count(ctx, []time.Time{now}, found.see)
	if err == nil {
		err = found.done(ctx)
	}
	if err != nil || len(counts[0]) == 0 {
		return err
	}
	return s.store.PutFreshness(ctx, freshness.Counted{Day: freshness.DayOf(now), At: now, Revision: revision}, counts[0])
}

// CountBefore fills in earlier days, as far as today's statements tell what was
// known then. It is for a directory that begins with a past: a demo's.
func (s *Survey) CountBefore(ctx context.Context, moments ...time.Time) error {
	counts, err := s.count(ctx, moments, func(context.Context, string, string, freshness.Facts) error { return nil })
	if err != nil {
		return err
	}
	for i, at := range moments {
		if len(counts[i]) == 0 {
			continue
		}
		if err := s.store.PutFreshness(ctx, freshness.Counted{Day: freshness.DayOf(at), At: at}, counts[i]); err != nil {
			return err
		}
	}
	return nil
}

// count reads the directory once, a few listings at a time, and counts at each
// of the moments. Each place's facts are handed to see.
func (s *Survey) count(ctx context.Context, moments []time.Time, see func(ctx context.Context, id, state string, f freshness.Facts) error) ([]freshness.Counts, error) {
	counts := make([]freshness.Counts, len(moments))
	for i := range counts {
		counts[i] = freshness.Counts{}
	}
	now := s.now()
	err := s.listings.Each(ctx, false, func(l facility.Listing, p facility.Profile) error {
		facts := freshness.FactsOf(&p, now)
		for i, at := range moments {
			facts.CountAt(at, l.Address.State, counts[i])
		}
		return see(ctx, l.ID, l.Address.State, facts)
	})
	return counts, err
}

// places stores the places to see to, some at a time.
type places struct {
	survey  *Survey
	now     time.Time
	waiting []freshness.Place
}

// some is how many places are stored at a time.
const some = 500

func (p *places) see(ctx context.Context, id, state string, f freshness.Facts) error {
	if place, late := f.PlaceAt(p.now); late {
		place.Listing, place.State = id, state
		p.waiting = append(p.waiting, place)
	}
	if len(p.waiting) < some {
		return nil
	}
	return p.store(ctx)
}

// store stores those that wait, with how often seekers saw them.
func (p *places) store(ctx context.Context) error {
	ids := make([]string, len(p.waiting))
	for i := range p.waiting {
		ids[i] = p.waiting[i].Listing
	}
	until := tally.Monday(p.now)
	seen, err := p.survey.store.CountsIn(ctx, tally.Shown, ids, until.AddDate(0, 0, -7*freshness.Weeks), until)
	if err != nil {
		return err
	}
	for i := range p.waiting {
		p.waiting[i].Seen, _ = tally.Told(seen[p.waiting[i].Listing])
	}
	err = p.survey.store.PutStalePlaces(ctx, p.waiting, p.now)
	p.waiting = p.waiting[:0]
	return err
}

// done stores the last of them, and forgets those that are to be seen to no
// more.
func (p *places) done(ctx context.Context) error {
	if err := p.store(ctx); err != nil {
		return err
	}
	return p.survey.store.DropStalePlaces(ctx, p.now)
}
