package web

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/referral/desk"
)

const (
	// deskSearchPath takes searches without a case.
	deskSearchPath = deskPath + "/search"

	// foundAtDesk is how many places a page of the desk shows: each has a key.
	foundAtDesk = 9
)

// deskSearch is a search as staff see it: that of seekers, with what staff need
// beside it.
type deskSearch struct {
	resultsPage
	Asked  bool   // whether anything was searched for
	Action string // where the form posts to
}

// atDeskSize is a search with as many places on a page as there are keys.
func atDeskSize(r ask.Request) ask.Request {
	r.PerPage = strconv.Itoa(foundAtDesk)
	return r
}

// lookFor shows what a search finds at present, r being nil for none yet.
func (s *Server) lookFor(ctx context.Context, say speech, by gate.Actor, r *ask.Request, p picking) (deskSearch, error) {
	if r == nil {
		return deskSearch{resultsPage: atTheDesk(resultsPage{Form: newForm(say, ask.Request{}, nil)})}, nil
	}
	f, err := s.find(ctx, *r, say.tax)
	var refused *ask.ParamError
	if errors.As(err, &refused) {
		return deskSearch{resultsPage: atTheDesk(newRefused(say, *r, refused, keeping{})), Asked: true}, nil
	}
	if err != nil {
		return deskSearch{}, err
	}
	d := deskSearch{resultsPage: atTheDesk(newResults(say, f, keeping{})), Asked: true}
	cards, hits := d.cards(f)
	return d, s.equip(ctx, say, by, cards, hits, p)
}

// atTheDesk asks as somebody who searches for a caller is asked.
func atTheDesk(p resultsPage) resultsPage {
	p.Form.Staff = true
	return p
}

// cards are those of a page with what they show, the nearest one beyond last.
func (d *deskSearch) cards(f findings) (all []*card, hits []facility.Hit) {
	hits = f.results.Hits
	for i := range d.Cards {
		all = append(all, &d.Cards[i])
	}
	if f.nearest != nil {
		all, hits = append(all, &d.Nearest[0]), append(hits[:len(hits):len(hits)], *f.nearest)
	}
	return all, hits
}

// searchAtDesk takes a search without a case, and leads to the sealed address
// where its answer is.
func (s *Server) searchAtDesk(c *fiber.Ctx, _ gate.Actor) error {
	form, err := posted(c)
	if err != nil {
		return err
	}
	e, place, err := errandOf(form)
	if err != nil {
		return err
	}
	sized := atDeskSize(*e.search)
	address, err := s.addressOf(c.UserContext(), errand{search: &sized})
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(deskPath+address)+place, fiber.StatusSeeOther)
}

// sought is the search in the address of a page of the desk. One that is kept
// no more is not there.
func (s *Server) sought(c *fiber.Ctx) (*ask.Request, error) {
	e, err := s.searched(c)
	if isGone(err) {
		err = desk.ErrNotFound
	}
	return e.search, err
}
