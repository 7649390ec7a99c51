package list

import (
	"context"
	"errors"

	"haven/importers"
	"haven/importers/csv"
)

// Named returns the importer of a source.
func Named(source string) (importers.Importer, bool) {
	for _, importer := range All() {
		if importer.Source() == source {
			return importer, true
		}
	}
	return nil, false
}

// ErrUnknown says that a file is of no source that is known.
var ErrUnknown = errors.New("the file is not of a source that Haven knows: check that it is the right one, or choose its source")

// Recognise finds the importer that can read a file, by what is in it. Any
// other table of text is csv's, which needs a mapping.
func Recognise(ctx context.Context, file string) (importers.Importer, error) {
	mapped := csv.Importer{}
	for _, importer := range All() {
		if importer.Source() == mapped.Source() {
			continue
		}
		if _, err := importer.Read(ctx, file, glance{}); errors.Is(err, errSeen) {
			return importer, nil
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, err := csv.Suggest(ctx, file); err != nil {
		return nil, ErrUnknown
	}
	return mapped, nil
}

// errSeen ends the reading of a file of which a row was understood.
var errSeen = errors.New("seen")

// glance is a sink for one row.
type glance struct{}

func (glance) Record(importers.Record) error    { return errSeen }
func (glance) Point(importers.KnownPoint) error { return errSeen }
func (glance) Reject(importers.RowError) error  { return errSeen }
func (glance) Note(importers.RowError) error    { return nil }
