package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"haven/internal/config"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/store"
)

// The words that stand where a source would, for runs that are there already.
const (
	listRuns = "list"
	undoRun  = "undo"
)

// maxRuns is how many runs are listed.
const maxRuns = 50

// ofRuns is `haven import list` and `haven import undo RUN`; known tells
// whether args are one of them.
func (p *program) ofRuns(ctx context.Context, c config.Config, args []string, opt ingest.Options) (known bool, err error) {
	if len(args) == 0 || args[0] != listRuns && args[0] != undoRun {
		return false, nil
	}
	if want := map[string]int{listRuns: 1, undoRun: 2}[args[0]]; len(args) != want {
		return true, usageError{"write haven import list, or haven import undo RUN with an id of that list"}
	}
	if opt.Store, err = store.Open(ctx, c.Database()); err != nil {
		return true, err
	}
	defer opt.Store.Close()
	if args[0] == listRuns {
		return true, printRuns(ctx, p.stdout, opt.Store)
	}
	opt.Places, opt.Now = geo.Default(), time.Now
	return true, p.undoRun(ctx, args[1], opt)
}

func printRuns(ctx context.Context, w io.Writer, s *store.Store) error {
	runs, err := s.Runs(ctx, maxRuns)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RUN\tBEGUN\tSTATE\tSOURCE\tFILE\t")
	for _, r := range runs {
		undoes := ""
		if r.Undoes != "" {
			undoes = "undoes " + r.Undoes
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Started.Format("2006-01-02 15:04"), r.State, r.Source, r.File, undoes)
	}
	return table.Flush()
}

func (p *program) undoRun(ctx context.Context, run string, opt ingest.Options) error {
	line := newProgressLine(p.stderr)
	opt.Progress = line.show
	report, err := ingest.Undo(ctx, run, opt)
	line.end()
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Sprintf("there is no run %q: haven import list names them", run)}
	}
	if err != nil {
		return fmt.Errorf("undo %s: %w", run, err)
	}
	printReport(p.stdout, report, true)
	return nil
}
