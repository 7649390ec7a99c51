package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"

	"haven/internal/bench/workload"
)

// timeOurs times our searches: those that the others answered, and all.
func (b *bench) timeOurs(ctx context.Context) error {
	b.progress.show("timing Haven", 0, 0)
	if err := b.timed(ctx, &b.ours, b.queries); err != nil || len(b.queries) == len(b.all) {
		return err
	}
	b.oursOfAll = engineResult{name: fmt.Sprintf("Haven, all %d", len(b.all))}
	return b.timed(ctx, &b.oursOfAll, b.all)
}

func (b *bench) timed(ctx context.Context, r *engineResult, queries []workload.Query) error {
	plain, text := split(queries)
	return errors.Join(
		b.profiled("plain", func() (err error) { r.plain, err = b.timedKind(ctx, "without text", plain); return err }),
		b.profiled("text", func() (err error) { r.text, err = b.timedKind(ctx, "with text", text); return err }),
	)
}

func (b *bench) timedKind(ctx context.Context, kind string, queries []workload.Query) (timing, error) {
	allocated, err := allocatedBy(ctx, b.engine, queries)
	if err != nil {
		return timing{}, err
	}
	b.note("a search %s allocates %s bytes", kind, thousands(allocated))
	return b.measure(ctx, b.engine, queries)
}

// profiled does something, and writes a CPU profile of it if asked to.
func (b *bench) profiled(kind string, do func() error) error {
	if b.profile == "" {
		return do()
	}
	file, err := os.Create(filepath.Join(b.profile, fmt.Sprintf("haven-%d-%s.pprof", b.size, kind)))
	if err != nil {
		return err
	}
	defer file.Close()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return do()
}

// allocatedBy is how many bytes a search allocates in the mean.
func allocatedBy(ctx context.Context, s searcher, queries []workload.Query) (int, error) {
	if len(queries) == 0 {
		return 0, errors.New("there are no queries of a kind: ask for more")
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, q := range queries {
		if _, err := s.Search(ctx, q.Query); err != nil {
			return 0, err
		}
	}
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc-before.TotalAlloc) / len(queries), nil
}
