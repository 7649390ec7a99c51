package ingest

import (
	"context"
	"slices"
	"strings"
	"time"
)

func joinReasons(reasons []string) string { return strings.Join(reasons, ", ") }

// checkDrop counts what this edition has of the series and refuses one that
// lacks too much of the edition before.
func (r *run) checkDrop(context.Context) error {
	before, gone := r.tallyPlaces()
	switch previous := r.before[r.edition.Series]; {
	case !r.edition.Complete || r.edition.Published.Before(previous):
		return nil
	case r.edition.Published.Equal(previous):
		before, gone = r.replaced, len(r.dropped)
	default:
		r.report.Gone = gone
	}
	if float64(gone) <= maxDrop*float64(before) {
		return nil
	}
	r.report.Drop = &DropError{Gone: gone, Before: before}
	if r.opt.AcceptDrop {
		return nil
	}
	return r.report.Drop
}

// tallyPlaces counts the places of this edition, and returns how many the
// edition before had, and how many of these are gone.
func (r *run) tallyPlaces() (before, gone int) {
	previous := r.before[r.edition.Series]
	for _, p := range r.places {
		was, is := r.listedIn(p, previous), r.listedIn(p, r.edition.Published)
		if is {
			r.tallyListed(p)
		}
		if was {
			before++
		}
		if was && !is {
			gone++
		}
	}
	slices.SortFunc(r.report.Folded, func(a, b Row) int { return a.Line - b.Line })
	return before, gone
}

// listedIn reports whether the place is in an edition of the series.
func (r *run) listedIn(p *place, edition time.Time) bool {
	day := editionDay(edition)
	return slices.ContainsFunc(p.rowKeys(), func(key string) bool {
		rec := r.records[key]
		_, seen := slices.BinarySearch(rec.Seen, day)
		return rec.Series == r.edition.Series && seen
	})
}

// tallyListed counts a place of this edition: is it in another source, was it
// in an earlier edition, do several rows make it?
func (r *run) tallyListed(p *place) {
	var rows []record
	matched, carried := false, false
	for _, key := range p.rowKeys() {
		rec := r.records[key]
		switch {
		case rec.Series == "": // nothing is said about it any more
		case rec.Series != r.edition.Series:
			matched = true
		case rec.Seen[0] < editionDay(r.edition.Published):
			carried = true
		}
		if rec.line > 0 {
			rows = append(rows, rec)
		}
	}
	if matched {
		r.report.Matched++
	}
	if carried {
		r.report.Carried++
	}
	for _, rec := range rows[min(1, len(rows)):] {
		r.report.Folded = append(r.report.Folded, Row{Line: rec.line, Name: rec.Name.String(), City: rec.Address.City + ", " + rec.Address.State})
	}
}

func (p *place) rowKeys() []string {
	keys := make([]string, len(p.records))
	for i, row := range p.records {
		keys[i] = row.Key
	}
	return keys
}
