// Command haven runs the Haven directory: it serves it, loads sources into it
// and writes it out. `haven help` lists what it does.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/pflag"

	"haven/internal/config"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// program is one run of haven: where it reads its settings and writes to.
type program struct {
	getenv         func(string) string
	stdout, stderr io.Writer
}

// command is one thing haven does.
type command struct {
	name, args, about string
	run               func(ctx context.Context, p *program, args []string) error
}

func commands() []command {
	return []command{
		{"serve", "", "serve the directory", serve},
		{"demo", "", "serve a ready demo directory of fictional facilities", runDemo},
		{"import", "SOURCE FILE... | list | undo RUN", "load files of a source, or undo what was loaded", importFiles},
		{"export", "--format ndjson|csv|geojson", "write the directory to standard output", export},
		{"reindex", "", "build the search index anew from the database", reindex},
		{"user", "add EMAIL --role ROLE | renew EMAIL", "print a one-time link for a new user, or for one who lost access", user},
		{"key", "rotate --to FILE", "put another master key file in the place of the one there is", rotateKey},
		{"audit", "verify", "prove that the trail of what users did is whole", verifyAudit},
	}
}

// usageError is a mistake on the command line.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func main() { os.Exit(status()) }

// status runs the process's own command line.
func status() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	p := &program{getenv: os.Getenv, stdout: os.Stdout, stderr: os.Stderr}
	return p.main(ctx, os.Args[1:])
}

// main runs a command line and returns the exit status.
func (p *program) main(ctx context.Context, args []string) int {
	err := p.run(ctx, args)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(p.stderr, "haven: %v\nTry: haven help\n", err)
		return exitUsage
	case ctx.Err() != nil:
		fmt.Fprintln(p.stderr, "haven: stopped")
	default:
		fmt.Fprintf(p.stderr, "haven: %v\n", err)
	}
	return exitFailed
}

func (p *program) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		p.help(p.stderr)
		return usageError{"say what to do"}
	}
	switch args[0] {
	case "help", "--help", "-h":
		if len(args) > 1 {
			return p.run(ctx, []string{args[1], "--help"})
		}
		p.help(p.stdout)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			err := c.run(ctx, p, args[1:])
			if errors.Is(err, pflag.ErrHelp) {
				return nil
			}
			return err
		}
	}
	return usageError{fmt.Sprintf("there is no command %q", args[0])}
}

func (p *program) help(w io.Writer) {
	fmt.Fprint(w, "Haven, an open directory of substance-use treatment.\n\nUsage:\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  haven %-44s %s\n", c.name+" "+c.args, c.about)
	}
	fmt.Fprint(w, "\n`haven COMMAND --help` lists a command's flags and the environment variables they stand for.\n")
}

// parse reads a command's flags into settings, which start from the
// environment, and returns the other arguments.
func (p *program) parse(flags *pflag.FlagSet, args []string) (config.Config, []string, error) {
	c := config.Default()
	fault := c.Read(p.getenv)
	c.AddFlags(flags)
	flags.SetOutput(p.stdout)
	flags.SortFlags = false
	err := flags.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		return c, nil, err
	}
	if err := cmp.Or(fault, err, c.Validate()); err != nil {
		return c, nil, usageError{err.Error()}
	}
	return c, flags.Args(), nil
}

func newFlags(name string) *pflag.FlagSet {
	return pflag.NewFlagSet("haven "+name, pflag.ContinueOnError)
}
