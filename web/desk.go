package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

const (
	deskPath   = "/desk"
	resumePath = deskPath + "/resume"
	soughtPath = deskPath + foundPath + ":token"

	// caseCodeField is the code that a caller was given.
	caseCodeField = "code"

	// maxOwn is how many of one's own cases the desk shows.
	maxOwn = 50
)

// deskPage is where agents begin: a search, a new case, or one to go on with.
type deskPage struct {
	Search  deskSearch
	Open    string // where a case is opened
	Problem string // with the code that was given
	Overdue overduePart
	Own     []ownCase
	Keys    []shortcut
}

// ownCase is a case that somebody is on and that is not done. Words of it are
// on its own page alone.
type ownCase struct {
	Path          string
	Opened        moment
	Channel, What string
}

func (deskPage) name() string            { return "desk" }
func (deskPage) title(say speech) string { return say.Text("desk.heading") }

func (s *Server) deskRoutes() []staffRoute {
	return slices.Concat([]staffRoute{
		{fiber.MethodGet, deskPath, account.OpenCase, s.desk},
		{fiber.MethodGet, deskSearchPath, account.SearchDesk, s.toDesk},
		{fiber.MethodPost, deskSearchPath, account.SearchDesk, s.searchAtDesk},
		{fiber.MethodGet, soughtPath, account.SearchDesk, s.foundAtDesk},
		{fiber.MethodGet, resumePath, account.OpenCase, s.toDesk},
		{fiber.MethodPost, resumePath, account.OpenCase, s.resume},
		{fiber.MethodGet, shortcutsPath, account.OpenCase, s.shortcuts},
	}, s.caseRoutes())
}

// toDesk answers somebody who types an address that only forms post to.
func (s *Server) toDesk(c *fiber.Ctx, _ gate.Actor) error {
	return c.Redirect(s.speech(c).path(deskPath), fiber.StatusSeeOther)
}

func (s *Server) desk(c *fiber.Ctx, by gate.Actor) error {
	return s.showDesk(c, by, nil, "")
}

func (s *Server) foundAtDesk(c *fiber.Ctx, by gate.Actor) error {
	r, err := s.sought(c)
	if err != nil {
		return err
	}
	return s.showDesk(c, by, r, "")
}

func (s *Server) showDesk(c *fiber.Ctx, by gate.Actor, r *ask.Request, problem string) error {
	say := s.speech(c)
	p := deskPage{Open: say.path(casesPath), Problem: problem, Keys: shortcuts}
	if r != nil {
		p.Open = say.path(say.here + "/case")
	}
	var err error
	if p.Search, err = s.lookFor(c.UserContext(), say, by, r, picking{action: p.Open}); err != nil {
		return err
	}
	p.Search.Action = say.path(deskSearchPath)
	if p.Overdue, err = s.overduePart(c.UserContext(), say, atDesk(by)); err != nil {
		return err
	}
	if p.Own, err = s.ownCases(c.UserContext(), say, by); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

func (s *Server) ownCases(ctx context.Context, say speech, by gate.Actor) (all []ownCase, err error) {
	own, err := s.Staff.Desk.Mine(ctx, atDesk(by), maxOwn)
	for _, o := range own {
		all = append(all, ownCase{
			Path: say.path(casePath(o.ID)), Opened: say.moment(o.Opened),
			Channel: say.Text("channel." + string(o.Channel)), What: join(say.labels(o.Needs[:min(len(o.Needs), maxOffers)])),
		})
	}
	return all, err
}

// resume leads to the case of a code that a caller was given. A wrong code tells
// nothing, and there may be few of them.
func (s *Server) resume(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	found, err := s.Staff.Desk.GoOn(c.UserContext(), atDesk(by), form.Get(caseCodeField))
	for _, wrong := range []struct {
		is     error
		status int
		key    string
	}{
		{referral.ErrNoCode, http.StatusBadRequest, "resume.no-code"},
		{desk.ErrNotFound, http.StatusNotFound, "resume.wrong"},
		{desk.ErrTooMany, http.StatusTooManyRequests, "resume.too-many"},
	} {
		if errors.Is(err, wrong.is) {
			c.Status(wrong.status)
			return s.showDesk(c, by, nil, say.Text(wrong.key))
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect(say.path(casePath(found.ID)), fiber.StatusSeeOther)
}

// moment is a day and a time of it, in words by the clock that all zones are told
// by: scripts put it into the reader's own.
type moment struct{ At, Text string }

func (say speech) moment(t time.Time) moment {
	t = t.UTC()
	clock := say.clock(facility.Minutes(t.Hour()*60 + t.Minute()))
	return moment{t.Format(time.RFC3339), say.Text("desk.moment", say.Date(t), clock)}
}
