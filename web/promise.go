package web

import (
	"context"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/steward"
)

// promisePath is where a place promises to tell its openings every day.
const promisePath = openingsPath + "/promise"

const promiseField = "kind"

// overdueKind is that of the stewards' matters that are promises of numbers
// which stay out.
const overdueKind = reception.OverdueKind

// promisePart is what a place promised, and how it is kept.
type promisePart struct {
	Action string
	Kinds  []option
	Kept   []promiseKept
}

// promiseKept is a promise of one kind.
type promiseKept struct {
	Label, Said string
	Overdue     bool
}

func (s *Server) promisePart(ctx context.Context, say speech, l *facility.Listing, p *facility.Profile) (promisePart, error) {
	part := promisePart{Action: say.path(pathOf(promisePath, listingArg, l.ID))}
	standings, err := s.Staff.Reception.Standings(ctx, l.ID)
	if err != nil {
		return part, err
	}
	has := checkin.KindsOf(l, p)
	for _, kind := range facility.OpeningKinds() {
		standing, promised := standings[kind]
		if promised || slices.Contains(has, kind) {
			part.Kinds = append(part.Kinds, option{string(kind), say.openingKind(kind), promised})
		}
		if promised {
			part.Kept = append(part.Kept, promiseKept{say.openingKind(kind), say.standing(standing), standing.Overdue()})
		}
	}
	return part, nil
}

// standing says how a promise is kept.
func (say speech) standing(s checkin.Standing) string {
	switch {
	case s.Running > 0:
		return say.Count("promise.running", s.Running, len(s.Missed))
	case len(s.Missed) > 0:
		return say.Count("promise.missed", len(s.Missed))
	case s.Today:
		return say.Text("promise.today")
	}
	return say.Text("promise.kept")
}

// promise takes what a place promises from now on.
func (s *Server) promise(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	if err := s.Staff.Reception.Promise(c.UserContext(), by, l.ID, promisedIn(form)); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(pathOf(openingsPath, listingArg, l.ID)), fiber.StatusSeeOther)
}

func promisedIn(form url.Values) []facility.OpeningKind {
	var kinds []facility.OpeningKind
	for _, kind := range facility.OpeningKinds() {
		if slices.Contains(form[promiseField], string(kind)) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// toOverdue leads a steward to the openings of the place: they call, and count or
// end the promise there.
func (s *Server) toOverdue(c *fiber.Ctx, _ gate.Actor, m steward.Matter) error {
	return c.Redirect(s.speech(c).path(pathOf(openingsPath, listingArg, m.Listing)), fiber.StatusSeeOther)
}
