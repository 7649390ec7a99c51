package steward

import (
	"context"

	"haven/internal/store"
)

// findings is the queue of what scans found, of one kind: the most severe
// first, then what is looked for most.
type findings struct {
	store *store.Store
	kind  string
}

func (q findings) Kind() string { return q.kind }

func (q findings) Open(ctx context.Context, limit int) ([]Matter, error) {
	rows, err := q.store.OpenFindings(ctx, q.kind, limit)
	return foundMatters(rows), err
}

func (q findings) Count(ctx context.Context) (int, error) {
	return q.store.CountOpenFindings(ctx, q.kind)
}

func (q findings) Find(ctx context.Context, ids ...string) ([]Matter, error) {
	rows, err := q.store.FindOpenFindings(ctx, q.kind, ids...)
	return foundMatters(rows), err
}

func foundMatters(rows []store.FindingRow) []Matter {
	matters := make([]Matter, len(rows))
	for i, f := range rows {
		matters[i] = Matter{
			Kind: f.Kind, ID: f.ID, Listing: f.Listing, Since: f.Since, Severity: Severity(f.Severity), About: f.About, More: f.Count - 1,
		}
	}
	return matters
}
