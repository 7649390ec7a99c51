package postgis

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/lib/pq"

	"haven/internal/facility"
)

// Search answers in one round trip. Of a listing found it tells the id alone.
func (p *Peer) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	row, err := p.ask(ctx, newStatement(&p.taxonomy, q))
	if err != nil {
		return facility.Results{}, fmt.Errorf("search with PostGIS: %w", err)
	}
	return p.results(row)
}

// results reads the answer to a statement.
func (t *taxonomy) results(row *sql.Row) (facility.Results, error) {
	var r facility.Results
	var ids pq.StringArray
	var distances pq.Float64Array
	var codes, counts pq.Int64Array
	if err := row.Scan(&r.Total, &r.Maybe, &ids, &distances, &codes, &counts); err != nil {
		return r, fmt.Errorf("search with PostGIS: %w", err)
	}
	r.Maybe -= r.Total
	for i, id := range ids {
		r.Hits = append(r.Hits, facility.Hit{Listing: &facility.Listing{ID: id}, Distance: distances[i] * ourMetre})
	}
	r.Facets = t.facets(codes, counts)
	return r, nil
}

// facets are the counts of codes by their numbers.
func (t *taxonomy) facets(codes, counts []int64) facility.Counts {
	all := make([]int32, len(t.codes))
	for i, n := range codes {
		all[n] = int32(counts[i])
	}
	return t.legend.Counts(all)
}

// ask runs a statement, prepared where that serves it.
func (p *Peer) ask(ctx context.Context, s *statement) (*sql.Row, error) {
	if !s.prepared {
		return p.db.QueryRowContext(ctx, s.text), nil
	}
	prepared, err := p.prepared.get(ctx, p.db, s.text)
	if err != nil {
		return nil, err
	}
	return prepared.QueryRowContext(ctx, s.args...), nil
}

// prepared are statements by their text.
type prepared struct {
	sync.Mutex
	statements map[string]*sql.Stmt
}

func (p *prepared) get(ctx context.Context, db *sql.DB, text string) (*sql.Stmt, error) {
	p.Lock()
	defer p.Unlock()
	if s := p.statements[text]; s != nil {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, text)
	if err == nil {
		p.statements[text] = s
	}
	return s, err
}
