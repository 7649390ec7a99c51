package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
)

// askStalePath asks a place whether its listing is right, by one press.
const askStalePath = freshnessPath + "/ask"

// askStale asks a place of the work list, in the way that reaches it soonest.
// Whoever was asked not long ago is not asked again.
func (s *Server) askStale(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	asked, err := s.readWork(form.Get(staleStateField), form.Get(pageField))
	if err != nil {
		return err
	}
	l, profile, err := s.profile(c.UserContext(), form.Get(stalePlaceField))
	if err != nil {
		return hiddenPlace(err)
	}
	switch s.wayToAsk(&l, &profile) {
	case checkin.Mail:
		err = s.mailStale(c, by, asked, &l)
	case checkin.Letter:
		err = s.printStale(c, by, asked, &l)
	default:
		err = s.notAsked(c, by, asked, s.speech(c).Text("stale.cannot", l.Name.String()))
	}
	if errors.Is(err, reception.ErrAskedLately) || errors.Is(err, reception.ErrAskedEnough) {
		return s.askedLately(c, by, asked, &l)
	}
	return err
}

// mailStale mails a link and says so.
func (s *Server) mailStale(c *fiber.Ctx, by gate.Actor, asked workAsked, l *facility.Listing) error {
	say, done := s.speech(c), mailed{}
	err := s.mailLetter(c.UserContext(), by, l, s.Staff.Reception.AskUnlessLately, &done)
	switch {
	case err != nil:
		return err
	case done.enough > 0:
		return reception.ErrAskedEnough
	case done.sent == 0:
		return s.notAsked(c, by, asked, say.Text("stale.unsent", l.Name.String()))
	}
	return s.showStale(c, by, asked, stalePage{Done: say.Text("stale.mailed", l.Name.String())})
}

// printStale shows the letter, to be printed.
func (s *Server) printStale(c *fiber.Ctx, by gate.Actor, asked workAsked, l *facility.Listing) error {
	say := s.speech(c)
	made, err := s.letter(c.UserContext(), by, l, s.Staff.Reception.AskUnlessLately)
	if err != nil {
		return err
	}
	p := printedLetters{Letters: []letter{made}, Done: say.Text("stale.printed", l.Name.String()), Back: say.workPath(asked)}
	say.here = stalePath
	return s.render(c, say, p)
}

// askedLately says when the place was asked, and when it may be asked again.
func (s *Server) askedLately(c *fiber.Ctx, by gate.Actor, asked workAsked, l *facility.Listing) error {
	often, err := s.Staff.Reception.Asked(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	say, last := s.speech(c), often[l.ID].Last
	return s.notAsked(c, by, asked, say.Text("stale.lately", l.Name.String(), say.Date(last), say.Date(last.Add(checkin.AskAgainAfter))))
}

// notAsked shows the list with why nothing was done.
func (s *Server) notAsked(c *fiber.Ctx, by gate.Actor, asked workAsked, why string) error {
	c.Status(http.StatusConflict)
	return s.showStale(c, by, asked, stalePage{Problem: why})
}
