package steward

import (
	"context"
	"errors"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

// ErrAlike: the place that somebody wants to add may be in the directory already.
var ErrAlike = errors.New("this may be here already")

// AddPlace adds a place that no source lists and returns its id. It needs a
// name, a city and a state; ErrAlike, with the listings, when it may be here
// already and nobody said that it is another.
func (o *Office) AddPlace(ctx context.Context, by audit.Who, claims facility.Claims, why string, another bool) (id string, alike []facility.Listing, err error) {
	if why, err = cleaned(why, true); err != nil {
		return "", nil, err
	}
	if err := claims.Validate(); err != nil {
		return "", nil, err
	}
	if !another {
		if alike, err = o.listings.Alike(ctx, claims); err != nil {
			return "", nil, err
		}
		if len(alike) > 0 {
			return "", alike, ErrAlike
		}
	}
	id = o.store.NewID()
	return id, nil, o.listings.Found(ctx, id, o.word(by, claims, why), store.Noting(o.book.Note(by, "listing.added", "listing:"+id)))
}

// Closure states that a place is closed, or, with none, that it is open.
func (o *Office) Closure(ctx context.Context, by audit.Who, id string, closure *facility.Closure, why string) error {
	claims := facility.Claims{Closed: facility.SaysNone[facility.Closure]()}
	if closure != nil {
		claims.Closed = facility.Says(*closure)
	}
	return o.Say(ctx, by, id, claims, why)
}
