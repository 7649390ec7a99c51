package points

import (
	"context"
	"fmt"
	"io"
	"strings"

	"haven/importers"
	"haven/importers/postal"
	"haven/importers/table"
)

// Importer reads both files.
type Importer struct{}

// Source is the name in `haven import`.
func (Importer) Source() string { return "points" }

// Read reads a file of points; see [importers.Importer].
func (Importer) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	f, _, err := table.Open(file)
	if err != nil {
		return importers.Edition{}, err
	}
	defer f.Close()
	return read(ctx, f, sink)
}

func read(ctx context.Context, file io.Reader, sink importers.Sink) (importers.Edition, error) {
	rows, err := table.ReadCSV(file)
	if err != nil {
		return importers.Edition{}, err
	}
	in, err := layoutOf(rows)
	if err != nil {
		return importers.Edition{}, err
	}
	states := postal.Coverage{}
	err = rows.Each(ctx, func(row table.Row) error {
		point, fault := in.record(row).point(in)
		if fault != nil {
			return sink.Reject(*fault)
		}
		states.Add(point.Address.State)
		return sink.Point(point)
	})
	return importers.Edition{Series: in.series, Complete: states.Complete()}, err
}

// layoutOf finds which of the files it is.
func layoutOf(rows *table.Table) (layout, error) {
	var wanted []string
	for _, l := range layouts {
		if rows.Has(l.columns()...) {
			return l, nil
		}
		wanted = append(wanted, strings.Join(l.columns(), ", "))
	}
	return layout{}, fmt.Errorf("the heading must have the columns %s: check that this is the right file", strings.Join(wanted, ", or "))
}

func (l layout) record(row table.Row) record {
	return record{
		line:      row.Line,
		street:    row.Get(l.street),
		unit:      row.Get(l.unit),
		city:      row.Get(l.city),
		state:     row.Get(l.state),
		zip:       row.Get(l.zip),
		zip4:      row.Get(l.zip4),
		latitude:  row.Get(l.lat),
		longitude: row.Get(l.lon),
	}
}
