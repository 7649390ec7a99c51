package reception

import (
	"context"
	"math"

	"haven/internal/contradiction"
	"haven/internal/steward"
	"haven/internal/store"
)

// OverdueKind is the kind of the stewards' matters that are promises of daily
// numbers which are not kept.
const OverdueKind = "overdue"

// Overdue is their queue: the longest overdue is first.
type Overdue struct{ store *store.Store }

// Overdue is the queue of promises that are not kept.
func (r *Reception) Overdue() Overdue { return Overdue{r.store} }

// Kind is OverdueKind.
func (Overdue) Kind() string { return OverdueKind }

// Open returns the places whose numbers stay out the longest.
func (q Overdue) Open(ctx context.Context, limit int) ([]steward.Matter, error) {
	places, err := q.store.Overdue(ctx, limit)
	return matters(places), err
}

// Count is how many places' numbers stay out.
func (q Overdue) Count(ctx context.Context) (int, error) { return q.store.CountOverdue(ctx) }

// Find returns those of some places whose numbers still stay out.
func (q Overdue) Find(ctx context.Context, ids ...string) ([]steward.Matter, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	places, err := q.store.Overdue(ctx, math.MaxInt32, ids...)
	return matters(places), err
}

func matters(places []store.OverduePlace) []steward.Matter {
	all := make([]steward.Matter, len(places))
	for i, p := range places {
		all[i] = steward.Matter{
			Kind: OverdueKind, ID: p.Listing, Listing: p.Listing, Since: p.Since, Severity: contradiction.Low, About: "openings", More: p.Kinds - 1,
		}
	}
	return all
}
