package web

import (
	"math"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/owner/registry"
	"haven/internal/tally"
)

const performancePath = listingPath + "/performance"

// performancePage is how a place does: how fresh its facts are, how often
// somebody answers, and how often seekers met it, in counts that tell of nobody.
type performancePage struct {
	placeKept
	Reach string // "" while too few calls are known
	Weeks []weekLine
	All   weekLine
	Back  string
}

// weekLine is a week in words.
type weekLine struct{ Week, Shown, HandedOver string }

func (performancePage) name() string            { return "performance" }
func (performancePage) title(say speech) string { return say.Text("performance.heading") }

func (s *Server) performance(c *fiber.Ctx, by gate.Actor) error {
	l, profile, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	weeks, all, err := s.Staff.Owners.Performance(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := performancePage{placeKept: say.placeKept(&l, &profile), All: say.week(all), Back: say.path(pathOf(listingPath, listingArg, l.ID))}
	if rate, known := l.Reach.At(say.now); known {
		p.Reach = say.Text("call.reach", int(math.Round(100*rate)), l.Reach.Calls)
	}
	for _, w := range weeks {
		p.Weeks = append(p.Weeks, say.week(w))
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) week(w registry.Week) weekLine {
	return weekLine{say.Date(w.Began), say.counted(w.Shown), say.counted(w.HandedOver)}
}

// counted is a count in tens, or that it is too small to be told.
func (say speech) counted(t registry.Told) string {
	if !t.Known {
		return say.Text("performance.few")
	}
	return say.Text("performance.about", t.Times)
}

// countShown counts places on a page of results.
func (s *Server) countShown(hits []facility.Hit) {
	if s.Staff == nil {
		return
	}
	for _, hit := range hits {
		s.Staff.Tally.Add(tally.Shown, hit.Listing.ID)
	}
}

// countHandedOver counts places that a caller was told of.
func (s *Server) countHandedOver(at atHandOver) {
	for _, place := range at.places {
		s.Staff.Tally.Add(tally.HandedOver, place.Listing.ID)
	}
}
