package web

import (
	"context"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/httpx"
	"haven/internal/seal"
	"haven/web/messages"
)

// Directory reads facilities with everything known about them, and takes what
// visitors say is wrong.
type Directory interface {
	// Profile returns a facility by id. It fails with facility.ErrNotFound,
	// or with a *facility.MovedError where the id leads to another.
	Profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error)
	// Listings returns what ids stand for, by the ids asked for: the listing
	// that one leads to, too. What stands for none is left out.
	Listings(ctx context.Context, ids ...string) (map[string]facility.Listing, error)
	// Report keeps a report for the stewards; it fails like Profile.
	Report(ctx context.Context, r facility.Report) error
}

// Config is what the pages are made from. All but Demo and Tiles must be set.
type Config struct {
	Searcher  facility.Searcher
	Directory Directory
	Gazetteer *geo.Gazetteer
	// Taxonomy returns the codes known at present, those of imported
	// reference sheets included.
	Taxonomy func() *facility.Taxonomy
	// Sealer hides what was asked in an address.
	Sealer *seal.Sealer
	Now    func() time.Time
	// BaseURL is how people reach the site, such as "https://haven.example":
	// search engines want whole addresses.
	BaseURL string
	// Tiles lie below the map, if there are any.
	Tiles Tiles
	// Staff is for people who sign in; nil for a site of seekers alone.
	Staff *Staff
	// Demo says on every page that the facilities are made up.
	Demo bool
}

// Server serves the pages.
type Server struct {
	Config
	assets    assets
	languages map[string]*messages.Catalogue
	templates templates
	censuses  censuses
	sessions  httpx.Sessions
}

// New reads templates, messages and assets, and fails if one is broken.
func New(cfg Config) (*Server, error) {
	s := &Server{Config: cfg, sessions: httpx.NewSessions(cfg.BaseURL)}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	if s.languages, err = messages.Load(); err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	if s.templates, err = parseTemplates(s.languages, s.assets); err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return s, nil
}

// Register adds the pages' routes to app.
func (s *Server) Register(app *fiber.App) {
	for lang := range s.languages {
		r := app.Group(prefix(lang))
		s.pages(r)
		if s.Staff != nil {
			s.staff(r)
		}
	}
	app.Get(assetsPath+":name", s.assets.serve)
	app.Post(piecePath, httpx.ForPrograms, s.piece)
	app.Get("/robots.txt", s.robots)
	app.Get(sitemapPath, s.sitemapIndex)
	app.Get(sitemapParts+":part", s.sitemapPart)
}

// pages are there once in each language. A handler speaks that of its address.
func (s *Server) pages(r fiber.Router) {
	r.Get("/", s.home)
	r.Post(searchPath, s.search)
	r.Get(searchPath, s.toHome)
	r.Get(foundPath+":token", s.found)
	r.Post(foundPath+":token"+mapPath, httpx.ForPrograms, s.mapped)
	s.facilities(r)
	s.lists(r)
	r.Get(placesPath, s.places)
	r.Get(placesPath+"/:state", s.place)
	r.Get(placesPath+"/:state/:name", s.place)
	r.Get("/about", s.about)
	r.Get(openMeansPath, s.openMeans)
	r.Get("/ranking", s.ranking)
	r.Get("/privacy", s.privacy)
}

// toHome answers somebody who types the address that the search form posts to.
func (s *Server) toHome(c *fiber.Ctx) error {
	return c.Redirect(s.speech(c).path("/"), fiber.StatusSeeOther)
}
