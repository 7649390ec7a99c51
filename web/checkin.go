package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/httpx"
)

// checkinPath is where links lead by which a place tells whether its listing is
// true. Letters bear it, so it is short.
const checkinPath = "/f/"

// checkinRate is as answerRate: far more than a place has to tell.
var checkinRate = httpx.Rate{PerSecond: 0.5, Burst: 60}

// checkinRoutes are for whoever holds a link.
func (s *Server) checkinRoutes() []entryRoute {
	return []entryRoute{
		{fiber.MethodGet, checkinPath + ":token", s.showCheckin},
		{fiber.MethodPost, checkinPath + ":token", s.takeCheckin},
	}
}

// checkins adds the pages of links. own refuses forms of other sites.
func (s *Server) checkins(r fiber.Router, own fiber.Handler) {
	limit := httpx.Limit(checkinRate)
	for _, route := range s.checkinRoutes() {
		handle := s.atEntrance(route.handle)
		r.Add(route.method, route.path, limit, own, handle)
		if route.method == fiber.MethodGet { // mail scanners ask so whether a link leads anywhere
			r.Head(route.path, limit, own, handle)
		}
	}
}

// atCheckin is a link that works, with the place it is about.
type atCheckin struct {
	checkin.Link
	say     speech
	place   facility.Listing
	profile facility.Profile
}

// kinds are those of openings that the place is asked for.
func (at atCheckin) kinds() []facility.OpeningKind { return checkin.KindsOf(&at.place, &at.profile) }

// checkinOf is the link of a request; nil when it has answered that there is
// none, or that its place is not listed any more.
func (s *Server) checkinOf(c *fiber.Ctx) (*atCheckin, error) {
	at := atCheckin{say: s.speech(c)}
	var err error
	if at.Link, err = s.Staff.Reception.Follow(c.UserContext(), c.Params("token")); err == nil {
		at.place, at.profile, err = s.profile(c.UserContext(), at.Listing)
		at.Listing = at.place.ID
	}
	if errors.Is(err, reception.ErrNotFound) || errors.Is(err, facility.ErrNotFound) {
		c.Status(http.StatusGone)
		return nil, s.render(c, at.say, checkinOverPage{})
	}
	return &at, err
}

// showCheckin changes nothing: programs that look through mail follow links.
func (s *Server) showCheckin(c *fiber.Ctx) error {
	at, err := s.checkinOf(c)
	if err != nil || at == nil {
		return err
	}
	return s.renderCheckin(c, at, checkinPage{})
}

// takeCheckin takes what the place tells, or takes it back.
func (s *Server) takeCheckin(c *fiber.Ctx) error {
	at, err := s.checkinOf(c)
	if err != nil || at == nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	if id := form.Get(undoField); id != "" {
		return s.checkedIn(c, at, checkin.Answer{}, s.Staff.Reception.TakeBack(c.UserContext(), at.Link, httpx.Client(c), id))
	}
	a, err := answerIn(form, at.kinds())
	if err == nil {
		a, err = s.Staff.Reception.Answer(c.UserContext(), at.Link, httpx.Client(c), a)
	}
	return s.checkedIn(c, at, a, err)
}

// checkedIn leads back to the page, or shows it again with what is wrong and
// what was typed.
func (s *Server) checkedIn(c *fiber.Ctx, at *atCheckin, typed checkin.Answer, err error) error {
	var many reception.TooManyError
	switch {
	case errors.As(err, &many):
		c.Status(http.StatusTooManyRequests)
		return s.renderCheckin(c, at, checkinPage{Problem: at.say.Text("checkin.problem.many"), Typed: typed})
	case errors.Is(err, reception.ErrNotFound):
		c.Status(http.StatusNotFound)
		return s.renderCheckin(c, at, checkinPage{Problem: at.say.Text("checkin.problem.back")})
	case errors.Is(err, checkin.ErrIncomplete):
		c.Status(http.StatusBadRequest)
		return s.renderCheckin(c, at, checkinPage{Problem: at.say.incomplete(typed, err), Typed: typed})
	case err != nil:
		return err
	}
	return c.Redirect(at.say.path(at.say.here), fiber.StatusSeeOther)
}

func (say speech) incomplete(typed checkin.Answer, err error) string {
	switch {
	case errors.Is(err, facility.ErrTooWordy):
		return say.Text("report.too-long", facility.MaxReportWords)
	case slices.Contains(checkin.Kinds(), typed.Kind):
		return say.Text("checkin.problem." + string(typed.Kind))
	}
	return say.Text("checkin.problem.choose")
}

func (s *Server) renderCheckin(c *fiber.Ctx, at *atCheckin, p checkinPage) error {
	told, err := s.Staff.Reception.Answers(c.UserContext(), at.Link)
	if err != nil {
		return err
	}
	p.fill(at, told)
	return s.render(c, at.say, p)
}
