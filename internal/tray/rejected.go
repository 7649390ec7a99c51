package tray

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"haven/importers"
	mapped "haven/importers/csv"
	"haven/importers/otp"
	"haven/importers/points"
	"haven/importers/table"
)

// WriteErrors writes the rows that were not taken with why, as "csv" or
// "ndjson".
func WriteErrors(w io.Writer, format string, rows []importers.RowError) error {
	if format == "ndjson" {
		lines := json.NewEncoder(w)
		for _, row := range rows {
			if err := lines.Encode(row); err != nil {
				return err
			}
		}
		return nil
	}
	out := csv.NewWriter(w)
	out.Write([]string{"line", "field", "value", "reason"})
	for _, row := range rows {
		out.Write([]string{strconv.Itoa(row.Line), harmless(row.Field), harmless(row.Value), harmless(row.Reason)})
	}
	out.Flush()
	return out.Error()
}

// harmless keeps a text of a stranger's file from being a formula for whoever
// opens ours in a spreadsheet, also in the full-width signs of East Asian
// keyboards.
func harmless(text string) string {
	if strings.IndexAny(text, "=+-@＝＋－＠\t\r\n") == 0 {
		return "'" + text
	}
	return text
}

// number is what begins like a formula and is none: a longitude, a telephone.
var number = regexp.MustCompile(`^[+-][0-9 ().-]+$`)

// harmlessRow is a row of a stranger's file, which somebody corrects in a
// spreadsheet and loads again. What begins like a formula gets a space before
// it, which every importer trims: an apostrophe would come back as a letter.
func harmlessRow(cells []string) []string {
	safe := make([]string, len(cells), len(cells)+2)
	for i, cell := range cells {
		if safe[i] = cell; harmless(cell) != cell && !number.MatchString(cell) {
			safe[i] = " " + strings.TrimLeft(cell, "\t\r\n")
		}
	}
	return safe
}

// The columns that tell, in the file of rows to correct, what is wrong. No
// importer reads them.
const (
	lineColumn   = "haven_line"
	reasonColumn = "haven_reason"
)

// Correctable reports whether the rows of an item that were not taken can be
// had in the form of its source, to be corrected and loaded again.
func (t *Tray) Correctable(item Item) bool {
	return len(item.Told.Rejections) > 0 && t.here(item.ID) && dialectOf(item) != nil
}

// dialectOf is how the file of an item is written; nil where it is no table of
// text.
func dialectOf(item Item) *table.Dialect {
	switch item.Source {
	case (otp.Importer{}).Source(), (points.Importer{}).Source():
		return &table.Dialect{}
	case (mapped.Importer{}).Source():
		m, err := mapped.ReadMapping(strings.NewReader(item.Mapping))
		if err != nil || m.Dialect().UTF16 {
			return nil
		}
		d := m.Dialect()
		return &d
	}
	return nil
}

// WriteRows writes the heading of an item's file and those rows that were not
// taken, each with what is wrong with it.
func (t *Tray) WriteRows(ctx context.Context, w io.Writer, item Item) error {
	dialect := dialectOf(item)
	if dialect == nil {
		return ErrNotFound
	}
	file, err := os.Open(t.path(item.ID))
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := table.NewCSV(file, *dialect)
	if err != nil {
		return err
	}
	wrong := map[int]string{}
	for _, r := range item.Told.Rejections {
		wrong[r.Line] = fmt.Sprintf("%s %q: %s", r.Field, r.Value, r.Reason)
	}
	out := csv.NewWriter(w)
	if dialect.Delimiter != 0 {
		out.Comma = dialect.Delimiter
	}
	return errors.Join(copyRows(ctx, out, rows, wrong), flush(out))
}

func flush(out *csv.Writer) error { out.Flush(); return out.Error() }

func copyRows(ctx context.Context, out *csv.Writer, rows *table.CSV, wrong map[int]string) error {
	for heading := true; ; {
		row, err := rows.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		switch reason, is := wrong[row.Line]; {
		case heading && strings.Join(row.Cells, "") != "":
			heading = false
			out.Write(append(harmlessRow(row.Cells), lineColumn, reasonColumn))
		case is:
			out.Write(append(harmlessRow(row.Cells), strconv.Itoa(row.Line), harmless(reason)))
		}
	}
}
