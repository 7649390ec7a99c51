package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"haven/importers"
	"haven/internal/config"
	"haven/internal/demo"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/store"
)

// The demo directory is the same on every run.
const (
	demoPlaces = 3000
	demoSeed   = 1
	demoUpload = "4194304" // bytes: everybody may upload there
	// demoRegistered is the state of which there is a register, too.
	demoRegistered = "NM"
)

// runDemo is `haven demo`: a directory of fictional facilities in a temporary
// database, served until it is stopped.
func runDemo(ctx context.Context, p *program, args []string) error {
	c, rest, err := p.parse(newFlags("demo"), args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError{"demo takes no arguments"}
	}
	listener, err := listen(c)
	if err != nil {
		return err
	}
	defer listener.Close()
	folder, err := os.MkdirTemp("", "haven-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	c = inDemo(c, folder)
	fmt.Fprintln(p.stdout, "Making a demo directory of fictional facilities…")
	if err := p.loadDemo(ctx, c); err != nil {
		return err
	}
	return p.serve(ctx, c, listener, true)
}

// inDemo are the settings of a demo: its database and key are its own, and as
// everybody may come in, nothing that is sent leaves it.
func inDemo(c config.Config, folder string) config.Config {
	c.DataDir, c.DatabaseURL, c.MasterKeyFile = folder, filepath.Join(folder, "demo.db"), ""
	c.Sending, c.OIDC = config.Default().Sending, config.OIDC{}
	c.Imports = config.Imports{UploadLimit: demoUpload}
	return c
}

func (p *program) loadDemo(ctx context.Context, c config.Config) error {
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	// Of every age, so that some facts are within their term and some past; the
	// register came last.
	now := time.Now()
	for _, e := range demo.Editions(demoPlaces, demoSeed, now) {
		if err := p.loadInDemo(ctx, s, e, e.Published()); err != nil {
			return err
		}
	}
	published := now.AddDate(0, 0, -12)
	directory := demo.New(demoPlaces, demoSeed, published)
	return p.loadInDemo(ctx, s, demo.NewRegister(directory, demoRegistered, published), published)
}

func (p *program) loadInDemo(ctx context.Context, s *store.Store, source importers.Importer, published time.Time) error {
	line := newProgressLine(p.stderr)
	defer line.end()
	_, err := ingest.Run(ctx, source, "", ingest.Options{
		Store: s, Places: geo.Default(), Now: time.Now, Progress: line.show, Published: published,
	})
	return err
}
