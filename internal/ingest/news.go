package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"haven/internal/store"
)

// known is what the visible runs of an edition say: a digest by record, a
// position by address.
type known struct {
	latest   map[string]string            // what stands, of all runs
	byRun    map[string]map[string]string // what each said
	complete map[string]bool              // the runs that list all there is
}

func (k *known) hear(run string, complete bool, key, says string) {
	if k.byRun[run] == nil {
		k.byRun[run] = map[string]string{}
	}
	k.byRun[run][key], k.complete[run], k.latest[key] = says, complete, says
}

// has reports whether a run that says this is one of those that are there,
// once more. What several say together is not: each of them can be undone.
func (k *known) has(says map[string]string, complete bool) bool {
	if complete && len(k.latest) != len(says) {
		return false
	}
	for key, value := range says {
		if k.latest[key] != value {
			return false
		}
	}
	for run, said := range k.byRun {
		if maps.Equal(said, says) && (k.complete[run] || !complete) {
			return true
		}
	}
	return len(says) == 0
}

// weigh keeps what the file says for staging, unless the store has just that.
func (r *run) weigh(ctx context.Context) error {
	statements, points := r.stated(), r.located()
	says := map[string]string{}
	for _, s := range statements {
		says[s.Record] = s.Digest
	}
	for _, p := range points {
		says[pointPrefix+p.Key] = position(p)
	}
	r.report.Points, r.moved = len(points), map[string]bool{}
	had, streets, err := r.recall(ctx)
	if err != nil || had.has(says, r.edition.Complete) {
		return err
	}
	r.news, r.replacing = true, r.edition.Complete
	r.statements, r.points = statements, points
	r.noteDropped(had)
	for _, p := range points {
		r.moved[p.Key], r.moved[p.StreetKey] = true, true
	}
	maps.Copy(r.moved, streets)
	delete(r.moved, "")
	return nil
}

// pointPrefix tells addresses from records, whose keys begin with a series.
const pointPrefix = "point "

func position(p store.PointRow) string { return fmt.Sprint(p.Point.Lat, " ", p.Point.Lon) }

// recall reads what the store has of this very edition, and the addresses and
// streets that have known points of it.
func (r *run) recall(ctx context.Context) (*known, map[string]bool, error) {
	k := &known{map[string]string{}, map[string]map[string]string{}, map[string]bool{}}
	err := r.opt.Store.EditionStatements(ctx, r.edition, func(s store.EditionStatement) error {
		k.hear(s.Run, s.Complete, s.Record, s.Digest)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	streets := map[string]bool{}
	err = r.opt.Store.EditionPoints(ctx, r.edition, func(p store.EditionPoint) error {
		k.hear(p.Run, p.Complete, pointPrefix+p.Key, position(store.PointRow{Point: p.Point}))
		streets[p.Key], streets[p.StreetKey] = true, true
		return nil
	})
	return k, streets, err
}

// located are the file's points, one per address.
func (r *run) located() []store.PointRow {
	doors := NewLocator(r.opt.Places)
	for _, p := range r.in.points {
		doors.Learn(pointRow(p, r.edition.Series, r.edition.Published))
	}
	return slices.SortedFunc(maps.Values(doors.doors), func(a, b store.PointRow) int { return strings.Compare(a.Key, b.Key) })
}

// stated are the file's rows as statements, each with its record's key.
func (r *run) stated() []store.StatementRow {
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

// noteDropped counts the records of an earlier import of this edition, and notes
// those that this file lacks.
func (r *run) noteDropped(had *known) {
	r.dropped = map[string]bool{}
	for key := range had.latest {
		if strings.HasPrefix(key, pointPrefix) {
			continue
		}
		r.replaced++
		if _, has := r.records[key]; !has {
			r.dropped[key] = true
		}
	}
}
