package ingest

import (
	"context"

	"haven/internal/store"
)

// Undo undoes a run as a whole: what it said is withdrawn, an edition that it
// superseded stands again, and every listing becomes what it would be had the
// run never been. To undo a run that undid an import brings that import back,
// where it was in the order of all. The errors are those of
// [store.Store.Undoable]; an error leaves the store as it was.
//
// What people said about a listing stays with it as long as any record that it
// was ever made of is stated by somebody.
func Undo(ctx context.Context, runID string, opt Options) (Report, error) {
	r := newRun(opt)
	imported, err := opt.Store.Undoable(ctx, runID)
	if err != nil {
		return r.report, err
	}
	r.steps = []func(context.Context) error{r.describe, r.learnPoints, r.assign, r.keepWithheld, r.fold}
	r.news, r.refoldAll = !opt.DryRun, true
	r.report = Report{
		Source: imported.Source, File: imported.File, Series: imported.Series, Published: imported.Published, Complete: imported.Complete,
		DryRun: opt.DryRun, Undo: true,
	}
	r.edition = store.Run{
		ID: opt.ID, Source: imported.Source, File: imported.File, SHA256: imported.SHA256, Published: imported.Published,
		Started: r.started, By: opt.By, Undoes: runID,
	}
	r.in = &intake{}
	err = r.underLease(ctx)
	r.report.Took = opt.Now().Sub(r.started)
	return r.report, err
}
