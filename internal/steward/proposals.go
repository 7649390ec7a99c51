package steward

import (
	"context"

	"haven/internal/contradiction"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/store"
)

// ProposalKind is the kind of matters that are edits of listings.
const ProposalKind = listing.ProposalKind

// proposals is the queue of what places want to change of what leads people to
// them. Somebody waits for each; what people call or visit is severe.
type proposals struct{ store *store.Store }

// Proposals is the queue of edits that wait.
func Proposals(s *store.Store) Queue { return proposals{s} }

func (proposals) Kind() string { return ProposalKind }

func (q proposals) Open(ctx context.Context, limit int) ([]Matter, error) {
	rows, err := q.store.OpenProposals(ctx, limit)
	return matters(rows), err
}

func (q proposals) Count(ctx context.Context) (int, error) { return q.store.CountOpenProposals(ctx) }

func (q proposals) Find(ctx context.Context, ids ...string) ([]Matter, error) {
	rows, err := q.store.FindOpenProposals(ctx, ids...)
	return matters(rows), err
}

func matters(rows []store.Proposal) []Matter {
	all := make([]Matter, len(rows))
	for i, p := range rows {
		about := p.About()
		all[i] = Matter{Kind: ProposalKind, ID: p.ID, Listing: p.Listing, Since: p.At, Severity: contradiction.High,
			About: string(first(about)), More: max(0, len(about)-1)}
	}
	return all
}

// first is the field that matters most to those who look for a place.
func first(fields []facility.Field) facility.Field {
	for _, risk := range listing.Risks() {
		for _, f := range fields {
			if f == risk.Field {
				return f
			}
		}
	}
	return ""
}
