package csv

import (
	"context"
	"errors"
	"io"
	"time"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/table"
)

// Importer reads a register by a mapping. Without one it has only its name.
type Importer struct{ Mapping *Mapping }

// Source is the name in `haven import`; with a mapping, that of the register.
func (i Importer) Source() string {
	if i.Mapping == nil {
		return "csv"
	}
	return i.Mapping.source
}

var errNoMapping = errors.New("a CSV file needs a mapping that tells its columns: give --map FILE; haven import csv --suggest DATA.csv drafts one")

// Read reads a register; see [importers.Importer].
func (i Importer) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	if i.Mapping == nil {
		return importers.Edition{}, errNoMapping
	}
	f, _, err := table.Open(file)
	if err != nil {
		return importers.Edition{}, err
	}
	defer f.Close()
	return i.Mapping.readRows(ctx, f, sink)
}

func (m *Mapping) readRows(ctx context.Context, file io.Reader, sink importers.Sink) (importers.Edition, error) {
	edition := importers.Edition{Series: m.series, Complete: m.complete}
	rows, err := table.ReadDialect(file, m.dialect)
	if err != nil {
		return edition, err
	}
	if err := m.fits(rows); err != nil {
		return edition, err
	}
	reading := &reading{Mapping: m, sink: sink, unknown: check.Tally{}}
	if err := rows.Each(ctx, reading.row); err != nil {
		return edition, err
	}
	edition.Modified = reading.latest
	return edition, reading.unknown.Tell(sink, "the mapping does not say what this means")
}

// reading is a file being read.
type reading struct {
	*Mapping
	sink    importers.Sink
	unknown check.Tally // values that the mapping does not name
	latest  time.Time   // day on which a row was updated
}

func (r *reading) row(row table.Row) error {
	for _, s := range r.skip {
		if s.values[fold(row.Get(s.name))] {
			return nil
		}
	}
	notes := &notes{line: row.Line}
	claims, fault := r.claims(row, notes)
	if fault != nil {
		return r.sink.Reject(*fault)
	}
	r.date(row, notes)
	for _, note := range notes.all {
		if err := r.sink.Note(note); err != nil {
			return err
		}
	}
	return r.sink.Record(importers.Record{Line: row.Line, Rank: r.rank, Claims: claims})
}

// date takes note of the day on which a row was updated.
func (r *reading) date(row table.Row, notes *notes) {
	if r.updated == nil {
		return
	}
	text := row.Get(r.updated.name)
	if text == "" {
		return
	}
	day, err := r.updated.day(text)
	if err != nil {
		notes.add(r.updated.name, text, "not a day in the mapping's format")
		return
	}
	if day.After(r.latest) {
		r.latest = day
	}
}

// notes gathers what is left out of a row.
type notes struct {
	line int
	all  []importers.RowError
}

func (n *notes) add(field, value, reason string) {
	n.all = append(n.all, importers.RowError{Line: n.line, Field: field, Value: check.Shown(value), Reason: reason})
}
