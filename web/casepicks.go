package web

import (
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

// pick is a place on a case's list.
type pick struct {
	Place       string // its id as the case has it
	Listing     facility.Listing
	Missing     bool // whether it is in the directory no more
	Name        string
	Call        *call
	Number      int // from 1
	First, Last bool
}

// picksOf are the picks of a case, found being those that the directory has.
// What was merged is shown as what it became.
func picksOf(ids []string, found map[string]facility.Listing) []pick {
	all := make([]pick, 0, len(ids))
	for i, id := range ids {
		listing, stands := found[id]
		p := pick{Place: id, Number: i + 1, First: i == 0, Last: i == len(ids)-1, Name: id, Missing: !stands}
		if stands {
			p.Listing, p.Name = listing, listing.Name.Name
		}
		if lines := intakeFirst(&listing); len(lines) > 0 {
			p.Call = callOf(lines[0].Phone)
		}
		all = append(all, p)
	}
	return all
}

// pickPlace takes the buttons of the list: a place more or less, or one further
// up or down. Of two agents' buttons both count.
func (s *Server) pickPlace(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	err = s.Staff.Desk.Amend(c.UserContext(), atDesk(by), c.Params("case"), func(f *referral.Facts) {
		f.Picks = reordered(f.Picks, form)
	})
	if err != nil {
		return err
	}
	return s.toCase(c, "#picks")
}

// reordered is a list of picks after a button.
func reordered(picks []string, form url.Values) shortlist {
	l := shortlist(picks).changed(form)
	for _, id := range form["lower"] {
		l = l.lowered(id)
	}
	return l
}

// lowered is the list with a place one lower.
func (l shortlist) lowered(id string) shortlist {
	at := slices.Index(l, id)
	if at < 0 || at == len(l)-1 {
		return l
	}
	return l.raised(l[at+1])
}
