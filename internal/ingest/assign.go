package ingest

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/geo/street"
	"haven/internal/ingest/match"
	"haven/internal/store"
)

// place is one listing in the making: the records that match found to be it.
type place struct {
	id      string
	records []store.RecordRow // each with the listing it belongs to now
	isNew   bool              // no record of it was stored before
	refold  bool
}

// assign decides which records are one place and which listing that is, and
// stages what changes.
func (r *run) assign(ctx context.Context) error {
	if err := r.loadRecords(ctx); err != nil {
		return err
	}
	if err := r.loadAssignments(ctx); err != nil {
		return err
	}
	decisions, err := r.decisions(ctx)
	if err != nil {
		return err
	}
	r.opt.Progress(Progress{Stage: "matching", Total: len(r.records)})
	result := match.Records(r.matchable(), decisions...)
	r.report.Doubtful = len(result.Doubtful)
	newcomers := r.enrol()
	silent := r.silent()
	for _, keys := range result.Places {
		r.places = append(r.places, r.place(keys, newcomers, silent))
	}
	if err := r.stageAssignments(ctx); err != nil {
		return err
	}
	return r.stageDuplicates(ctx, result.Doubtful)
}

func (r *run) loadAssignments(ctx context.Context) error {
	r.stored, r.members = map[string]store.RecordRow{}, map[string]int{}
	return r.opt.Store.Records(ctx, func(row store.RecordRow) error {
		r.stored[row.Key] = row
		r.members[row.Listing]++
		return nil
	})
}

// matchable are the records that have a statement.
func (r *run) matchable() []match.Record {
	records := make([]match.Record, 0, len(r.records))
	for _, rec := range r.records {
		records = append(records, rec.Record)
	}
	return records
}

// enrol gives each record that is stored for the first time its id for ever,
// in the order of the file.
func (r *run) enrol() map[string]store.RecordRow {
	var last int64
	for _, row := range r.stored {
		last = max(last, row.Seq)
	}
	var keys []string
	for key := range r.records {
		if _, has := r.stored[key]; !has {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(r.records[a].line, r.records[b].line), cmp.Compare(a, b))
	})
	newcomers := make(map[string]store.RecordRow, len(keys))
	for i, key := range keys {
		newcomers[key] = store.RecordRow{Key: key, ID: r.opt.Store.NewID(), Seq: last + 1 + int64(i)}
	}
	return newcomers
}

// silent are the records of which no source says anything any more, because
// its run was undone or corrected, by a record that was one place with them
// and that still speaks. They stay with it, and so do their ids and what the
// facility or a steward said about them.
func (r *run) silent() map[string][]store.RecordRow {
	heir := map[string]store.RecordRow{} // by listing, the first stored that speaks
	for key, row := range r.stored {
		old, has := heir[row.Listing]
		if _, speaks := r.records[key]; speaks && (!has || row.Seq < old.Seq) {
			heir[row.Listing] = row
		}
	}
	silent := map[string][]store.RecordRow{}
	for key, row := range r.stored {
		of, has := heir[row.Listing]
		if _, speaks := r.records[key]; !speaks && has {
			silent[of.Key] = append(silent[of.Key], row)
		}
	}
	return silent
}

// place makes the listing of these records and of the silent ones that stay
// with them. It shows the id of the record that was stored first.
func (r *run) place(keys []string, newcomers map[string]store.RecordRow, silent map[string][]store.RecordRow) *place {
	p := &place{isNew: true}
	for _, key := range keys {
		row, stored := r.stored[key]
		if !stored {
			row = newcomers[key]
		}
		p.isNew = p.isNew && !stored
		p.records = append(p.records, row)
		p.records = append(p.records, silent[key]...)
	}
	slices.SortFunc(p.records, func(a, b store.RecordRow) int { return cmp.Compare(a.Seq, b.Seq) })
	p.id = p.records[0].ID
	p.refold = r.refoldAll || r.members[p.id] != len(p.records)
	for _, row := range p.records {
		rec := r.records[row.Key]
		p.refold = p.refold || row.Listing != p.id || rec.Series == r.edition.Series || r.dropped[row.Key] || r.onMovedStreet(rec.Address)
	}
	return p
}

func (r *run) onMovedStreet(a facility.Address) bool {
	if len(r.moved) == 0 {
		return false
	}
	line := street.Parse(a.Street, a.Unit)
	return r.moved[doorKey(line, a)] || r.moved[lineKey(line, a)]
}

func (r *run) stageAssignments(ctx context.Context) error {
	var rows []store.RecordRow
	for _, p := range r.places {
		for _, row := range p.records {
			if row.Listing != p.id {
				row.Listing = p.id
				rows = append(rows, row)
			}
		}
	}
	for chunk := range slices.Chunk(rows, batch) {
		if err := r.opt.Store.StageRecords(ctx, r.edition.ID, chunk); err != nil {
			return err
		}
	}
	return nil
}

// stageDuplicates stages the pairs in doubt. One that was in doubt before stays
// so since then.
func (r *run) stageDuplicates(ctx context.Context, doubtful []match.Pair) error {
	before, err := r.opt.Store.Duplicates(ctx, math.MaxInt32)
	if err != nil {
		return err
	}
	since := make(map[[2]string]time.Time, len(before))
	for _, d := range before {
		since[[2]string{d.A, d.B}] = d.Since
	}
	rows := make([]store.DuplicateRow, len(doubtful))
	for i, pair := range doubtful {
		began, known := since[[2]string{pair.A, pair.B}]
		if !known {
			began = r.started
		}
		rows[i] = store.DuplicateRow{A: pair.A, B: pair.B, Score: pair.Value, Reasons: joinReasons(pair.Reasons), Since: began}
	}
	for chunk := range slices.Chunk(rows, batch) {
		if err := r.opt.Store.StageDuplicates(ctx, r.edition.ID, chunk); err != nil {
			return err
		}
	}
	return nil
}
