// Package importers reads what public sources know about facilities.
//
// Each source is a package of three files: record (the source's own words),
// read (bytes to records) and convert (records to claims). Importers state;
// they neither match nor store, and know nothing of other sources.
package importers

import (
	"context"
	"fmt"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Importer reads the files of one source.
type Importer interface {
	// Source is its name, as in `haven import SOURCE FILE`.
	Source() string
	// Read reads a whole file and hands each row to the sink, as read. A
	// fault of the file is an error that says what to do; a fault of a row
	// is rejected and reading goes on. An error of the sink ends the reading
	// and is returned as it is.
	Read(ctx context.Context, file string, sink Sink) (Edition, error)
}

// Sink takes what an importer reads.
type Sink interface {
	Record(Record) error
	Point(KnownPoint) error
	Reject(RowError) error
	// Note tells of something in a row that is left out while the rest of the
	// row is taken. Notes never fail a file.
	Note(RowError) error
}

// Edition describes the file as a whole, once it has been read.
type Edition struct {
	Series   string          // the succession of editions it belongs to
	Modified time.Time       // when the file says it was last changed; may be zero
	Complete bool            // it lists all there is, not a state or a radius
	Codes    []facility.Code // codes of its own reference sheet
}

// Record is one row as claims.
type Record struct {
	Line   int // in the file, from 1
	Rank   facility.Rank
	Claims facility.Claims
	// Part is the register that the row is from, where a source gathers
	// several: rows of different ones may well be one place, while two rows of
	// one are two. "" elsewhere.
	Part string
}

// KnownPoint is an address with its coordinates.
type KnownPoint struct {
	Line    int
	Address facility.Address
	Point   geo.Point
}

// RowError is a row that cannot be taken as it is, or, as a note, a part of one.
type RowError struct {
	Line   int    `json:"line"`
	Field  string `json:"field"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

func (e RowError) String() string {
	return fmt.Sprintf("line %d: %s %q: %s", e.Line, e.Field, e.Value, e.Reason)
}
