package merge

import (
	"context"
	"errors"
	"strings"

	"haven/internal/contradiction"
	"haven/internal/steward"
	"haven/internal/store"
)

// Kind is the kind of the matters in the stewards' inbox.
const Kind = "duplicate"

var _ steward.Queue = (*Desk)(nil)

// Kind is [Kind].
func (d *Desk) Kind() string { return Kind }

// Open returns the pairs that wait, the likeliest first.
func (d *Desk) Open(ctx context.Context, limit int) ([]steward.Matter, error) {
	rows, err := d.store.Doubts(ctx, limit)
	matters := make([]steward.Matter, len(rows))
	for i := range rows {
		matters[i] = matter(&rows[i])
	}
	return matters, err
}

// Count is how many pairs wait.
func (d *Desk) Count(ctx context.Context) (int, error) { return d.store.CountDoubts(ctx) }

// Find returns those of some pairs that still wait.
func (d *Desk) Find(ctx context.Context, ids ...string) ([]steward.Matter, error) {
	var found []steward.Matter
	for _, id := range ids {
		row, err := d.doubt(ctx, id)
		if errors.Is(err, steward.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, matter(&row))
	}
	return found, nil
}

// doubt is the pair of an id; steward.ErrNotFound.
func (d *Desk) doubt(ctx context.Context, id string) (store.DoubtRow, error) {
	a, b, _ := strings.Cut(id, "-")
	row, err := d.store.Doubt(ctx, a, b)
	if errors.Is(err, store.ErrNotFound) {
		err = steward.ErrNotFound
	}
	return row, err
}

// matter is a pair as the inbox lists it. None of them is severe: two listings
// of one place mislead nobody.
func matter(d *store.DoubtRow) steward.Matter {
	return steward.Matter{Kind: Kind, ID: d.ID(), Listing: d.Listings[0], Since: d.Since, Severity: contradiction.Low, About: "pair"}
}
