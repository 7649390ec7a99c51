package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"

	"haven/internal/bench/workload"
	"haven/internal/facility"
	"haven/internal/store"
)

// upserts are said one by one; afterwards they are pending: the index has not
// merged them.
const upserts = 1000

// change measures upserts, what they cost while they are pending, and a
// rebuild in the background.
func (b *bench) change(ctx context.Context) error {
	if b.size > manyListings {
		return nil
	}
	random := rand.New(rand.NewPCG(b.seed, uint64(b.size)))
	for _, step := range []struct {
		name string
		do   func(context.Context, *rand.Rand) error
	}{{"upserts", b.upsert}, {"pending", b.pending}, {"rebuild", b.rebuild}} {
		if err := b.profiled(step.name, func() error { return step.do(ctx, random) }); err != nil {
			return err
		}
	}
	return nil
}

// upsert replaces listings one by one and measures the time from the store's
// commit to the end of a search that reflects it.
func (b *bench) upsert(ctx context.Context, random *rand.Rand) error {
	seen := make([]time.Duration, upserts)
	for i := range seen {
		b.progress.show("upserting", i, upserts)
		l := b.rows.Listing(random, b.listings[random.IntN(b.size)].ID)
		if err := b.stored.say(ctx, l, store.Listed); err != nil {
			return err
		}
		started := time.Now()
		if err := b.engine.Sync(ctx); err != nil {
			return err
		}
		r, err := b.engine.Search(ctx, near(l))
		if err != nil {
			return err
		}
		seen[i] = time.Since(started)
		if r.Revision < b.stored.revisions[l.ID] {
			return errors.New("a search does not see the upsert before it")
		}
	}
	b.note("an upsert is seen by searches %s (p50), %s (p99) after the store has it (goal at 100,000: 1 ms)",
		short(percentile(seen, 50)), short(percentile(seen, 99)))
	return nil
}

func near(l facility.Listing) facility.Query {
	return facility.Query{Near: &l.Location.Point, Radius: 1000, Sort: facility.SortDistance, Page: 1, PerPage: workload.Hits}
}

// pending compares searches now, with the upserts pending, with those before.
func (b *bench) pending(ctx context.Context, _ *rand.Rand) error {
	b.progress.show("timing Haven with pending upserts", 0, 0)
	plain, text := split(b.queries)
	withPlain, err := b.measure(ctx, b.engine, plain)
	if err != nil {
		return err
	}
	withText, err := b.measure(ctx, b.engine, text)
	if err != nil {
		return err
	}
	b.note("%d pending upserts cost searches without text %s (goal: at most 25 %%)", upserts, cost(b.ours.plain, withPlain))
	b.note("and searches with text %s", cost(b.ours.text, withText))
	return nil
}

func cost(without, with timing) string {
	more := func(with, without float64) string { return fmt.Sprintf("%+.0f %%", 100*(with/without-1)) }
	return fmt.Sprintf("p50 %s, p99 %s, in the mean with all cores busy %s",
		more(float64(with.p50), float64(without.p50)), more(float64(with.p99), float64(without.p99)), more(without.perSecond, with.perSecond))
}

// rebuild has more than a tenth of the listings change at once, which makes
// the index build its next generation. It compares the times meanwhile with
// those before, and answers with those when it began.
func (b *bench) rebuild(ctx context.Context, random *rand.Rand) error {
	b.progress.show("timing Haven before a rebuild", 0, 0)
	before, _, err := b.until(ctx, nil, b.forAWhile())
	if err != nil {
		return err
	}
	if err := b.stored.publish(ctx, b.replacements(random), b.progress); err != nil {
		return err
	}
	generation := b.engine.Stats().Generation
	if err := b.engine.Sync(ctx); err != nil {
		return err
	}
	b.progress.show("timing Haven during a rebuild", 0, 0)
	answers, err := b.answers(ctx)
	if err != nil {
		return err
	}
	during, changed, err := b.until(ctx, answers, func() bool { return b.engine.Stats().Generation != generation })
	if err != nil {
		return err
	}
	b.note("a rebuild changes %d of %s answers; p99 is %s before, %s during it: %s times that (goal: less than 2)",
		changed, thousands(len(during)), short(percentile(before, 99)), short(percentile(during, 99)), ratio(percentile(during, 99), percentile(before, 99)))
	return nil
}

// replacements are more listings than the index lets pend.
func (b *bench) replacements(random *rand.Rand) []facility.Listing {
	taken := random.Perm(b.size)
	all := make([]facility.Listing, max(b.size/10, 2000)+1)
	for i := range all {
		id := fmt.Sprintf("new%07d", i)
		if i < len(taken) {
			id = b.listings[taken[i]].ID
		}
		all[i] = b.rows.Listing(random, id)
	}
	return all
}

func (b *bench) answers(ctx context.Context) ([]facility.Results, error) {
	all := make([]facility.Results, len(b.queries))
	for i, q := range b.queries {
		var err error
		if all[i], err = b.engine.Search(ctx, q.Query); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// forAWhile is false until an engine was kept busy for long enough.
func (b *bench) forAWhile() (over func() bool) {
	runtime.GC()
	began := time.Now()
	return func() bool { return time.Since(began) > b.busy }
}

// until searches without pause until it is over. It returns the times of all
// searches, and how many gave another answer than those given, if any are.
func (b *bench) until(ctx context.Context, answers []facility.Results, over func() bool) (times []time.Duration, changed int, err error) {
	for i := 0; !over(); i = (i + 1) % len(b.queries) {
		started := time.Now()
		r, err := b.engine.Search(ctx, b.queries[i].Query)
		if err != nil {
			return nil, 0, err
		}
		times = append(times, time.Since(started))
		if answers != nil && workload.Difference(r, answers[i]) != "" {
			changed++
		}
	}
	return times, changed, nil
}
