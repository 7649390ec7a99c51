package reception

import (
	"context"
	"errors"
	"time"

	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

const promised audit.Action = "openings.promised"

// Promise makes these the kinds whose numbers a place tells every day; none to
// promise nothing any more.
func (r *Reception) Promise(ctx context.Context, by gate.Actor, listing string, kinds []facility.OpeningKind) error {
	if err := r.store.SetPromises(ctx, listing, kinds, by.User.ID, r.moment(), r.book.Note(by.Who(), promised, place(listing))); err != nil {
		return err
	}
	return r.reckon(ctx, listing)
}

// Standings tell how the promises of a place are kept, by kind.
func (r *Reception) Standings(ctx context.Context, listing string) (map[facility.OpeningKind]checkin.Standing, error) {
	all, err := r.store.Promises(ctx, listing)
	if err != nil || len(all[listing]) == 0 {
		return nil, err
	}
	now := r.now()
	counted, err := r.store.OpeningsCounted(ctx, listing)
	if err != nil {
		return nil, err
	}
	zone, err := r.zone(ctx, listing)
	if err != nil {
		return nil, err
	}
	standings := map[facility.OpeningKind]checkin.Standing{}
	for _, p := range all[listing] {
		standings[p.Kind] = p.Kept(counted[p.Kind], zone, now)
	}
	return standings, nil
}

// zone is by which clock a place's days are.
func (r *Reception) zone(ctx context.Context, listing string) (*time.Location, error) {
	row, err := r.store.Listing(ctx, listing)
	if errors.Is(err, store.ErrNotFound) {
		return time.UTC, nil
	}
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(geo.Zone(row.Listing.Address.State, row.Listing.Location.Point))
	if err != nil { // a territory whose zone is not known
		return time.UTC, nil
	}
	return zone, nil
}

// reckon notes which promises of a place are overdue.
func (r *Reception) reckon(ctx context.Context, listing string) error {
	standings, err := r.Standings(ctx, listing)
	if err != nil || len(standings) == 0 {
		return err
	}
	since := map[facility.OpeningKind]time.Time{}
	for kind, s := range standings {
		since[kind] = s.OverdueSince()
	}
	return r.store.SetOverdue(ctx, listing, since)
}
