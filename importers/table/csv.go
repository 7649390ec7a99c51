package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// maxCSVRow is how many bytes a row of a CSV file may have. Real ones have
// 300; a quotation mark that is never closed would make one row of the rest
// of the file.
const maxCSVRow = 64 << 10

// CSV reads rows of comma-separated values (RFC 4180) in UTF-8 or latin-1,
// with or without a byte order mark.
type CSV struct {
	reader *csv.Reader
	allow  *allowance
	line   int // of the last row
}

// Dialect is how a CSV file differs from most.
type Dialect struct {
	Delimiter rune // 0 for a comma
	UTF16     bool // it is in UTF-16, as Excel saves "Unicode text"
}

// ReadCSV reads the heading of a CSV file.
func ReadCSV(r io.Reader) (*Table, error) { return ReadDialect(r, Dialect{}) }

// ReadDialect reads the heading of a CSV file of a dialect.
func ReadDialect(r io.Reader, d Dialect) (*Table, error) {
	rows, err := NewCSV(r, d)
	if err != nil {
		return nil, err
	}
	return New(rows)
}

// NewCSV starts reading rows.
func NewCSV(r io.Reader, d Dialect) (*CSV, error) {
	if d.UTF16 {
		r = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r)
	}
	allow := &allowance{r: r, left: maxCSVRow}
	text := bufio.NewReader(allow)
	start, err := text.Peek(512)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if bytes.IndexByte(start, 0) >= 0 {
		return nil, errors.New("it is not a CSV file in UTF-8 or latin-1: save it as CSV UTF-8 (comma delimited)")
	}
	if bytes.HasPrefix(start, []byte("\ufeff")) {
		text.Discard(len("\ufeff"))
	}
	reader := csv.NewReader(text)
	reader.ReuseRecord = true
	if d.Delimiter != 0 {
		reader.Comma = d.Delimiter
	}
	return &CSV{reader: reader, allow: allow}, nil
}

// Next returns the next row. Rows must have as many cells as the first.
func (c *CSV) Next() (Row, error) {
	c.allow.left = maxCSVRow
	cells, err := c.reader.Read()
	if err != nil {
		return Row{}, c.explain(err, len(cells))
	}
	for i, cell := range cells {
		cells[i] = decode(cell)
	}
	c.line, _ = c.reader.FieldPos(0)
	return Row{Line: c.line, Cells: cells}, nil
}

// explain says what to do about a fault of the file; got is how many cells
// its row has.
func (c *CSV) explain(err error, got int) error {
	if err == errTooLong {
		return fmt.Errorf("the row after line %d has more than %d KB: check that its quotation marks are closed, and that this is the right file", c.line, maxCSVRow>>10)
	}
	var fault *csv.ParseError
	if !errors.As(err, &fault) {
		return err
	}
	switch fault.Err {
	case csv.ErrFieldCount:
		return fmt.Errorf("line %d has %d cells, the heading has %d: a comma within a cell needs quotation marks around the cell, or the file is cut off", fault.StartLine, got, c.reader.FieldsPerRecord)
	case csv.ErrQuote, csv.ErrBareQuote:
		return fmt.Errorf("line %d, column %d: a quotation mark is out of place: put marks around the whole cell and double those within it", fault.StartLine, fault.Column)
	}
	return fmt.Errorf("line %d: %w", fault.StartLine, fault.Err)
}
