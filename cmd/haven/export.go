package main

import (
	"bufio"
	"context"
	"slices"
	"strings"
	"time"

	"haven/internal/api"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store"
)

// export is `haven export`.
func export(ctx context.Context, p *program, args []string) error {
	flags := newFlags("export")
	format := flags.String("format", "ndjson", strings.Join(api.Formats(), ", "))
	gone := flags.Bool("gone", false, "also listings that no source lists any more")
	c, rest, err := p.parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError{"export takes no arguments; name the format with --format"}
	}
	if !slices.Contains(api.Formats(), *format) {
		return usageError{"there is no format " + *format + "; use " + strings.Join(api.Formats(), ", ")}
	}
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriterSize(p.stdout, 1<<16)
	if err := api.Export(ctx, out, *format, listing.NewDirectory(s, geo.Default()), *gone, time.Now()); err != nil {
		return err
	}
	return out.Flush()
}
