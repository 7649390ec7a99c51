// Package xlsx reads the sheets of Excel workbooks (ECMA-376) row by row.
//
// It keeps a workbook's shared strings in memory and streams the rest,
// refuses what unpacks to more than its limits, and unpacks nothing to disk.
package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"haven/importers/table"
)

// Book is an open workbook.
type Book struct {
	file     io.Closer // what Open opened
	parts    map[string]*zip.File
	sheets   []sheetInfo
	strings  []string // shared by the sheets' cells
	modified time.Time
}

// Open opens a workbook. Its errors say what to do. The caller closes it.
func Open(name string) (*Book, error) {
	f, size, err := table.Open(name)
	if err != nil {
		return nil, err
	}
	b, err := NewBook(f, size)
	if err != nil {
		f.Close()
		return nil, err
	}
	b.file = f
	return b, nil
}

// NewBook reads a workbook of so many bytes.
func NewBook(r io.ReaderAt, size int64) (*Book, error) {
	parts, err := unzip(r, size)
	if err != nil {
		return nil, err
	}
	b := &Book{parts: parts}
	if err := b.describe(); err != nil {
		return nil, err
	}
	return b, nil
}

// Close closes the file that Open opened.
func (b *Book) Close() error {
	if b.file == nil {
		return nil
	}
	return b.file.Close()
}

// Modified is when the workbook was last changed by its own account; zero
// when it does not say.
func (b *Book) Modified() time.Time { return b.modified }

// Table finds the sheet of that name, case and blanks aside, else the first
// one that has these columns. It must have them.
func (b *Book) Table(name string, columns ...string) (*table.Table, error) {
	for _, info := range b.sheets {
		if sameName(info.name, name) {
			return b.required(info, columns)
		}
	}
	for _, info := range b.sheets {
		t, err := b.table(info)
		if err != nil && !errors.Is(err, table.ErrEmpty) {
			return nil, err
		}
		if err == nil && t.Has(columns...) {
			return t, nil
		}
	}
	return nil, fmt.Errorf("the workbook has no sheet %q, only %s, and none has the columns %s: check that it is the right file",
		name, b.sheetNames(), strings.Join(columns, ", "))
}

func (b *Book) required(info sheetInfo, columns []string) (*table.Table, error) {
	t, err := b.table(info)
	if err == nil {
		err = t.Require(columns...)
	}
	if err != nil {
		return nil, fmt.Errorf("sheet %q: %w", info.name, err)
	}
	return t, nil
}

func (b *Book) table(info sheetInfo) (*table.Table, error) {
	s, err := b.open(info)
	if err != nil {
		return nil, err
	}
	return table.New(s)
}

func (b *Book) sheetNames() string {
	names := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		names[i] = fmt.Sprintf("%q", s.name)
	}
	return strings.Join(names, ", ")
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), ""))
}
