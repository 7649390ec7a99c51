package ingest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

// Options say how to run an import.
type Options struct {
	Store    *store.Store
	Places   *geo.Gazetteer
	Now      func() time.Time
	Progress func(Progress) // may be nil

	DryRun     bool
	AcceptDrop bool
	Published  time.Time // zero: see [ErrNoDate]
	// Complete overrides what the importer makes of the file: whether it
	// lists all there is. Nil leaves it to the importer.
	Complete *bool

	// Name is what the file is called for people and for its date; "" for its
	// own name.
	Name string
	// By is the account that asks for it, "" for the command line.
	By string
	// ID is that of the run, "" for a new one.
	ID string
	// Digest is the SHA-256 the file has to have, "" for any.
	Digest string
}

// maxDrop is the share of a series' listings that may be gone from a newer
// complete edition: more looks like half a file.
const maxDrop = 0.40

// ErrOtherFile refuses a file whose bytes are not those that were asked for.
var ErrOtherFile = errors.New("the file is not the one that was tried: load it again")

// DropError says that a complete edition lacks too much of the one before.
type DropError struct {
	Gone   int `json:"gone"`
	Before int `json:"before"`
}

func (e *DropError) Error() string {
	return fmt.Sprintf("%d of %d listings of the edition it follows or replaces are not in this file: nothing was imported. "+
		"If that is right, give --accept-drop; if the file is only a part, give --partial", e.Gone, e.Before)
}

// Run imports one file. An error leaves the store as it was; the report says
// what was found by then.
func Run(ctx context.Context, imp importers.Importer, file string, opt Options) (Report, error) {
	r := newRun(opt)
	r.steps = []func(context.Context) error{r.describe, r.weigh, r.learnPoints, r.stageStatements, r.assign, r.checkDrop, r.keepWithheld, r.fold}
	r.report.Source, r.report.File = imp.Source(), opt.Name
	if opt.Name == "" && file != "" {
		r.report.File = filepath.Base(file)
	}
	err := r.read(ctx, imp, file)
	if err == nil {
		err = r.underLease(ctx)
	}
	r.report.Took = opt.Now().Sub(r.started)
	return r.report, err
}

func newRun(opt Options) *run {
	if opt.Progress == nil {
		opt.Progress = func(Progress) {}
	}
	r := &run{opt: opt, locator: NewLocator(opt.Places), started: opt.Now(), records: map[string]record{}}
	r.report.DryRun = opt.DryRun
	return r
}

// run is one import under way, or the undoing of one.
type run struct {
	opt     Options
	steps   []func(context.Context) error
	started time.Time
	report  Report
	in      *intake
	locator *Locator
	edition store.Run

	editions   facility.Editions    // with this one
	before     facility.Editions    // without it
	replacing  bool                 // statements of an earlier run of this edition give way
	statements []store.StatementRow // to be staged
	points     []store.PointRow     // to be staged
	replaced   int                  // how many there are of these
	dropped    map[string]bool      // those of their records that this file lacks
	news       bool                 // there is something to publish, whatever it changes
	refoldAll  bool                 // every place may change, wherever it is
	moved      map[string]bool      // addresses and streets whose known points this run changes

	records map[string]record          // all visible ones and this run's, by key
	stored  map[string]store.RecordRow // assignments as published, by key
	members map[string]int             // how many records each listing has as published
	places  []*place
	pending map[string]staged // by listing id
}

func (r *run) read(ctx context.Context, imp importers.Importer, file string) error {
	in, err := readFile(ctx, imp, file, r.locator, r.opt.Progress)
	if in != nil {
		r.report.Read, r.report.Rejected = in.read, len(in.rejected)
		r.report.Rejections = in.rejected[:min(len(in.rejected), maxListed)]
		r.report.Strayed, r.report.Notes = in.strayed, in.notes
	}
	if err != nil {
		return err
	}
	r.in = in
	if r.opt.Digest != "" && in.digest != r.opt.Digest {
		return ErrOtherFile
	}
	published, err := publishedOn(r.opt.Published, r.report.File, in.edition.Modified)
	if err != nil {
		return err
	}
	if published.After(r.started.Add(24 * time.Hour)) {
		return &FutureError{Published: published}
	}
	complete := in.edition.Complete
	if r.opt.Complete != nil {
		complete = *r.opt.Complete
	}
	r.report.Series, r.report.Published, r.report.Complete = in.edition.Series, published, complete
	r.edition = store.Run{
		ID: r.opt.ID, Source: imp.Source(), Series: in.edition.Series, File: r.report.File, SHA256: in.digest,
		Published: published, Complete: complete, Started: r.started, By: r.opt.By,
	}
	return nil
}

// underLease does the writing part while holding the lease that lets one run
// write at a time.
func (r *run) underLease(ctx context.Context) error {
	if err := r.start(ctx); err != nil {
		return err
	}
	ctx, stop := r.keepLease(ctx)
	defer stop()
	state, err := r.stage(ctx)
	if err == nil && state == store.RunPublished {
		if err = r.publish(ctx); err == nil {
			return nil
		}
	}
	if err != nil {
		state = store.RunFailed
		if cause := context.Cause(ctx); cause != nil {
			err = fmt.Errorf("%w: %w", cause, err)
		}
	}
	// The run's end is recorded even when ctx was what ended it.
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	return errors.Join(err, r.opt.Store.EndRun(end, r.edition.ID, state, r.report.Encode(), r.opt.Now()))
}

// start takes the lease, waiting for a run that holds it.
func (r *run) start(ctx context.Context) error {
	for {
		run, err := r.opt.Store.StartRun(ctx, r.edition, r.opt.Now())
		if err == nil {
			r.edition = run
			return nil
		}
		if !errors.Is(err, store.ErrBusy) {
			return err
		}
		r.opt.Progress(Progress{Stage: "waiting for another import to end"})
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// keepLease renews the lease every second; the returned context ends when it
// is lost.
func (r *run) keepLease(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		beat := time.NewTicker(time.Second)
		defer beat.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-beat.C:
				if err := r.opt.Store.Heartbeat(ctx, r.edition.ID, r.opt.Now()); errors.Is(err, store.ErrLeaseLost) {
					cancel(err)
				}
			}
		}
	}()
	return ctx, func() { cancel(nil); <-done }
}

// stage writes what the run changes where nobody sees it, and tells whether
// there is anything to publish.
func (r *run) stage(ctx context.Context) (store.RunState, error) {
	for _, step := range r.steps {
		if err := step(ctx); err != nil {
			return "", err
		}
	}
	switch {
	case r.opt.DryRun:
		return store.RunDry, nil
	case !r.news && len(r.pending) == 0:
		return store.RunUnchanged, nil
	}
	return store.RunPublished, nil
}

// publish makes the run visible. Listings that somebody else changed since
// they were folded are folded again.
func (r *run) publish(ctx context.Context) error {
	r.opt.Progress(Progress{Stage: "publishing"})
	again := func(ids []string) ([]store.ListingRow, error) { return r.foldAgain(ctx, ids) }
	var err error
	r.report.Revision, err = r.opt.Store.PublishWith(ctx, r.edition.ID, r.report.Encode(), r.opt.Now(), again)
	return err
}
