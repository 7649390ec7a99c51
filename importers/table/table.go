// Package table reads tables: a heading and the rows under it, whose columns
// are found by name. A table comes from a CSV file, here, or from a sheet of
// a workbook, in package xlsx.
package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Rows gives one row after the other, and io.EOF after the last.
type Rows interface {
	Next() (Row, error)
}

// Row is one row. Its cells are valid until the next row is asked for; the
// text that Get returns stays.
type Row struct {
	Line  int // in the file or sheet, from 1
	Cells []string

	columns map[string]int
}

// Get returns the text of a column, cleaned; "" where the table has no such
// column or the row ends before it.
func (r Row) Get(column string) string {
	place, ok := r.columns[fold(column)]
	if !ok {
		return ""
	}
	return r.At(place)
}

// At returns the text of the cell at a [Table.Place], cleaned.
func (r Row) At(place int) string {
	if place < 0 || place >= len(r.Cells) {
		return ""
	}
	return Clean(r.Cells[place])
}

func (r Row) blank() bool {
	for _, cell := range r.Cells {
		if Clean(cell) != "" {
			return false
		}
	}
	return true
}

// Table is the rows under a heading. It skips blank rows.
type Table struct {
	rows    Rows
	names   []string       // of the columns, as the heading has them
	columns map[string]int // folded name → place
	first   *Row           // read already, to see that there is one
}

// ErrEmpty is returned for a table without any row under a heading.
var ErrEmpty = errors.New("there are no rows: download the file again")

// New reads the heading, which is the first row that is not blank. Of two
// columns with one name the first counts. There must be a row under it.
func New(rows Rows) (*Table, error) {
	t := &Table{rows: rows}
	heading, err := t.read()
	if err != nil {
		return nil, err
	}
	t.columns = make(map[string]int, len(heading.Cells))
	for place, cell := range heading.Cells {
		name := fold(cell)
		t.names = append(t.names, Clean(cell))
		if _, again := t.columns[name]; !again && name != "" {
			t.columns[name] = place
		}
	}
	if t.first, err = t.read(); err != nil {
		return nil, err
	}
	return t, nil
}

// read reads one of the two rows that must be there.
func (t *Table) read() (*Row, error) {
	row, err := t.Next()
	if err == io.EOF {
		err = ErrEmpty
	}
	if err != nil {
		return nil, err
	}
	return &row, nil
}

// Columns are the names of the columns in their order; "" for one without.
func (t *Table) Columns() []string { return t.names }

// Place is where a column stands, for [Row.At]; -1 where the table lacks it.
func (t *Table) Place(column string) int {
	if place, ok := t.columns[fold(column)]; ok {
		return place
	}
	return -1
}

// Has reports whether the table has all these columns. Case and blanks in
// their names do not matter.
func (t *Table) Has(columns ...string) bool { return len(t.missing(columns)) == 0 }

// Require names the columns that the table lacks.
func (t *Table) Require(columns ...string) error {
	if missing := t.missing(columns); len(missing) > 0 {
		return fmt.Errorf("the heading lacks %s: check that this is the right file, and that its first row names the columns", strings.Join(missing, ", "))
	}
	return nil
}

func (t *Table) missing(columns []string) []string {
	var missing []string
	for _, column := range columns {
		if _, ok := t.columns[fold(column)]; !ok {
			missing = append(missing, column)
		}
	}
	return missing
}

// Next returns the next row that is not blank, and io.EOF after the last.
func (t *Table) Next() (Row, error) {
	if row := t.first; row != nil {
		t.first = nil
		return *row, nil
	}
	for {
		row, err := t.rows.Next()
		if err != nil {
			return Row{}, err
		}
		if !row.blank() {
			row.columns = t.columns
			return row, nil
		}
	}
}

// Each hands every row to do, until it or the context ends that.
func (t *Table) Each(ctx context.Context, do func(Row) error) error {
	for {
		row, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = do(row)
		}
		if err != nil {
			return err
		}
	}
}
