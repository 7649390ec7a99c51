package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/httpx"
	"haven/internal/seal"
)

// errand is what somebody is about: what they look for, and the places on
// their list. There is no account and no cookie: an errand travels in the
// sealed address of a page, and each button leads to another one.
type errand struct {
	search *ask.Request // nil where nobody searched
	list   shortlist
}

const (
	// foundPath is where sealed addresses of searches are. An address holds
	// what was asked and no language, so that switching keeps the search.
	foundPath = "/s/"
	// listPath is where sealed addresses of lists are: they hold ids alone, so
	// that a list can be shared, and not what it was made for.
	listPath = "/list/"
)

// addressOf seals an errand in an address, without the language. Only the
// server can read it, and after its time not even that. A list that nobody
// searched for has an address of its own; an errand of nothing has none.
func (s *Server) addressOf(ctx context.Context, e errand) (string, error) {
	path, purpose, content := listPath, seal.Shortlist, e.list.String()
	switch {
	case e.search != nil:
		values := url.Values(e.search.Values())
		if len(e.list) > 0 {
			values.Set(listField, e.list.String())
		}
		path, purpose, content = foundPath, seal.Search, values.Encode()
	case len(e.list) == 0:
		return "", nil
	}
	token, err := s.Sealer.Seal(ctx, purpose, []byte(content))
	if errors.Is(err, seal.ErrTooLong) {
		return "", httpx.Fail(http.StatusRequestEntityTooLarge, "This search is too long. Ask for less.", err)
	}
	return path + token, err
}

// errandAt is the errand in the address of the page asked for, whose kind the
// route tells: seal.ErrExpired or seal.ErrBroken if it cannot be opened.
type errandAt func(c *fiber.Ctx) (errand, error)

// plain is at addresses that hold no errand.
func (s *Server) plain(*fiber.Ctx) (errand, error) { return errand{}, nil }

func (s *Server) searched(c *fiber.Ctx) (errand, error) {
	keepOut(c)
	content, err := s.Sealer.Open(c.UserContext(), seal.Search, c.Params("token"))
	if err != nil {
		return errand{}, err
	}
	values, err := url.ParseQuery(string(content))
	if err != nil {
		return errand{}, err
	}
	list := readShortlist(values.Get(listField))
	values.Del(listField)
	request, err := ask.RequestOf(ask.Values(values))
	return errand{&request, list}, err
}

func (s *Server) listed(c *fiber.Ctx) (errand, error) {
	keepOut(c)
	content, err := s.Sealer.Open(c.UserContext(), seal.Shortlist, c.Params("token"))
	return errand{list: readShortlist(string(content))}, err
}

// isGone reports whether an address could not be opened: its key is deleted,
// or it never was one.
func isGone(err error) bool { return errors.Is(err, seal.ErrExpired) || errors.Is(err, seal.ErrBroken) }

// keepOut keeps a page out of search engines, should its address get there.
func keepOut(c *fiber.Ctx) { c.Set("X-Robots-Tag", "noindex, nofollow") }
