package samhsa

import (
	"context"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/postal"
	"haven/importers/table"
	"haven/importers/xlsx"
	"haven/internal/facility"
)

// Importer reads the directories.
type Importer struct{}

// Source is the name in `haven import`.
func (Importer) Source() string { return "samhsa-directory" }

// Read reads a directory; see [importers.Importer].
func (Importer) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	book, err := xlsx.Open(file)
	if err != nil {
		return importers.Edition{}, err
	}
	defer book.Close()
	return read(ctx, book, sink)
}

func read(ctx context.Context, book *xlsx.Book, sink importers.Sink) (importers.Edition, error) {
	ref, err := readReference(ctx, book)
	if err != nil {
		return importers.Edition{}, err
	}
	states := postal.Coverage{}
	err = readFacilities(ctx, book, func(r record) error {
		claims, fault := ref.claims(r)
		if fault != nil {
			return sink.Reject(*fault)
		}
		states.Add(claims.Address.Value.State)
		return sink.Record(importers.Record{Line: r.line, Rank: facility.RankDirectory, Claims: claims})
	})
	return importers.Edition{
		Series:   ref.series(),
		Modified: book.Modified(),
		Complete: states.Complete(),
		Codes:    ref.codes,
	}, err
}

// readReference reads the sheet that explains the codes.
func readReference(ctx context.Context, book *xlsx.Book) (*reference, error) {
	rows, err := book.Table(referenceSheet, referenceColumns...)
	if err != nil {
		return nil, err
	}
	explained := check.Reference{Sheet: referenceSheet}
	err = rows.Each(ctx, func(row table.Row) error {
		_, _, err := explained.Add(row)
		return err
	})
	return &reference{codes: explained.Codes, sheet: check.NewSheet(explained.Codes)}, err
}

// readFacilities hands over the rows of the facilities sheet.
func readFacilities(ctx context.Context, book *xlsx.Book, each func(record) error) error {
	rows, err := book.Table(facilitySheet, facilityColumns...)
	if err != nil {
		return err
	}
	var intake []string
	for _, column := range intakeColumns {
		if rows.Has(column) {
			intake = append(intake, column)
		}
	}
	return rows.Each(ctx, func(row table.Row) error { return each(recordOf(row, intake)) })
}

func recordOf(row table.Row, intake []string) record {
	r := record{
		line:    row.Line,
		name1:   row.Get("name1"),
		name2:   row.Get("name2"),
		street1: row.Get("street1"),
		street2: row.Get("street2"),
		city:    row.Get("city"),
		state:   row.Get("state"),
		zip:     row.Get("zip"),
		phone:   check.Number{Field: "phone", Text: row.Get("phone")},
		codes:   row.Get("service_code_info"),
	}
	for _, column := range intake {
		r.intake = append(r.intake, check.Number{Field: column, Text: row.Get(column)})
	}
	return r
}
