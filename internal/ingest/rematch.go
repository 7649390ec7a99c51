package ingest

import (
	"context"

	"haven/internal/facility"
	"haven/internal/ingest/match"
	"haven/internal/store"
)

// Rematch decides anew which records are one place, without a file: stewards
// have decided on some, and their word stands over the score. Every import does
// so, too; this is for not having to wait for one. The store is left as it was
// when nobody decided anything since the last run.
func Rematch(ctx context.Context, opt Options) (Report, error) {
	r := newRun(opt)
	if wait, err := opt.Store.MergesWait(ctx); err != nil || !wait {
		return r.report, err
	}
	r.steps = []func(context.Context) error{r.describe, r.learnPoints, r.assign, r.keepWithheld, r.fold}
	r.news = !opt.DryRun // that the decisions were heard, whatever they change
	r.report.Source = stewards
	r.edition = store.Run{ID: opt.ID, Source: stewards, Published: r.started, Started: r.started, By: opt.By}
	r.in = &intake{}
	err := r.underLease(ctx)
	r.report.Took = opt.Now().Sub(r.started)
	return r.report, err
}

// stewards is the source of runs that have no file. They have no series either.
const stewards = facility.SourceSteward

// decisions are what stewards decided on records, the newest first. The run
// keeps up to which of them it knows.
func (r *run) decisions(ctx context.Context) ([]match.Decision, error) {
	pairs, upTo, err := r.opt.Store.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	decisions := make([]match.Decision, len(pairs))
	for i, p := range pairs {
		decisions[i] = match.Decision(p)
	}
	return decisions, r.opt.Store.SetMerged(ctx, r.edition.ID, upTo)
}
