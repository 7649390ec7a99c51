// Command deskload measures the helpline desk under the load of a day: agents at
// once on the pages of a whole Haven, on SQLite and on PostgreSQL, with searches
// of seekers beside. docs/desk-load.md tells how, and what came out.
//
//	go run ./internal/bench/deskload [flags]
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"haven/internal/bench/deskload/shift"
	"haven/internal/pgcluster"
)

// options are what a person may choose.
type options struct {
	shift.Plan
	agents, places int
	haven          string // the program
	engines        string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = run(ctx, o, os.Stdout)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "deskload: %v\n", err)
		stop()
		os.Exit(1)
	}
}

func parse(args []string) (o options, err error) {
	flags := flag.NewFlagSet("deskload", flag.ContinueOnError)
	flags.Uint64Var(&o.Seed, "seed", 1, "of the day")
	flags.IntVar(&o.Calls, "calls", 2000, "how many")
	flags.IntVar(&o.agents, "agents", 50, "how many work at once")
	flags.DurationVar(&o.Think, "think", time.Second, "how long an agent thinks before each action, in the mean")
	flags.IntVar(&o.Searches, "searches", 20, "of seekers, a second")
	flags.IntVar(&o.places, "places", 3000, "in the directory")
	flags.StringVar(&o.haven, "haven", "bin/haven", "the program to measure")
	flags.StringVar(&o.engines, "engines", "sqlite,postgres", "databases to measure on")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 || o.Calls < 1 || o.agents < 1 || o.Searches < 0 || o.places < 1 || o.Think < 0 {
		return o, errors.New("agents, calls and places are numbers above 0, and nothing stands behind the flags")
	}
	return o, nil
}

// run measures on each engine.
func run(ctx context.Context, o options, out io.Writer) error {
	for _, engine := range strings.Split(o.engines, ",") {
		fmt.Fprintf(out, "\n%s, on %d cores that client, server and database share; %s\n", engine, runtime.NumCPU(), loadNow())
		if err := o.measure(ctx, engine, out); err != nil {
			return fmt.Errorf("on %s: %w", engine, err)
		}
		fmt.Fprintf(out, "Afterwards: %s\n", loadNow())
	}
	return nil
}

func (o options) measure(ctx context.Context, engine string, out io.Writer) error {
	folder, err := os.MkdirTemp("", "haven-deskload-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	in := instance{program: o.haven, folder: folder, database: filepath.Join(folder, "haven.db")}
	switch engine {
	case "sqlite":
	case "postgres":
		cluster, err := pgcluster.Start()
		if err != nil {
			return err
		}
		defer cluster.Stop()
		in.database = cluster.URL("postgres")
		if in.databaseProcess, err = cluster.Process(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("no engine %q: use sqlite or postgres", engine)
	}
	return o.measureOn(ctx, engine, in, out)
}

func (o options) measureOn(ctx context.Context, engine string, in instance, out io.Writer) error {
	helpline, err := shift.Hire(ctx, in.database, filepath.Join(in.folder, "master.key"), o.places, o.agents)
	if err != nil {
		return err
	}
	db, err := sql.Open(engine, in.database)
	if err != nil {
		return err
	}
	defer db.Close()
	server, err := in.serve(ctx)
	if err != nil {
		return err
	}
	before := workOf(server.cmd.Process.Pid, in.databaseProcess)
	var after work
	day, err := helpline.Work(ctx, server.site, db, o.Plan, func() { after = workOf(server.cmd.Process.Pid, in.databaseProcess) })
	if err = errors.Join(err, server.stop()); err != nil {
		return err
	}
	day.Write(out)
	after.write(out, before, day.Actions())
	return in.verify(ctx, day.Lines(), out)
}

// loadNow is how busy the machine is, where it tells.
func loadNow() string {
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "the machine does not tell its load."
	}
	return "load of the machine: " + strings.Join(strings.Fields(string(load))[:3], " ") + "."
}
