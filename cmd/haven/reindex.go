package main

import (
	"context"
	"fmt"
	"log/slog"

	"haven/index"
	"haven/internal/store"
)

// reindex is `haven reindex`.
func reindex(ctx context.Context, p *program, args []string) error {
	c, rest, err := p.parse(newFlags("reindex"), args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError{"reindex takes no arguments"}
	}
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Fprintln(p.stderr, "building the index…")
	logger := slog.New(slog.NewTextHandler(p.stderr, nil))
	if err := index.Rebuild(ctx, index.Options{Dir: c.IndexDir(), Source: s, Logger: logger}); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "The search index was built anew.")
	return nil
}
