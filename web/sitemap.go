package web

import (
	"context"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/geo"
)

const (
	sitemapPath  = "/sitemap.xml"
	sitemapParts = "/sitemap/"
	// ownPart names the part of the pages that belong to no state.
	ownPart = "haven"

	// partPages is how many pages a part holds: each has an address in every
	// language, and the protocol allows 50,000 addresses.
	partPages = 20_000
)

// sitemapIndex and sitemap are files of the protocol of sitemaps.org, with the
// languages as search engines want them.
type sitemapIndex struct {
	XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []sitemapPart `xml:"sitemap"`
}

type sitemapPart struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc      string             `xml:"loc"`
	LastMod  string             `xml:"lastmod,omitempty"`
	Versions []sitemapAlternate `xml:"xhtml:link"`
}

type sitemapAlternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// mapped is a page in a site map: its path without the language, and when
// something on it was last said.
type mapped struct {
	path    string
	changed time.Time
}

// sitemapIndex leads to a part for our own pages and to parts for each state.
func (s *Server) sitemapIndex(c *fiber.Ctx) error {
	states, err := s.settled(c.UserContext())
	if err != nil {
		return err
	}
	index := sitemapIndex{Parts: []sitemapPart{{Loc: s.BaseURL + sitemapParts + ownPart + ".xml"}}}
	for _, state := range states {
		pages, err := s.mappedIn(c.UserContext(), state.Place)
		if err != nil {
			return err
		}
		for part := 0; part*partPages < len(pages); part++ {
			name := fmt.Sprintf("%s-%d.xml", s.Gazetteer.Slug(state.Place), part+1)
			index.Parts = append(index.Parts, sitemapPart{s.BaseURL + sitemapParts + name, lastMod(pages[0].changed)})
		}
	}
	return sendXML(c, index)
}

// sitemapPart is a part by its name: "haven.xml", "ga-1.xml".
func (s *Server) sitemapPart(c *fiber.Ctx) error {
	pages, err := s.mappedBy(c.UserContext(), strings.TrimSuffix(c.Params("part"), ".xml"))
	if err != nil {
		return err
	}
	if len(pages) == 0 {
		return fiber.ErrNotFound
	}
	return sendXML(c, s.mapOf(pages))
}

func (s *Server) mappedBy(ctx context.Context, name string) ([]mapped, error) {
	if name == ownPart {
		var pages []mapped
		for _, path := range []string{"/", placesPath, "/about", openMeansPath, "/ranking", "/privacy"} {
			pages = append(pages, mapped{path: path})
		}
		return pages, nil
	}
	slug, number, _ := strings.Cut(name, "-")
	state, known := s.Gazetteer.BySlug(slug)
	part, err := strconv.Atoi(number)
	if !known || err != nil || part < 1 || s.Gazetteer.Slug(state) != slug {
		return nil, nil
	}
	pages, err := s.mappedIn(ctx, state)
	from := min((part-1)*partPages, len(pages))
	return pages[from:min(from+partPages, len(pages))], err
}

// mappedIn are the pages of a state, its own first; none if it has no
// facilities.
func (s *Server) mappedIn(ctx context.Context, state geo.Place) ([]mapped, error) {
	census, err := s.census(ctx, state.State)
	if err != nil || len(census.facilities) == 0 {
		return nil, err
	}
	pages := []mapped{{path: s.placePath(state), changed: census.latest()}}
	for _, county := range census.countiesOf(s.Gazetteer, state.State) {
		pages = append(pages, mapped{path: s.placePath(county.Place)})
	}
	for _, city := range census.towns(func(geo.Place) bool { return true }) {
		pages = append(pages, mapped{path: s.placePath(city.Place)})
	}
	for _, f := range census.facilities {
		pages = append(pages, mapped{facilityPath(f.ID), f.AsOf})
	}
	return pages, nil
}

// latest is when a source last spoke of a facility of the census.
func (c *census) latest() time.Time {
	var last time.Time
	for _, f := range c.facilities {
		if f.AsOf.After(last) {
			last = f.AsOf
		}
	}
	return last
}

// mapOf lists pages in all languages, each with its versions.
func (s *Server) mapOf(pages []mapped) sitemap {
	m := sitemap{XHTML: "http://www.w3.org/1999/xhtml"}
	for _, p := range pages {
		versions := s.versions(p.path)
		var alternates []sitemapAlternate
		for _, v := range versions {
			alternates = append(alternates, sitemapAlternate{"alternate", v.Lang, s.BaseURL + v.Path})
		}
		for _, v := range versions {
			m.URLs = append(m.URLs, sitemapURL{s.BaseURL + v.Path, lastMod(p.changed), alternates})
		}
	}
	return m
}

func lastMod(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

func sendXML(c *fiber.Ctx, content any) error {
	body, err := xml.Marshal(content)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/xml; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "public, max-age=3600")
	return c.Send(append([]byte(xml.Header), body...))
}
