package main

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"haven/internal/bench/workload"
	"haven/internal/facility"
)

// searcher is an engine under comparison.
type searcher interface {
	Search(context.Context, facility.Query) (facility.Results, error)
}

// timing is how fast an engine answers some queries.
type timing struct {
	p50, p99  time.Duration
	perSecond float64 // with one at a time on each core
}

const (
	// rounds is how often each query is timed. Its best time counts, for
	// every engine: what the query takes, not what else the machine does.
	rounds = 3
	// patience ends the rounds of an engine that takes long.
	patience = time.Minute
)

// measure times one query at a time, then one on each core.
func (b *bench) measure(ctx context.Context, s searcher, queries []workload.Query) (timing, error) {
	runtime.GC()
	best, err := bestTimes(ctx, s, queries)
	if err != nil {
		return timing{}, err
	}
	rate, err := b.throughput(ctx, s, queries)
	return timing{p50: percentile(best, 50), p99: percentile(best, 99), perSecond: rate}, err
}

func bestTimes(ctx context.Context, s searcher, queries []workload.Query) ([]time.Duration, error) {
	best := make([]time.Duration, len(queries))
	began := time.Now()
	for round := 0; round < rounds && (round == 0 || time.Since(began) < patience); round++ {
		for i, q := range queries {
			started := time.Now()
			if _, err := s.Search(ctx, q.Query); err != nil {
				return nil, err
			}
			if took := time.Since(started); round == 0 || took < best[i] {
				best[i] = took
			}
		}
	}
	return best, nil
}

// percentile is the smallest of some times that so many per cent do not exceed.
func percentile(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)*percent+99)/100-1]
}

// throughput is how many queries a second are answered. Each query is asked at
// least once.
func (b *bench) throughput(ctx context.Context, s searcher, queries []workload.Query) (perSecond float64, err error) {
	var asked atomic.Int64
	var workers sync.WaitGroup
	failed := make(chan error, runtime.GOMAXPROCS(0))
	started := time.Now()
	for range cap(failed) {
		workers.Go(func() {
			for n := int(asked.Add(1)) - 1; n < len(queries) || time.Since(started) < b.busy; n = int(asked.Add(1)) - 1 {
				if _, err := s.Search(ctx, queries[n%len(queries)].Query); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	workers.Wait()
	answered := asked.Load() - int64(cap(failed)) // the last of each was not asked any more
	perSecond = float64(answered) / time.Since(started).Seconds()
	select {
	case err = <-failed:
	default:
	}
	return perSecond, err
}

// split parts queries without text from those with.
func split(queries []workload.Query) (plain, text []workload.Query) {
	for _, q := range queries {
		if q.HasText() {
			text = append(text, q)
		} else {
			plain = append(plain, q)
		}
	}
	return plain, text
}
