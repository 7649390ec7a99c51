package otp

import (
	"context"
	"io"

	"haven/importers"
	"haven/importers/postal"
	"haven/importers/table"
	"haven/internal/facility"
)

// Importer reads the register.
type Importer struct{}

// Source is the name in `haven import`.
func (Importer) Source() string { return "otp" }

// Read reads a register; see [importers.Importer].
func (Importer) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	f, _, err := table.Open(file)
	if err != nil {
		return importers.Edition{}, err
	}
	defer f.Close()
	return read(ctx, f, sink)
}

func read(ctx context.Context, file io.Reader, sink importers.Sink) (importers.Edition, error) {
	states := postal.Coverage{}
	err := readRecords(ctx, file, func(r record) error {
		claims, fault := r.claims()
		if fault != nil {
			return sink.Reject(*fault)
		}
		states.Add(claims.Address.Value.State)
		return sink.Record(importers.Record{Line: r.line, Rank: facility.RankRegister, Claims: claims})
	})
	return importers.Edition{Series: "samhsa-otp", Complete: states.Complete()}, err
}

// readRecords hands over the rows.
func readRecords(ctx context.Context, file io.Reader, each func(record) error) error {
	rows, err := table.ReadCSV(file)
	if err != nil {
		return err
	}
	if err := rows.Require(columns...); err != nil {
		return err
	}
	return rows.Each(ctx, func(row table.Row) error {
		return each(record{
			line:          row.Line,
			name:          row.Get("Program Name"),
			street:        row.Get("Street"),
			city:          row.Get("City"),
			state:         row.Get("State"),
			zip:           row.Get("Zip Code"),
			phone:         row.Get("Phone"),
			certification: row.Get("Certification"),
		})
	})
}
