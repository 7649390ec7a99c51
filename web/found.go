package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
)

// found shows what a search finds at present. So does a search that was not
// understood: back and reload never ask whether to send a form again.
func (s *Server) found(c *fiber.Ctx) error {
	say := s.speech(c)
	e, err := s.searched(c)
	if isGone(err) {
		c.Status(http.StatusGone)
		return s.render(c, say, expiredPage{})
	}
	if err != nil {
		return err
	}
	keep, err := s.keeping(c, e)
	if err != nil {
		return err
	}
	found, err := s.find(c.UserContext(), *e.search, say.tax)
	var refused *ask.ParamError
	if errors.As(err, &refused) {
		c.Status(http.StatusBadRequest)
		return s.render(c, say, newRefused(say, *e.search, refused, keep))
	}
	if err != nil {
		return err
	}
	s.countShown(found.results.Hits)
	page := newResults(say, found, keep)
	page.Tiles = s.Tiles
	return s.render(c, say, page)
}

// keeping lets people put what this search finds on their list.
func (s *Server) keeping(c *fiber.Ctx, e errand) (keeping, error) {
	list, err := s.addressOf(c.UserContext(), errand{list: e.list})
	return keeping{e.list, foundPath + c.Params("token"), list}, err
}

// findings are what a search found, with the ways on where it found few.
type findings struct {
	asked       ask.Resolved
	results     facility.Results
	relaxations []ask.Relaxation
	nearest     *facility.Hit // beyond where was searched
}

func (s *Server) find(ctx context.Context, r ask.Request, tax *facility.Taxonomy) (findings, error) {
	search := facility.At{Searcher: s.Searcher, Now: s.Now()}
	asked, results, err := ask.Search(ctx, search, r, s.Gazetteer, tax)
	if err != nil {
		return findings{}, err
	}
	f := findings{asked: asked, results: results}
	if results.Total >= ask.FewResults {
		return f, nil
	}
	if f.relaxations, err = ask.Relax(ctx, search, asked, s.Gazetteer, tax); err != nil {
		return findings{}, err
	}
	f.nearest, err = ask.Nearest(ctx, search, asked)
	return f, err
}
