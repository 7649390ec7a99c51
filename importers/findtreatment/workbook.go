package findtreatment

import (
	"context"
	"slices"
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/table"
	"haven/importers/xlsx"
	"haven/internal/facility"
)

func readBook(ctx context.Context, book *xlsx.Book, sink importers.Sink) (importers.Edition, error) {
	edition := importers.Edition{Series: series, Modified: book.Modified()}
	codes, sheets, err := readReference(ctx, book)
	if err != nil {
		return edition, err
	}
	edition.Codes = codes
	rows, err := book.Table(facilitySheet, facilityColumns...)
	if err != nil {
		return edition, err
	}
	columns, unknown := codeColumns(rows, codes)
	for _, name := range unknown {
		note := importers.RowError{Line: 1, Field: name, Reason: "a column for a code that the sheet " + referenceSheet + " does not explain"}
		if err := sink.Note(note); err != nil {
			return edition, err
		}
	}
	hand := &handover{sink, sheets}
	return edition, rows.Each(ctx, func(row table.Row) error {
		r, fault := recordOf(row, columns)
		if fault != nil {
			return sink.Reject(*fault)
		}
		return hand.row(r)
	})
}

// readReference reads the sheet that explains the codes and tells which kind
// of row is asked which.
func readReference(ctx context.Context, book *xlsx.Book) ([]facility.Code, map[string]*check.Sheet, error) {
	rows, err := book.Table(referenceSheet, referenceColumns...)
	if err != nil {
		return nil, nil, err
	}
	explained := check.Reference{Sheet: referenceSheet}
	asked := map[string][]facility.Code{}
	err = rows.Each(ctx, func(row table.Row) error {
		c, added, err := explained.Add(row)
		if !added {
			return err
		}
		for kind, column := range askedColumns {
			if strings.EqualFold(row.Get(column), "Y") {
				asked[kind] = append(asked[kind], c)
			}
		}
		return nil
	})
	sheets := map[string]*check.Sheet{}
	for _, kind := range []string{substanceUse, mentalHealth} {
		sheets[kind] = check.NewSheet(asked[kind])
	}
	return explained.Codes, sheets, err
}

// codeColumn is a column of a code.
type codeColumn struct {
	code  string
	place int
}

// codeColumns finds the columns of codes, by code, and those of what is none.
func codeColumns(rows *table.Table, codes []facility.Code) (columns []codeColumn, unknown []string) {
	known := map[string]bool{}
	for _, c := range codes {
		known[c.Code] = true
	}
	for place, name := range rows.Columns() {
		code := strings.ToUpper(name)
		switch {
		case known[code] && place == rows.Place(name):
			columns = append(columns, codeColumn{code, place})
		case name != "" && !slices.Contains(facilityColumns, name) && !slices.Contains(otherColumns, name):
			unknown = append(unknown, name)
		}
	}
	slices.SortFunc(columns, func(a, b codeColumn) int { return strings.Compare(a.code, b.code) })
	return columns, unknown
}

func recordOf(row table.Row, columns []codeColumn) (*record, *importers.RowError) {
	r := &record{
		line:      row.Line,
		kind:      kindOf(row.Get("type_facility")),
		name1:     row.Get("name1"),
		name2:     row.Get("name2"),
		street1:   row.Get("street1"),
		street2:   row.Get("street2"),
		city:      row.Get("city"),
		state:     row.Get("state"),
		zip:       fullZIP(row.Get("zip"), row.Get("zip4")),
		phone:     check.Number{Field: "phone", Text: row.Get("phone")},
		website:   row.Get("website"),
		latitude:  row.Get("latitude"),
		longitude: row.Get("longitude"),
	}
	if !r.surveyed() {
		return r, nil
	}
	r.allIntake = true
	for _, column := range intakeColumns {
		r.intake = append(r.intake, check.Number{Field: column, Text: row.Get(column)})
	}
	for _, c := range columns {
		switch row.At(c.place) {
		case "1":
			r.codes = append(r.codes, c.code)
		case "", "0":
		default:
			return nil, &importers.RowError{Line: row.Line, Field: strings.ToLower(c.code), Value: row.At(c.place), Reason: "neither 1 nor empty"}
		}
	}
	return r, nil
}

func fullZIP(zip, zip4 string) string {
	if zip4 == "" || strings.Contains(zip, "-") {
		return zip
	}
	return zip + "-" + zip4
}
