package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"haven/importers"
	"haven/importers/list"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/store"
)

// importFlags are the flags of `haven import`.
type importFlags struct {
	published         string
	complete, partial bool
	live              liveFlags
	csv               csvFlags
	ingest.Options
}

// importFiles is `haven import SOURCE FILE...`; see [liveFlags] for what
// stands in for files, and ofRuns for what stands in for a source.
func importFiles(ctx context.Context, p *program, args []string) error {
	var f importFlags
	flags := newFlags("import SOURCE FILE... | list | undo RUN, where SOURCE is one of " + strings.Join(sources(), ", "))
	f.add(flags)
	c, args, err := p.parse(flags, args)
	if err != nil {
		return err
	}
	if known, err := p.ofRuns(ctx, c, args, f.Options); known || err != nil {
		return err
	}
	importer, files, err := f.sourceAndFiles(args)
	if err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
	}
	if f.csv.suggest {
		return p.suggestMapping(ctx, files[0])
	}
	if importer, err = f.csv.mapped(importer); err != nil {
		return err
	}
	if f.live.given() {
		if files, err = p.fetch(ctx, f.live, c); err != nil {
			return err
		}
	}
	if f.Store, err = store.Open(ctx, c.Database()); err != nil {
		return err
	}
	defer f.Store.Close()
	f.Places, f.Now = geo.Default(), time.Now
	for _, file := range files {
		if err := p.importFile(ctx, importer, file, f.Options); err != nil {
			return err
		}
	}
	return nil
}

func (f *importFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.DryRun, "dry-run", false, "print what would change, and change nothing")
	flags.StringVar(&f.published, "published", "", "the day the file was published, YYYY-MM-DD (default: from its name or properties)")
	flags.BoolVar(&f.complete, "complete", false, "the file lists all there is: mark what it lacks as gone")
	flags.BoolVar(&f.partial, "partial", false, "the file is a part, such as one state: mark nothing as gone")
	flags.BoolVar(&f.AcceptDrop, "accept-drop", false, "accept that more than 40 % of a series is gone")
	f.live.add(flags)
	f.csv.add(flags)
}

func (f *importFlags) sourceAndFiles(args []string) (importers.Importer, []string, error) {
	if len(args) == 0 {
		return nil, nil, usageError{"name a source and a file; sources are " + strings.Join(sources(), ", ")}
	}
	for _, importer := range list.All() {
		if importer.Source() != args[0] {
			continue
		}
		if err := f.live.check(args[0], args[1:]); err != nil {
			return nil, nil, err
		}
		if len(args) == 1 && !f.live.given() {
			return nil, nil, usageError{"name a file to import from " + args[0]}
		}
		if err := f.csv.check(args[0], args[1:]); err != nil {
			return nil, nil, err
		}
		return importer, args[1:], nil
	}
	return nil, nil, usageError{fmt.Sprintf("there is no source %q; sources are %s", args[0], strings.Join(sources(), ", "))}
}

func sources() []string {
	var names []string
	for _, importer := range list.All() {
		names = append(names, importer.Source())
	}
	return names
}

// check reads what flags say about the edition.
func (f *importFlags) check() error {
	if f.complete && f.partial {
		return usageError{"--complete and --partial contradict each other"}
	}
	if f.complete && f.live.given() {
		return usageError{"--complete: a state or a circle is a part of what the site has"}
	}
	if f.complete || f.partial {
		f.Complete = &f.complete
	}
	if f.published == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, f.published)
	if err != nil {
		return usageError{fmt.Sprintf("--published %q is not a day: write it as 2023-06-29", f.published)}
	}
	f.Published = day
	return nil
}

func (p *program) importFile(ctx context.Context, importer importers.Importer, file string, opt ingest.Options) error {
	line := newProgressLine(p.stderr)
	opt.Progress = line.show
	report, err := ingest.Run(ctx, importer, file, opt)
	line.end()
	if errors.Is(err, ingest.ErrNoDate) {
		return usageError{fmt.Sprintf("%s: %v", file, err)}
	}
	printReport(p.stdout, report, err == nil)
	if err != nil {
		return fmt.Errorf("import %s: %w", file, err)
	}
	return nil
}
