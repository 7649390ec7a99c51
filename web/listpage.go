package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
)

// listPage shows the places that somebody has put together: to call them one
// after the other, to compare, print and share them.
type listPage struct {
	Heading string
	Cards   []listCard
	// Missing is how many places are in the directory no more, in words.
	Missing string
	Compare string // the address of the comparison, "" for fewer than two
	Share   share
	Form    searchForm // to look for more
	Action  string     // where the buttons post to
}

// listCard is a place of a list, with what its buttons send.
type listCard struct {
	card
	Place  string // its id
	Raised bool   // whether it can go up
}

func (listPage) name() string            { return "list" }
func (listPage) title(say speech) string { return say.Text("list.title") }

// list shows the list at a sealed address; where there is none, how to make one.
func (s *Server) list(at errandAt) fiber.Handler {
	return func(c *fiber.Ctx) error {
		keepOut(c)
		say := s.speech(c)
		e, err := at(c)
		if isGone(err) {
			c.Status(http.StatusGone)
			return s.render(c, say, emptyListPage{Gone: true})
		}
		if err != nil {
			return err
		}
		if len(e.list) == 0 {
			return s.render(c, say, emptyListPage{})
		}
		places, missing, err := s.lookUp(c.UserContext(), e.list)
		if err != nil {
			return err
		}
		return s.render(c, say, newList(say, places, missing, s.BaseURL))
	}
}

// lookUp looks a list up. What is in the directory no more is left out and
// counted as missing; what was merged is there once.
func (s *Server) lookUp(ctx context.Context, l shortlist) (all []facility.Listing, missing int, err error) {
	found, err := s.Directory.Listings(ctx, l...)
	for _, id := range l {
		listing, stands := found[id]
		if !stands {
			missing++
		} else if !listOf(all).has(listing.ID) {
			all = append(all, listing)
		}
	}
	return all, missing, err
}

// listOf is places as a list.
func listOf(places []facility.Listing) shortlist {
	var l shortlist
	for _, place := range places {
		l = append(l, place.ID)
	}
	return l
}

// standing is the listing that an id stands for: what was merged is shown as
// what it has become.
func (s *Server) standing(ctx context.Context, id string) (facility.Listing, error) {
	found, err := s.Directory.Listings(ctx, id)
	listing, stands := found[id]
	if err == nil && !stands {
		err = facility.ErrNotFound
	}
	return listing, err
}

func newList(say speech, places []facility.Listing, missing int, base string) listPage {
	at := strings.TrimSuffix(say.here, "/")
	own := base + say.path(at)
	p := listPage{
		Heading: say.Count("list.heading", len(places)),
		Share:   newShare(say, own, say.Text("share.list", own)),
		Action:  say.path(at),
	}
	p.Form.carryList(listOf(places))
	if missing > 0 {
		p.Missing = say.Count("list.missing", missing)
	}
	if len(places) > 1 {
		p.Compare = say.path(at + comparePath)
	}
	for i, l := range places {
		c := newCard(say, facility.Hit{Listing: &l, Distance: -1}, ask.Resolved{})
		c.URL = say.path(at + facilityPath(l.ID))
		p.Cards = append(p.Cards, listCard{c, l.ID, i > 0})
	}
	return p
}

// changeList takes the buttons of a list, and leads to the list that there is
// then. Its places are those that the page shows: the buttons are of those.
func (s *Server) changeList(c *fiber.Ctx) error {
	form, err := posted(c)
	if err != nil {
		return err
	}
	e, err := s.listed(c)
	if err != nil && !isGone(err) {
		return err
	}
	places, _, err := s.lookUp(c.UserContext(), e.list)
	if err != nil {
		return err
	}
	address, err := s.addressOf(c.UserContext(), errand{list: listOf(places).changed(form)})
	if err != nil {
		return err
	}
	if address == "" {
		address = strings.TrimSuffix(listPath, "/")
	}
	return c.Redirect(s.speech(c).path(address), fiber.StatusSeeOther)
}

// changed is the list after a button of it, or of a facility's page.
func (l shortlist) changed(form map[string][]string) shortlist {
	for _, id := range form["add"] {
		l = l.with(id)
	}
	for _, id := range form["remove"] {
		l = l.without(id)
	}
	for _, id := range form["raise"] {
		l = l.raised(id)
	}
	return l
}

// emptyListPage tells how a list is made, and that one is kept no more.
type emptyListPage struct {
	Gone bool
	Form searchForm
}

func (emptyListPage) name() string            { return "empty-list" }
func (emptyListPage) title(say speech) string { return say.Text("list.title") }
