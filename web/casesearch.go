package web

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/referral"
)

// maxNeeds is as many services as a case keeps: what goes beyond is in the
// search itself.
const maxNeeds = 50

// caseSearch shows what the case's last search finds at present.
func (s *Server) caseSearch(ctx context.Context, at atCase) (deskSearch, error) {
	r, err := at.sought()
	if err != nil {
		return deskSearch{}, err
	}
	d, err := s.lookFor(ctx, at.say, at.by, r, picking{shortlist(at.Picks), at.Path + "/picks"})
	d.Action = at.Path + "/search"
	return d, err
}

// searchCase takes the search form of a case. What was asked is kept in the
// case, encrypted, and in no address.
func (s *Server) searchCase(c *fiber.Ctx, by gate.Actor) error {
	if _, err := s.caseOf(c, by); err != nil {
		return err
	}
	form, err := posted(c)
	if err != nil {
		return err
	}
	e, place, err := errandOf(form)
	if err != nil {
		return err
	}
	if err := s.searchIn(c.UserContext(), s.speech(c), by, c.Params("case"), atDeskSize(*e.search)); err != nil {
		return err
	}
	return s.toCase(c, place)
}

// searchIn keeps a search in a case and, where it is understood, what follows
// from it: the needs, the place as it was said, and the area.
func (s *Server) searchIn(ctx context.Context, say speech, by gate.Actor, id string, r ask.Request) error {
	d, who := s.Staff.Desk, atDesk(by)
	if err := d.Replace(ctx, who, id, referral.TextSearch, url.Values(r.Values()).Encode()); err != nil {
		return err
	}
	asked, _, err := ask.Search(ctx, facility.At{Searcher: s.Searcher, Now: s.Now()}, r, s.Gazetteer, say.tax)
	var refused *ask.ParamError
	if errors.As(err, &refused) { // the page of the case says so
		return nil
	}
	if err != nil {
		return err
	}
	area, name := "", ""
	if asked.Place != nil {
		area, name = referral.AreaOf(asked.Place.Point), asked.Place.Name
	}
	if err := d.Replace(ctx, who, id, referral.TextPlace, name); err != nil {
		return err
	}
	return d.Amend(ctx, who, id, func(f *referral.Facts) { f.Needs, f.Area = needsOf(asked), area })
}

// needsOf are the services that a search goes by.
func needsOf(asked ask.Resolved) []string {
	var needs []string
	for _, p := range asked.Understood.Parts {
		for _, code := range p.Codes {
			if p.Applied && !slices.Contains(needs, code) && len(needs) < maxNeeds {
				needs = append(needs, code)
			}
		}
	}
	return needs
}
