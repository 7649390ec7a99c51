package main

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"haven/internal/seal"
	"haven/internal/store"
	"haven/web"
)

// job is what a server does again and again beside its requests. All jobs may
// run on several servers of one database at once: each of their steps is a
// transaction that finds nothing to do where another server was faster.
type job struct {
	what string
	// next is when it is due again after a time.
	next func(time.Time) time.Time
	do   func(context.Context) error
	// woken says that it is due now; nil for jobs that wait for their time.
	woken <-chan struct{}
	// pause is how long it waits when it is woken: whoever woke it goes on first,
	// and what others ask for meanwhile is done at once with it.
	pause time.Duration
	// rest is how long it is not done again, however often it is woken: so many
	// times as long as it took. It is for jobs that make others wait.
	rest time.Duration
}

// scrubRest keeps those who write from waiting for the scrubbing of files for
// more than a three-hundredth of their time, however large the database is: for
// a second of it there are five minutes without.
const scrubRest = 300

// countRest keeps the counting of facts to a hundredth of one core, however
// large the directory is and however often it changes.
const countRest = 100

// scrubPause is for the page that follows an erasure, and its line of the audit
// trail: it is not to wait for the files.
const scrubPause = 5 * time.Second

// every is for jobs that are due at equal distances.
func every(d time.Duration) func(time.Time) time.Time {
	return func(now time.Time) time.Time { return now.Add(d) }
}

// nightHour is when few people call, in the server's own time.
const nightHour = 3

// nightly is for jobs that make others wait.
func nightly(now time.Time) time.Time {
	tonight := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, now.Location())
	if !tonight.After(now) {
		tonight = tonight.AddDate(0, 0, 1)
	}
	return tonight
}

// jobs are all jobs of a server at the site with a base URL, but for the one
// that [running] returns.
func jobs(s *store.Store, sealer *seal.Sealer, staff *web.Staff, base string) []job {
	return slices.Concat(deskJobs(sealer, staff), importJobs(staff.Tray), checkinJobs(s, staff, base))
}

// deskJobs are those of the desk, of accounts and of the stewards' inbox.
func deskJobs(sealer *seal.Sealer, staff *web.Staff) []job {
	d := staff.Desk
	return []job{
		{what: "delete expired keys of addresses", next: every(time.Hour), do: sealer.Sweep},
		{what: "delete sessions, attempts and links that are over", next: every(time.Hour), do: staff.Gate.Sweep},
		{what: "add to the counts of the week", next: nightly, do: staff.Tally.Flush},
		{what: "delete what claimants wrote when it is over", next: every(time.Hour), do: staff.Owners.Sweep},
		{what: "scrub the files of what was deleted", next: every(time.Minute), do: d.Scrub, woken: d.ScrubDue(), pause: scrubPause, rest: scrubRest},
		{what: "end referrals that nobody answered", next: every(time.Minute), do: func(ctx context.Context) error {
			_, err := d.Tick(ctx)
			return err
		}},
		{what: "erase cases whose retention is over", next: nightly, do: func(ctx context.Context) error {
			_, err := d.EraseDue(ctx)
			return err
		}},
		{what: "look for what stewards have to settle", next: staff.Stewards.NextScan, do: staff.Stewards.Scan},
		{what: "delete the words of reports that were answered", next: nightly, do: staff.Stewards.Forget},
		{what: "count how fresh the facts are", next: every(time.Hour), do: staff.Survey.Count, rest: countRest},
		{what: "take in which records are one place", next: every(time.Minute), do: staff.Merges.TakeIn, woken: staff.Merges.Due()},
	}
}

// keepDoing does each job at once, and then whenever it is due, until ctx ends.
// It returns a function that waits for those that are at it.
func keepDoing(ctx context.Context, all []job, logger *slog.Logger) (wait func()) {
	var running sync.WaitGroup
	for _, j := range all {
		running.Go(func() { j.keepDoing(ctx, logger) })
	}
	return running.Wait
}

func (j job) keepDoing(ctx context.Context, logger *slog.Logger) {
	for {
		began := time.Now()
		err := j.do(ctx)
		if ctx.Err() != nil {
			return
		}
		rested := time.Now().Add(j.rest * time.Since(began))
		next := j.next(time.Now())
		if next.Before(rested) {
			next = rested
		}
		if err != nil {
			logger.Error("a job failed", "job", j.what, "again", next.Format(time.RFC3339), "err", err)
		}
		if !sleep(ctx, time.Until(rested)) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(next)):
		case <-j.woken:
			if !sleep(ctx, j.pause) {
				return
			}
		}
	}
}

// sleep reports whether the time went by before ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
