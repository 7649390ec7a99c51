package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/httpx"
	"haven/internal/seal"
)

// foundPath is where sealed addresses of searches are. An address holds what
// was asked and no language, so that switching keeps the search.
const foundPath = "/s/"

// addressOf seals a request in an address, without the language. Only the
// server can read it, and after a day not even that.
func (s *Server) addressOf(ctx context.Context, r ask.Request) (string, error) {
	content := url.Values(r.Values()).Encode()
	token, err := s.Sealer.Seal(ctx, seal.Search, []byte(content))
	if errors.Is(err, seal.ErrTooLong) {
		return "", httpx.Fail(http.StatusRequestEntityTooLarge, "This search is too long. Ask for less.", err)
	}
	return foundPath + token, err
}

// requestAt is the request that an address holds: seal.ErrExpired or
// seal.ErrBroken if it cannot be opened.
func (s *Server) requestAt(ctx context.Context, token string) (ask.Request, error) {
	content, err := s.Sealer.Open(ctx, seal.Search, token)
	if err != nil {
		return ask.Request{}, err
	}
	values, err := url.ParseQuery(string(content))
	if err != nil {
		return ask.Request{}, err
	}
	return ask.RequestOf(ask.Values(values))
}

// found shows what a search finds at present. So does a search that was not
// understood: back and reload never ask whether to send a form again.
func (s *Server) found(c *fiber.Ctx) error {
	say := s.speech(c)
	keepOut(c)
	request, err := s.requestAt(c.UserContext(), c.Params("token"))
	if errors.Is(err, seal.ErrExpired) || errors.Is(err, seal.ErrBroken) {
		c.Status(http.StatusGone)
		return s.render(c, say, expiredPage{})
	}
	if err != nil {
		return err
	}
	found, err := s.find(c.UserContext(), request, say.tax)
	var refused *ask.ParamError
	if errors.As(err, &refused) {
		c.Status(http.StatusBadRequest)
		return s.render(c, say, newRefused(say, request, refused))
	}
	if err != nil {
		return err
	}
	return s.render(c, say, newResults(say, found))
}

// keepOut keeps a page out of search engines, should its address get there.
func keepOut(c *fiber.Ctx) { c.Set("X-Robots-Tag", "noindex, nofollow") }

// findings are what a search found, with the ways on where it found few.
type findings struct {
	asked       ask.Resolved
	results     facility.Results
	relaxations []ask.Relaxation
	nearest     *facility.Hit // beyond where was searched
}

func (s *Server) find(ctx context.Context, r ask.Request, tax *facility.Taxonomy) (findings, error) {
	asked, results, err := ask.Search(ctx, facility.At{Searcher: s.Searcher, Now: s.Now()}, r, s.Gazetteer, tax)
	if err != nil {
		return findings{}, err
	}
	f := findings{asked: asked, results: results}
	if results.Total >= ask.FewResults {
		return f, nil
	}
	if f.relaxations, err = ask.Relax(ctx, s.Searcher, asked, s.Gazetteer, tax); err != nil {
		return findings{}, err
	}
	f.nearest, err = ask.Nearest(ctx, s.Searcher, asked)
	return f, err
}
