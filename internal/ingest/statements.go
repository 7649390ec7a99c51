package ingest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/ingest/match"
	"haven/internal/store"
)

// batch is how many rows are written at a time: short enough that the
// server's own writes need not wait.
const batch = 500

// describe learns which editions are the newest, and stages the codes that
// this one knows.
func (r *run) describe(ctx context.Context) error {
	var err error
	if r.before, err = r.opt.Store.EditionsSeen(ctx, r.edition.ID); err != nil {
		return err
	}
	r.editions = facility.Editions{}
	for series, day := range r.before {
		r.editions[series] = day
	}
	if r.edition.Complete && r.edition.Published.After(r.editions[r.edition.Series]) {
		r.editions[r.edition.Series] = r.edition.Published
	}
	return r.opt.Store.StageCodes(ctx, r.edition.ID, r.in.edition.Codes)
}

// learnPoints stages the file's known points and learns all there are.
func (r *run) learnPoints(ctx context.Context) error {
	for chunk := range slices.Chunk(r.points, batch) {
		if err := r.opt.Store.StagePoints(ctx, r.edition.ID, chunk); err != nil {
			return err
		}
	}
	return r.opt.Store.Points(ctx, r.edition.ID, r.replacing, func(p store.PointRow) error {
		r.locator.Learn(p)
		return nil
	})
}

// record is a record with what all its statements tell of its identity.
type record struct {
	match.Record
	latest time.Time
	line   int // in this file; 0 when the file does not have it
}

// stageStatements stages what the file says.
func (r *run) stageStatements(ctx context.Context) error {
	done := 0
	for chunk := range slices.Chunk(r.statements, batch) {
		if err := r.opt.Store.StageStatements(ctx, chunk); err != nil {
			return err
		}
		done += len(chunk)
		r.opt.Progress(Progress{Stage: "storing", Done: done, Total: len(r.statements)})
	}
	return nil
}

// loadRecords gathers the identity of every record from all its statements.
func (r *run) loadRecords(ctx context.Context) error {
	return r.opt.Store.Identities(ctx, r.edition.ID, r.replacing, func(id store.Identity) error {
		if id.Identity == "" { // said about a listing, not by a source with records
			return nil
		}
		said, err := decodeIdentity(id.Identity)
		if err != nil {
			return fmt.Errorf("record %s: %w", id.Record, err)
		}
		rec := r.records[id.Record]
		rec.hear(id, said)
		r.records[id.Record] = rec
		return nil
	})
}

// hear adds a statement to a record: the latest gives the number it is known
// by, all give further ones. The order of hearing does not matter.
func (rec *record) hear(id store.Identity, said identity) {
	rec.Key, rec.Series = id.Record, id.Series
	rec.Name, rec.Address, rec.Part = said.Name, said.At, said.Part
	day := editionDay(id.At)
	if i, seen := slices.BinarySearch(rec.Seen, day); !seen {
		rec.Seen = slices.Insert(rec.Seen, i, day)
	}
	if said.Phone != "" && (id.At.After(rec.latest) || rec.Phone == "" || id.At.Equal(rec.latest) && said.Phone < rec.Phone) {
		rec.addNumber(rec.Phone)
		rec.Phone, rec.latest = said.Phone, id.At
	} else {
		rec.addNumber(said.Phone)
	}
	for _, number := range said.Others {
		rec.addNumber(number)
	}
	for _, kind := range said.Kinds {
		if i, has := slices.BinarySearch(rec.Kinds, kind); !has {
			rec.Kinds = slices.Insert(rec.Kinds, i, kind)
		}
	}
}

func (rec *record) addNumber(number string) {
	if i, has := slices.BinarySearch(rec.Others, number); number != "" && !has {
		rec.Others = slices.Insert(rec.Others, i, number)
	}
}

// editionDay is the day of an edition, counted from 1 January 1970.
func editionDay(t time.Time) int64 { return t.Unix() / int64((24 * time.Hour).Seconds()) }
