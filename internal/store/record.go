package store

import (
	"context"
	"slices"
)

// RecordRow tells which listing a source's record belongs to.
type RecordRow struct {
	Key     string // such as "samhsa-su/3f2a…"
	ID      string // the id this record owns for ever
	Listing string // id of the listing it belongs to now
	Seq     int64  // the order in which records were first stored
}

// Records hands on the published assignments, in no particular order.
func (s *Store) Records(ctx context.Context, each func(RecordRow) error) error {
	err := s.each(ctx, func(rows scanner) error {
		r, err := scanRecord(rows)
		if err != nil {
			return err
		}
		return each(r)
	}, "SELECT record, id, listing, seq FROM record")
	return wrap(err, "read records")
}

// RecordsOf returns the records that belong to some listings; those of one
// listing come first stored first. No error tells an id: see [Store.Listing].
func (s *Store) RecordsOf(ctx context.Context, listings ...string) ([]RecordRow, error) {
	var records []RecordRow
	for listings := range slices.Chunk(listings, batch) {
		err := s.each(ctx, func(rows scanner) error {
			r, err := scanRecord(rows)
			records = append(records, r)
			return err
		}, "SELECT record, id, listing, seq FROM record WHERE "+oneOf("listing", listings)+" ORDER BY seq, id", anys(listings)...)
		if err != nil {
			return nil, wrap(err, "read the records of a listing")
		}
	}
	return records, nil
}

func scanRecord(rows scanner) (RecordRow, error) {
	var r RecordRow
	err := rows.Scan(&r.Key, &r.ID, &r.Listing, &r.Seq)
	return r, err
}

var stagedRecords = target{
	table:   "staged_record",
	columns: []string{"run", "record", "id", "listing", "seq"},
	key:     []string{"run", "record"},
}

// StageRecords stores new records and changed assignments of a run. A record
// that is there already keeps its id and seq when the run is published. Staging
// a record again replaces what was staged. ErrLeaseLost as for statements.
func (s *Store) StageRecords(ctx context.Context, runID string, rows []RecordRow) error {
	err := stage(ctx, s, runID, stagedRecords, rows, func(r *RecordRow) string { return r.Key },
		func(r *RecordRow) ([]any, error) { return []any{runID, r.Key, r.ID, r.Listing, r.Seq}, nil })
	return wrap(err, "stage records")
}
