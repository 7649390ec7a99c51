package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"
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
	if r.before, err = r.opt.Store.Editions(ctx); err != nil {
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
	r.moved = map[string]bool{}
	rows, err := r.newPoints(ctx)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(rows, batch) {
		if err := r.opt.Store.StagePoints(ctx, r.edition.ID, chunk); err != nil {
			return err
		}
	}
	return r.opt.Store.Points(ctx, r.edition.ID, r.replacing, func(p store.PointRow) error {
		r.locator.Learn(p)
		return nil
	})
}

// newPoints are the file's points, one per address, unless the store has just
// these; it notes the addresses that change.
func (r *run) newPoints(ctx context.Context) ([]store.PointRow, error) {
	doors := NewLocator(r.opt.Places)
	for _, p := range r.in.points {
		doors.Learn(pointRow(p, r.edition.Series, r.edition.Published))
	}
	r.report.Points = len(doors.doors)
	had := map[string]store.PointRow{}
	err := r.opt.Store.Points(ctx, "", false, func(p store.PointRow) error {
		if p.Series == r.edition.Series && p.At.Equal(r.edition.Published) {
			had[p.Key] = p
		}
		return nil
	})
	if err != nil || samePoints(had, doors.doors, r.edition.Complete) {
		return nil, err
	}
	r.news, r.replacing = true, r.edition.Complete
	var rows []store.PointRow
	for key, p := range doors.doors {
		rows = append(rows, p)
		r.moved[key], r.moved[p.StreetKey] = true, true
	}
	for key, p := range had {
		r.moved[key], r.moved[p.StreetKey] = true, true
	}
	delete(r.moved, "")
	slices.SortFunc(rows, func(a, b store.PointRow) int { return strings.Compare(a.Key, b.Key) })
	return rows, nil
}

func samePoints(had, have map[string]store.PointRow, complete bool) bool {
	if complete && len(had) != len(have) {
		return false
	}
	for key, p := range have {
		if had[key].Point != p.Point {
			return false
		}
	}
	return true
}

// record is a record with what all its statements tell of its identity.
type record struct {
	match.Record
	latest time.Time
	part   string
	line   int  // in this file; 0 when the file does not have it
	others bool // a statement of it was made before this run
}

// stageStatements stages what the file says, unless the store has just that.
func (r *run) stageStatements(ctx context.Context) error {
	statements := r.statements()
	had, err := r.editionDigests(ctx)
	if err != nil {
		return err
	}
	if r.edition.Complete && len(had) != len(statements) || !subset(statements, had) {
		r.news = true
		r.replacing = r.edition.Complete
		r.countDropped(had)
	} else {
		statements = nil
	}
	if !r.edition.Complete {
		statements = slices.DeleteFunc(statements, func(s store.StatementRow) bool { return had[s.Record] == s.Digest })
	}
	done := 0
	for chunk := range slices.Chunk(statements, batch) {
		if err := r.opt.Store.StageStatements(ctx, chunk); err != nil {
			return err
		}
		done += len(chunk)
		r.opt.Progress(Progress{Stage: "storing", Done: done, Total: len(statements)})
	}
	return nil
}

// countDropped counts the records of an earlier import of this edition, and
// those that this file lacks.
func (r *run) countDropped(had map[string]string) {
	r.replaced = len(had)
	for key := range had {
		if _, has := r.records[key]; !has {
			r.dropped++
		}
	}
}

// statements are the file's rows as statements, each with its record's key.
func (r *run) statements() []store.StatementRow {
	r.records = map[string]record{}
	occurrences := map[string]int{}
	statements := make([]store.StatementRow, 0, len(r.in.rows))
	for _, row := range r.in.rows {
		first := row.identity.recordKey(r.edition.Series, 1)
		occurrences[first]++
		key := row.identity.recordKey(r.edition.Series, occurrences[first])
		r.records[key] = record{line: row.Line}
		statements = append(statements, store.StatementRow{
			Record: key, Run: r.edition.ID, Series: r.edition.Series, Source: r.edition.Source, At: r.edition.Published, Rank: row.Rank,
			Claims: row.Claims, Identity: row.identity.encode(), Digest: row.digest,
		})
	}
	return statements
}

// editionDigests are the digests of what the store has of this very edition.
func (r *run) editionDigests(ctx context.Context) (map[string]string, error) {
	digests := map[string]string{}
	err := r.opt.Store.Identities(ctx, "", false, func(id store.Identity) error {
		if id.Series == r.edition.Series && id.At.Equal(r.edition.Published) && id.Run != "" {
			digests[id.Record] = id.Digest
		}
		return nil
	})
	return digests, err
}

func subset(statements []store.StatementRow, had map[string]string) bool {
	for _, s := range statements {
		if had[s.Record] != s.Digest {
			return false
		}
	}
	return true
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
		rec.others = rec.others || id.Run != r.edition.ID
		r.records[id.Record] = rec
		return nil
	})
}

// hear adds a statement to a record: the latest gives the number it is known
// by, all give further ones. The order of hearing does not matter.
func (rec *record) hear(id store.Identity, said identity) {
	rec.Key, rec.Series = id.Record, id.Series
	rec.Name, rec.Address, rec.part = said.Name, said.At, said.Part
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
