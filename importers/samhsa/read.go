package samhsa

import (
	"context"
	"fmt"
	"regexp"
	"strings"

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

// maxCodes is how many codes a reference sheet may explain. All known ones
// together explain 317.
const maxCodes = 4000

// readReference reads the sheet that explains the codes. Of two rows with one
// code the first counts.
func readReference(ctx context.Context, book *xlsx.Book) (*reference, error) {
	rows, err := book.Table(referenceSheet, referenceColumns...)
	if err != nil {
		return nil, err
	}
	ref := &reference{category: map[string]string{}}
	err = rows.Each(ctx, func(row table.Row) error {
		c := facility.Code{
			Category: strings.ToUpper(row.Get("category_code")),
			Code:     strings.ToUpper(row.Get("service_code")),
			Name:     row.Get("service_name"),
		}
		if _, again := ref.category[c.Code]; again || c.Code == "" {
			return nil
		}
		if len(ref.codes) == maxCodes {
			return fmt.Errorf("sheet %q has more than %d codes: check that this is the right file", referenceSheet, maxCodes)
		}
		if err := searchable(c); err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", referenceSheet, row.Line, err)
		}
		ref.codes = append(ref.codes, c)
		ref.category[c.Code] = c.Category
		return nil
	})
	ref.sheet = check.NewSheet(ref.codes)
	return ref, err
}

var (
	codeForm     = regexp.MustCompile(`^[A-Z0-9]{1,10}$`)
	categoryForm = regexp.MustCompile(`^[A-Z]{1,10}$`)
)

// searchable refuses a code that nobody could search for. It is a fault of
// the file: without the code every place that has it would lose it.
func searchable(c facility.Code) error {
	switch {
	case !codeForm.MatchString(c.Code):
		return fmt.Errorf("service_code %q is not 1 to 10 letters and digits: check that this is the right file", c.Code)
	case !categoryForm.MatchString(c.Category):
		return fmt.Errorf("service_code %q has the category_code %q, which is not 1 to 10 letters: check that this is the right file", c.Code, c.Category)
	}
	return nil
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
