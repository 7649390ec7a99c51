package tray

import (
	"context"
	"errors"
	"os"
	"strings"

	"haven/importers"
	"haven/importers/csv"
	"haven/importers/list"
	"haven/internal/ingest"
	"haven/internal/store"
)

// errUnmapped says that a CSV file has no mapping yet.
var errUnmapped = errors.New("a mapping is missing that tells which column is what")

// try tells what a file would change, and changes nothing. How much would be
// gone is for the steward to judge who reads that.
func (t *Tray) try(ctx context.Context, row store.TrayRow, tell func(ingest.Progress)) store.TrayRow {
	importer, err := t.importer(ctx, &row)
	var told ingest.Report
	if err == nil {
		opt := t.options(row, tell)
		opt.DryRun, opt.AcceptDrop = true, true
		told, err = ingest.Run(ctx, importer, t.path(row.ID), opt)
		if errors.Is(err, ingest.ErrNoDate) && strings.HasPrefix(row.Origin, PickedUp) {
			// Nobody is there to ask: it is what that place says today.
			row.Published, opt.Published = row.Arrived, row.Arrived
			told, err = ingest.Run(ctx, importer, t.path(row.ID), opt)
		}
	}
	row.Report, row.Fault = told.Encode(), ""
	var mapping *csv.MappingError
	var unreadable *mappingError
	switch {
	case errors.Is(err, errUnmapped):
		row.State = store.TrayUnmapped
	case errors.As(err, &mapping), errors.As(err, &unreadable):
		row.State, row.Fault = store.TrayUnmapped, t.sentence(row, err)
	case err != nil:
		row.State, row.Fault = store.TrayRefused, t.fault(row, err)
	case t.acceptsItself(row, told):
		row.State = store.TrayAccepted
	default:
		row.State = store.TrayTried
	}
	return row
}

// acceptsItself reports whether what was tried is imported without a steward:
// what a pick-up fetched, unless much would be gone.
func (t *Tray) acceptsItself(row store.TrayRow, told ingest.Report) bool {
	return strings.HasPrefix(row.Origin, PickedUp) && told.Drop == nil
}

// carryOut imports the bytes that were tried, or undoes a run.
func (t *Tray) carryOut(ctx context.Context, row store.TrayRow, tell func(ingest.Progress)) store.TrayRow {
	opt := t.options(row, tell)
	opt.ID, opt.AcceptDrop, opt.Digest = row.Run, row.AcceptDrop, row.SHA256
	var told ingest.Report
	var err error
	if row.Undoes != "" {
		opt.Digest = ""
		told, err = ingest.Undo(ctx, row.Undoes, opt)
	} else {
		var importer importers.Importer
		if importer, err = t.importer(ctx, &row); err == nil {
			told, err = ingest.Run(ctx, importer, t.path(row.ID), opt)
		}
	}
	row.State, row.Fault, row.Report = store.TrayDone, "", told.Encode()
	var drop *ingest.DropError
	switch {
	case errors.As(err, &drop): // others were imported since it was tried
		row.State = store.TrayTried
	case err != nil:
		row.State, row.Fault = store.TrayFailed, t.fault(row, err)
	}
	return row
}

func (t *Tray) options(row store.TrayRow, tell func(ingest.Progress)) ingest.Options {
	opt := ingest.Options{
		Store: t.store, Places: t.places, Now: t.now, Progress: tell,
		Name: row.File, By: row.By, Published: row.Published, Digest: row.SHA256,
	}
	if row.Extent != "" {
		complete := row.Extent == Complete
		opt.Complete = &complete
	}
	return opt
}

// importer is what reads the file of a row; it notes the source of one that is
// recognised by its content.
func (t *Tray) importer(ctx context.Context, row *store.TrayRow) (importers.Importer, error) {
	importer, known := list.Named(row.Source)
	if !known {
		var err error
		if importer, err = list.Recognise(ctx, t.path(row.ID)); err != nil {
			return nil, err
		}
	}
	row.Source = importer.Source()
	if row.Source != (csv.Importer{}).Source() {
		return importer, nil
	}
	if strings.TrimSpace(row.Mapping) == "" {
		return nil, errUnmapped
	}
	mapping, err := csv.ReadMapping(strings.NewReader(row.Mapping))
	if err != nil {
		return nil, &mappingError{err}
	}
	return csv.Importer{Mapping: mapping}, nil
}

// mappingError is a fault of what should be a mapping.
type mappingError struct{ cause error }

func (e *mappingError) Error() string { return e.cause.Error() }
func (e *mappingError) Unwrap() error { return e.cause }

// Draft suggests a mapping for a CSV file in the tray; "" where nothing can be
// told.
func (t *Tray) Draft(ctx context.Context, item Item) string {
	file, err := os.Open(t.path(item.ID))
	if err != nil {
		return ""
	}
	defer file.Close()
	draft, err := csv.Draft(ctx, file, item.File)
	if err != nil {
		return ""
	}
	return draft
}
