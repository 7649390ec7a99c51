package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"haven/importers/table"
)

// sheet reads the rows of a worksheet; it is a [table.Rows].
type sheet struct {
	book  *Book
	name  string
	part  *part
	text  text
	cells []string
	next  int // place of a cell that does not tell its own
	rows  int // read so far
	line  int // of the last one
	done  bool
}

func (b *Book) open(info sheetInfo) (*sheet, error) {
	f := b.parts[partName(info.part)]
	if f == nil {
		return nil, damaged(fmt.Errorf("%s is missing", info.part))
	}
	p, err := open(f)
	if err != nil {
		return nil, err
	}
	return &sheet{book: b, name: info.name, part: p}, nil
}

// Next returns the next row, and io.EOF after the last. A row's line is its
// number in Excel.
func (s *sheet) Next() (table.Row, error) {
	for !s.done {
		token, err := s.part.token()
		if err != nil {
			return table.Row{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "row" {
				return s.row(e)
			}
		case xml.EndElement:
			if s.done = e.Name.Local == "worksheet"; s.done {
				if err := s.part.finish(); err != nil {
					return table.Row{}, err
				}
			}
		}
	}
	return table.Row{}, io.EOF
}

// row reads the cells to the end of the row. Excel leaves empty ones out.
func (s *sheet) row(start xml.StartElement) (table.Row, error) {
	s.line++
	if n, err := strconv.Atoi(attribute(start, "r")); err == nil && n > 0 {
		s.line = n
	}
	if s.rows++; s.rows > maxRows {
		return table.Row{}, fmt.Errorf("sheet %q has more than %d rows: check that it is the right file", s.name, maxRows)
	}
	s.cells, s.next, s.text.row = s.cells[:0], 0, 0
	for {
		token, err := s.part.token()
		if err != nil {
			return table.Row{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "c" {
				err = s.cell(e)
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				return table.Row{Line: s.line, Cells: s.cells}, nil
			}
		}
		if err != nil {
			return table.Row{}, fmt.Errorf("sheet %q, row %d: %w", s.name, s.line, err)
		}
	}
}

// cell reads one cell to its end and puts its text where it belongs.
func (s *sheet) cell(start xml.StartElement) error {
	place := s.next
	if reference := attribute(start, "r"); reference != "" {
		place = column(reference)
	}
	s.next = place + 1
	for {
		token, err := s.part.token()
		if err != nil {
			return err
		}
		if err := s.text.take(token); err != nil {
			return err
		}
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == "c" {
			return s.put(place, attribute(start, "t"), s.text.cut())
		}
	}
}

// put keeps the text of a cell. Empty ones are kept only between others:
// formats reach far to the right of the table.
func (s *sheet) put(place int, kind, value string) error {
	if kind == "s" && value != "" {
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n >= len(s.book.strings) {
			return damaged(fmt.Errorf("there is no shared string %q", value))
		}
		value = s.book.strings[n]
	}
	if value == "" {
		return nil
	}
	if place < 0 || place >= maxColumns {
		return fmt.Errorf("a cell lies outside of the first %d columns: check that this is the right file", maxColumns)
	}
	for len(s.cells) <= place {
		s.cells = append(s.cells, "")
	}
	s.cells[place] = value
	return nil
}

// column is the place, from 0, that a reference such as "AB12" begins with;
// -1 when it does not begin with one.
func column(reference string) int {
	n := 0
	for i := 0; i < len(reference) && reference[i] >= 'A' && reference[i] <= 'Z' && n < maxColumns; i++ {
		n = n*26 + int(reference[i]-'A') + 1
	}
	return n - 1
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
