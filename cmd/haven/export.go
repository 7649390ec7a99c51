package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"haven/internal/api"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
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
	directory := &countedDirectory{Directory: listing.NewDirectory(s, geo.Default()), line: newProgressLine(p.stderr)}
	err = cmp.Or(api.Export(ctx, out, *format, directory, *gone, time.Now()), out.Flush())
	directory.line.end()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "Exported %d listings.\n", directory.listings)
	if directory.listings == 0 {
		fmt.Fprintln(p.stderr, "That is none: load some with haven import, or check --data-dir and --database-url.")
	}
	return nil
}

// countedDirectory shows how many listings it has handed over.
type countedDirectory struct {
	*listing.Directory
	line     *progressLine
	listings int
}

// EachListing is [listing.Directory.EachListing].
func (d *countedDirectory) EachListing(ctx context.Context, includeGone bool, each func(facility.Listing) error) error {
	return d.Directory.EachListing(ctx, includeGone, func(l facility.Listing) error {
		d.count()
		return each(l)
	})
}

// Each is [listing.Directory.Each].
func (d *countedDirectory) Each(ctx context.Context, includeGone bool, each func(facility.Listing, facility.Profile) error) error {
	return d.Directory.Each(ctx, includeGone, func(l facility.Listing, p facility.Profile) error {
		d.count()
		return each(l, p)
	})
}

func (d *countedDirectory) count() {
	d.listings++
	d.line.show(ingest.Progress{Stage: "exporting", Done: d.listings})
}
