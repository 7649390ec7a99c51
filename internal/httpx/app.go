package httpx

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Limits of every request. A search is answered in milliseconds; who needs
// longer than these is a broken client or a hostile one.
const (
	readTimeout  = 10 * time.Second // for a whole request to arrive
	writeTimeout = 30 * time.Second // for an answer to be taken
	idleTimeout  = 2 * time.Minute  // between requests of a connection
	maxHeader    = 16 << 10         // bytes; a long search by GET needs more than Fiber's 4 KB
	maxBody      = 64 << 10         // bytes
	maxLong      = 256 << 10        // bytes of a long text: 20,000 characters of any script, up to 12 each in a form

	// DefaultTimeout is how long a handler may work.
	DefaultTimeout = 10 * time.Second
)

// Config is how the application is served. The zero value is usable.
type Config struct {
	Logger *slog.Logger // slog.Default() if nil
	// Page renders errors for people; without it they get problem documents.
	Page ErrorPage
	// Timeout is how long a handler may work; DefaultTimeout if zero.
	Timeout time.Duration
	// Rate limits each client; DefaultRate if zero.
	Rate Rate
	// TrustedProxies may tell a client's address in X-Forwarded-For.
	TrustedProxies []netip.Prefix
	// Pictures is a site that pages may load pictures from, beside our own:
	// "https://tiles.example"; "" for none.
	Pictures string
	// Uploads tells the paths to which files are posted, which may be larger
	// than any other request: see [Upload]. Nil for none.
	Uploads func(path string) bool
	// Long tells the paths to which long texts are posted, which may have 256 KB
	// where other requests have 64. Nil for none.
	Long func(path string) bool
	// Observe is told of each request when it is done, for metrics.
	Observe func(Observation)
}

// Observation is what is known of a request without knowing what was asked.
type Observation struct {
	Method string
	Route  string // pattern, such as "/api/v1/facilities/:id"
	Status int
	Took   time.Duration
}

func (cfg Config) withDefaults() Config {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = DefaultTimeout
	}
	if cfg.Rate == (Rate{}) {
		cfg.Rate = DefaultRate
	}
	if cfg.Observe == nil {
		cfg.Observe = func(Observation) {}
	}
	return cfg
}

// New returns an application without routes. Strings that its handlers get
// are copies, which may be kept.
func New(cfg Config) *fiber.App {
	e := newEdge(cfg.withDefaults())
	app := fiber.New(fiber.Config{
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		ReadBufferSize:    maxHeader,
		BodyLimit:         maxBody,
		StreamRequestBody: true, // see takeBody
		// Without that a stream of a form is read to its end, into a file.
		DisablePreParseMultipartForm: true,
		Immutable:                    true,
		CaseSensitive:                true,
		DisableStartupMessage:        true,
		// Without a list of proxies Fiber trusts no X-Forwarded header.
		EnableTrustedProxyCheck: true,
		ErrorHandler:            e.refuse,
		RequestMethods:          append(slices.Clone(fiber.DefaultMethods), otherMethod),
	})
	app.Use(e.serve, compressed())
	takeAnyMethod(app)
	return app
}

// Serve answers on ln until ctx ends, then lets running requests finish for
// at most drain.
func Serve(ctx context.Context, app *fiber.App, ln net.Listener, drain time.Duration) error {
	served := make(chan error, 1)
	go func() { served <- app.Listener(ln) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	err := app.ShutdownWithContext(limit)
	// Closing is idempotent; it also stops a server that was told to shut
	// down before it had begun to listen.
	ln.Close()
	return err
}
