package steward

import (
	"context"

	"haven/internal/contradiction"
	"haven/internal/facility"
	"haven/internal/store"
)

// The kinds of matters that people bring.
const (
	ReportKind = "report" // what a visitor says is wrong
	CheckKind  = "check"  // what a helpline's call found
	ToldKind   = "told"   // what a place told by a link, which anybody may have held
)

// reports is the queue of what visitors report, of what calls found, or of what
// places told. All of
// it is severe, as somebody has called in vain already; the oldest is first.
type reports struct {
	store *store.Store
	kind  string
}

func (q reports) Kind() string { return q.kind }

func (q reports) origin() facility.ReportOrigin {
	switch q.kind {
	case CheckKind:
		return facility.FromCall
	case ToldKind:
		return facility.FromPlace
	}
	return facility.FromVisitor
}

func (q reports) Open(ctx context.Context, limit int) ([]Matter, error) {
	rows, err := q.store.OpenReports(ctx, q.origin(), limit)
	return q.matters(rows), err
}

func (q reports) Count(ctx context.Context) (int, error) {
	return q.store.CountOpenReports(ctx, q.origin())
}

func (q reports) Find(ctx context.Context, ids ...string) ([]Matter, error) {
	rows, err := q.store.FindOpenReports(ctx, q.origin(), ids...)
	return q.matters(rows), err
}

func (q reports) matters(rows []store.ReportRow) []Matter {
	matters := make([]Matter, len(rows))
	for i, r := range rows {
		matters[i] = Matter{
			Kind: q.kind, ID: r.ID, Listing: r.Listing, Since: r.At, Severity: contradiction.High, About: string(r.Reason),
		}
	}
	return matters
}
