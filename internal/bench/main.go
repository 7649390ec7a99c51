// Command bench compares Haven's search with what it could have used instead:
// PostgreSQL with PostGIS, and Bleve alone. All get the same listings and the
// same searches, drawn from the real directory where it lies beside the
// project; that they give the same answers is checked before anything is timed.
//
//	go run ./internal/bench [flags] SIZE…
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"haven/internal/bench/workload"
)

// options are what a person may choose.
type options struct {
	sizes   []int // in listings
	seed    uint64
	asked   int    // how many queries
	sample  int    // of them, for sizes above manyListings
	against string // what to compare with
	profile string // a folder for CPU profiles of our searches; "" for none
	// busy is how long, at least, an engine is kept busy to count what it does
	// a second.
	busy time.Duration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = readAndRun(ctx, o)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		stop()
		os.Exit(1)
	}
}

func readAndRun(ctx context.Context, o options) error {
	progress := newProgress(os.Stderr)
	progress.show("reading rows", 0, 0)
	rows, err := workload.Read(ctx)
	progress.end()
	if err != nil {
		return err
	}
	return run(ctx, o, rows, progress, os.Stdout)
}

func parse(args []string) (options, error) {
	o := options{busy: 3 * time.Second}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.Uint64Var(&o.seed, "seed", 1, "of the listings and queries")
	flags.IntVar(&o.asked, "queries", 1000, "how many, half of them with text")
	flags.IntVar(&o.sample, "sample", 200, "how many of them at more than "+thousands(manyListings)+" listings, where other engines take seconds")
	flags.StringVar(&o.against, "peers", "postgis,bleve", "what to compare with")
	flags.StringVar(&o.profile, "profile", "", "folder to write CPU profiles of our searches to")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, arg := range flags.Args() {
		size, err := strconv.Atoi(arg)
		if err != nil || size < 1 {
			return o, fmt.Errorf("%q is not a number of listings", arg)
		}
		o.sizes = append(o.sizes, size)
	}
	if len(o.sizes) == 0 {
		return o, errors.New("say how many listings: go run ./internal/bench 20000 100000 1000000")
	}
	return o, nil
}
