package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// keepForm puts the place of a facility's page on the list, or takes it off.
type keepForm struct {
	Action string // where it posts to: the page itself
	Listed bool   // whether the place is on the list
	Full   bool   // whether there is no room
	List   listBar
	Back   string // the search that led here, if one did
}

// keepForm is at an address of the errand at from, "" for a public one.
func (s *Server) keepForm(c *fiber.Ctx, e errand, from, id string) (keepForm, error) {
	say := s.speech(c)
	list, err := s.addressOf(c.UserContext(), errand{list: e.list})
	if err != nil {
		return keepForm{}, err
	}
	if e.search == nil && from != "" {
		list = from // the same list needs no second address
	}
	f := keepForm{
		Action: say.path(from + facilityPath(id)),
		Listed: e.list.has(id),
		Full:   e.list.isFull(),
		List:   keeping{list: e.list, url: list}.bar(say),
	}
	if e.search != nil {
		f.Back = say.path(from)
	}
	return f, nil
}

// keep takes the form of a facility's page, and leads to the same page at the
// address of the list that there is then.
func (s *Server) keep(at errandAt) fiber.Handler {
	return func(c *fiber.Ctx) error {
		form, err := posted(c)
		if err != nil {
			return err
		}
		e, err := at(c)
		if err != nil && !isGone(err) {
			return err
		}
		e.list = e.list.changed(form)
		address, err := s.addressOf(c.UserContext(), e)
		if err != nil {
			return err
		}
		return c.Redirect(s.speech(c).path(address+facilityPath(c.Params("id"))), fiber.StatusSeeOther)
	}
}

// facilities adds the pages of places: at their public addresses, and below
// those of searches and lists, where they know what somebody is about.
func (s *Server) facilities(r fiber.Router) {
	const place = "/facility/:id"
	for from, at := range map[string]errandAt{
		"": s.plain, foundPath + ":token": s.searched, listPath + ":token": s.listed,
	} {
		r.Get(from+place, s.facility(at))
		r.Post(from+place, s.keep(at))
	}
	r.Get(place+qrPath, s.qr)
	r.Get(place+reportPath, s.reportForm)
	r.Post(place+reportPath, httpx.Limit(reportRate), s.report)
	r.Get(place+thanksPath, s.thanks)
}

// lists adds the pages of lists.
func (s *Server) lists(r fiber.Router) {
	r.Get(strings.TrimSuffix(listPath, "/"), s.list(s.plain))
	r.Get(listPath+":token", s.list(s.listed))
	r.Post(listPath+":token", s.changeList)
	r.Get(listPath+":token"+comparePath, s.compare)
}
