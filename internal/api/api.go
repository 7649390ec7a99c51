package api

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Directory reads facilities with everything known about them.
type Directory interface {
	// Profile returns a facility by id. It fails with facility.ErrNotFound,
	// or with a *facility.MovedError where the id leads to another.
	Profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error)
	// EachListing hands over all facilities, each once and in no particular
	// order, until fn fails; those that no source lists any more only if
	// includeGone.
	EachListing(ctx context.Context, includeGone bool, fn func(facility.Listing) error) error
	// Each is EachListing with all that is known, which takes far longer.
	Each(ctx context.Context, includeGone bool, fn func(facility.Listing, facility.Profile) error) error
}

// Config is what the API answers from. All but Counter and
// OpenMetrics must be set.
type Config struct {
	Searcher  facility.Searcher
	Directory Directory
	Gazetteer *geo.Gazetteer
	// Taxonomy returns the codes known at present, those of imported
	// reference sheets included.
	Taxonomy func() *facility.Taxonomy
	Now      func() time.Time
	// Ready says why searches cannot be answered yet, or returns nil.
	Ready   func(context.Context) error
	Metrics *Metrics
	// Counter takes what programs of facilities tell; nil where none may.
	Counter Counter
	// OpenMetrics lets other machines read /metrics.
	OpenMetrics bool
}

type api struct {
	Config
	exports exports
	written *written
}

// root begins the paths of this version of the API.
const root = "/api/v1"

// Mount adds the API's routes to app.
func Mount(app *fiber.App, cfg Config) {
	a := &api{cfg, make(exports, maxExports), newWritten()}
	v1 := app.Group(root, anyOrigin)
	v1.Get("/search", a.search)
	v1.Post("/search", a.search)
	v1.Get("/suggest", a.suggest)
	v1.Post("/suggest", a.suggest)
	v1.Get("/facilities/:id", a.facility)
	v1.Get("/facilities/:id/openings", a.openings)
	if cfg.Counter != nil {
		v1.Put("/facilities/:id/openings", a.putOpenings)
	}
	v1.Get("/taxonomy", a.taxonomy)
	v1.Get("/openapi.yaml", openAPI)
	for _, format := range Formats() {
		v1.Get("/export."+format, a.export(format))
	}
	app.Get("/healthz", healthy)
	app.Get("/readyz", a.ready)
	app.Get("/metrics", a.metrics())
}

// anyOrigin lets scripts of any site read what everybody may read. No cookie
// or other credential is taken into account.
func anyOrigin(c *fiber.Ctx) error {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	return c.Next()
}
