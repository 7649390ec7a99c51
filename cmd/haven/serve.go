package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"syscall"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/index"
	"haven/internal/api"
	"haven/internal/config"
	"haven/internal/geo"
	"haven/internal/httpx"
	"haven/internal/listing"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/web"
)

// drain is how long running requests may finish when the server is told to
// stop.
const drain = 10 * time.Second

// serve is `haven serve`.
func serve(ctx context.Context, p *program, args []string) error {
	c, rest, err := p.parse(newFlags("serve"), args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError{fmt.Sprintf("serve takes no arguments, but got %q", rest[0])}
	}
	listener, err := listen(c)
	if err != nil {
		return err
	}
	defer listener.Close()
	return p.serve(ctx, c, listener, false)
}

// listen takes the address to serve on. That comes first: whoever mistyped it
// should not wait for an index to be built.
func listen(c config.Config) (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("another program serves on %s: stop it, or choose an address with --addr, such as --addr 127.0.0.1:8081", c.Addr)
	}
	return listener, err
}

// serve opens the store and the index and serves them until ctx ends.
func (p *program) serve(ctx context.Context, c config.Config, listener net.Listener, isDemo bool) error {
	logger := slog.New(slog.NewTextHandler(p.stderr, nil))
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	stay, ended, err := running(ctx, s)
	if err != nil {
		return err
	}
	defer ended()
	sealer, err := openSealer(ctx, c, s)
	if err != nil {
		return err
	}
	staff, err := openStaff(ctx, c, s)
	if err != nil {
		return err
	}
	if err := openImports(c, s, staff); err != nil {
		return err
	}
	if isDemo {
		if err := staffDemo(ctx, c, s, staff); err != nil {
			return err
		}
	}
	engine, err := openIndex(ctx, c, s, logger)
	if err != nil {
		return err
	}
	defer engine.Close()
	c.BaseURL = c.Site(listener.Addr())
	staff.Provider = providerOf(c)
	app, err := newApp(c, s, sealer, staff, engine, logger, isDemo)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer keepDoing(ctx, append(jobs(s, sealer, staff, c.BaseURL), stay), logger)()
	defer stop()
	fmt.Fprintf(p.stdout, "Haven is ready: open http://%s\n", listener.Addr())
	err = httpx.Serve(ctx, app, listener, drain)
	return errors.Join(err, keepCounts(ctx, staff))
}

// keepCounts keeps what was counted since the night, when no request runs any
// more: the next start would know nothing of it.
func keepCounts(ended context.Context, staff *web.Staff) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ended), drain)
	defer cancel()
	return staff.Tally.Flush(ctx)
}

// openSealer opens the keys of sealed addresses with the master key, and
// deletes those whose time was over while no server ran.
func openSealer(ctx context.Context, c config.Config, s *store.Store) (*seal.Sealer, error) {
	read := seal.ReadMaster
	file, own := c.MasterKey()
	if own {
		read = seal.MakeMaster
	}
	master, err := read(file)
	if err != nil {
		return nil, err
	}
	sealer, err := seal.New(ctx, s, master, time.Now)
	if err != nil {
		return nil, err
	}
	return sealer, sealer.Sweep(ctx)
}

// openIndex opens the search index, which is built first where there is none.
func openIndex(ctx context.Context, c config.Config, s *store.Store, logger *slog.Logger) (*index.Engine, error) {
	return index.Open(ctx, index.Options{Dir: c.IndexDir(), Source: s, Logger: logger})
}

// newApp ties pages and API to the store and the index.
func newApp(c config.Config, s *store.Store, sealer *seal.Sealer, staff *web.Staff, engine *index.Engine, logger *slog.Logger, isDemo bool) (*fiber.App, error) {
	proxies, err := httpx.ParseProxies(c.TrustedProxies)
	if err != nil {
		return nil, usageError{err.Error()}
	}
	metrics := api.NewMetrics(func() api.IndexStats {
		st := engine.Stats()
		return api.IndexStats{Listings: st.Listings, Revision: st.Revision, Bytes: st.Bytes}
	})
	searcher := metrics.Timed(engine)
	directory := listing.NewDirectory(s, geo.Default())
	site, err := web.New(web.Config{
		Searcher: searcher, Directory: directory, Gazetteer: geo.Default(), Taxonomy: engine.Taxonomy,
		Sealer: sealer, BaseURL: c.BaseURL, Demo: isDemo, Now: time.Now,
		Staff: staff, Tiles: web.Tiles{Address: c.MapTiles, Credit: c.MapCredit},
	})
	if err != nil {
		return nil, err
	}
	app := httpx.New(httpx.Config{Logger: logger, Page: site.ErrorPage, TrustedProxies: proxies, Pictures: c.TileSite(), Observe: metrics.Observe, Uploads: web.IsUpload, Long: web.IsLong})
	api.Mount(app, api.Config{
		Searcher: searcher, Directory: directory, Gazetteer: geo.Default(), Taxonomy: engine.Taxonomy,
		Now: time.Now, Ready: s.Ping, Metrics: metrics, OpenMetrics: c.PublicMetrics,
		Counter: staff.Reception,
	})
	site.Register(app)
	return app, nil
}
