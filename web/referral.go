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
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/referral"
)

// referralPath is the address of a referral on the desk, without the language.
func referralPath(id string) string { return "/desk/referral/" + id }

// Below the addresses of referrals, of questions for room, and of cases.
const (
	movePath    = "/move"
	linkPath    = "/link"
	endLinkPath = "/link/end"
	mailPath    = "/mail"
	warmPath    = "/hand-off"
	referPath   = "/refer"
	nextPath    = "/next"
	roomsPath   = "/room"
)

// referralPage is a referral as the helpline sees it.
type referralPage struct {
	Place    placeCalled
	Here     string // the page, for whoever reloads the answer to a form
	Case     string // the way back
	Standing standing
	Overdue  string
	Problem  string
	typed    moveTyped // that cannot be stored as it is
	Conflict *conflictOfMoves
	Moves    []moveForm
	Warm     *warmChoice
	Shared   string // what the place knows of the person, until when
	Notice   string
	Link     linkPart
	History  []pastMove
	Next     *nextPlace
}

func (referralPage) name() string            { return "referral" }
func (referralPage) title(say speech) string { return say.Text("referral.title") }

// placeCalled is a place with the number to call.
type placeCalled struct {
	Name, URL, Address string
	Call               *call
}

func (say speech) placeCalled(l *facility.Listing) placeCalled {
	p := placeCalled{Name: l.Name.Name, URL: say.path(facilityPath(l.ID)), Address: l.Address.String()}
	if len(l.Phones) > 0 {
		p.Call = callOf(l.Phones[0].Phone)
	}
	return p
}

func (s *Server) referralRoutes() []staffRoute {
	r := referralPath(":referral")
	return slices.Concat([]staffRoute{
		{fiber.MethodPost, casePath(":case") + referPath, account.SendReferral, s.refer},
		{fiber.MethodPost, casePath(":case") + nextPath, account.SendReferral, s.referNext},
		{fiber.MethodGet, r, account.ReadCase, s.showReferral},
		{fiber.MethodPost, r + movePath, account.SendReferral, s.moveReferral},
		{fiber.MethodPost, r + warmPath, account.SendReferral, s.handOff},
		{fiber.MethodPost, r + linkPath, account.SendReferral, s.makeReferralLink},
		{fiber.MethodPost, r + endLinkPath, account.SendReferral, s.endReferralLink},
		{fiber.MethodPost, r + mailPath, account.SendReferral, s.mailReferralLink},
	}, s.roomRoutes(), s.handOverRoutes())
}

// atReferral is a referral with what its pages need to know of the place.
type atReferral struct {
	referral.Referral
	say     speech
	by      referral.Actor
	place   facility.Listing
	hours   facility.Hours
	zone    string // of the place, "" where it is not known
	caseFor string // the path of its case; "" for the place
}

// referralAt is the referral of a request, and its place. A place that the
// directory has no more keeps its id as its name.
func (s *Server) referralAt(ctx context.Context, say speech, by referral.Actor, id string) (atReferral, error) {
	r, err := s.Staff.Desk.Referral(ctx, by, id)
	if err != nil {
		return atReferral{}, err
	}
	at := atReferral{Referral: r, say: say, by: by, caseFor: say.path(casePath(r.Case))}
	at.place, at.hours, err = s.placeOf(ctx, r.Listing)
	at.zone = zoneOf(at.place, at.hours)
	return at, err
}

// placeOf is a place with its hours; only its id where the directory has it no
// more.
func (s *Server) placeOf(ctx context.Context, id string) (facility.Listing, facility.Hours, error) {
	listing, profile, err := s.Directory.Profile(ctx, id)
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		listing, profile, err = s.Directory.Profile(ctx, moved.To)
	}
	if errors.Is(err, facility.ErrNotFound) {
		return unlisted(id), facility.Hours{}, nil
	}
	return listing, profile.Hours.Value, err
}

// zoneOf is the time zone of a place: that of its hours, else that of its state.
func zoneOf(l facility.Listing, h facility.Hours) string {
	if _, err := time.LoadLocation(h.Zone); err == nil && h.Zone != "" {
		return h.Zone
	}
	return geo.Zone(l.Address.State, l.Location.Point)
}

// refer drafts a referral to one of the agent's picks, and leads to it.
func (s *Server) refer(c *fiber.Ctx, by gate.Actor) error {
	caseID := c.Params("case")
	if _, err := s.Staff.Desk.Case(c.UserContext(), atDesk(by), caseID); err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	return s.draft(c, by, caseID, form.Get(placeField))
}

// referNext drafts a referral to the next place on the agent's list.
func (s *Server) referNext(c *fiber.Ctx, by gate.Actor) error {
	caseID := c.Params("case")
	listing, found, err := s.Staff.Desk.Next(c.UserContext(), atDesk(by), caseID)
	if err != nil {
		return err
	}
	if !found {
		return c.Redirect(s.speech(c).path(casePath(caseID)), fiber.StatusSeeOther)
	}
	return s.draft(c, by, caseID, listing)
}

func (s *Server) draft(c *fiber.Ctx, by gate.Actor, caseID, listing string) error {
	r, err := s.Staff.Desk.Refer(c.UserContext(), atDesk(by), caseID, listing)
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(referralPath(r.ID)), fiber.StatusSeeOther)
}

func (s *Server) showReferral(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	return s.renderReferral(c, by, at, referralPage{})
}

// renderReferral completes a page with what stands on it whatever happened.
func (s *Server) renderReferral(c *fiber.Ctx, by gate.Actor, at atReferral, p referralPage) error {
	ctx, say := c.UserContext(), at.say
	say.here = referralPath(at.ID)
	moves, err := s.Staff.Desk.History(ctx, at.by, at.ID)
	if err != nil {
		return err
	}
	p.Here, p.Place, p.Case = say.path(say.here), say.placeCalled(&at.place), at.caseFor
	p.Standing, p.History = at.standing(), at.steps(moves)
	if at.Referral.Overdue(say.now) {
		p.Overdue = say.Text("referral.overdue", say.timeThere(at.AckDue, at.zone))
	}
	p.Warm = at.warm(say.path(referralPath(at.ID) + warmPath))
	known, err := s.sharedWith(ctx, at)
	if err != nil {
		return err
	}
	p.Shared = known.text
	p.Moves = at.moves(say.path(referralPath(at.ID)+movePath), p.typed)
	for i := range p.Moves {
		p.Moves[i].Hint = known.hint(say)
	}
	if p.Link, err = s.referralLink(ctx, at, p.Link); err != nil {
		return err
	}
	p.Notice = referral.RedisclosureNotice
	if p.Next, err = s.nextPlace(ctx, say, at.by, at.Case); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

// nextPlace offers the next place on the agent's list.
type nextPlace struct{ Action, Name string }

// nextPlace is nil while something is expected of a place that was asked, and at
// the end of the list.
func (s *Server) nextPlace(ctx context.Context, say speech, by referral.Actor, caseID string) (*nextPlace, error) {
	tried, err := s.Staff.Desk.Referrals(ctx, by, caseID)
	if err != nil || len(tried) == 0 {
		return nil, err
	}
	listing, found, err := s.Staff.Desk.Next(ctx, by, caseID)
	if err != nil || !found {
		return nil, err
	}
	place, _, err := s.placeOf(ctx, listing)
	return &nextPlace{say.path(casePath(caseID) + nextPath), place.Name.Name}, err
}

// conflict answers a move that a colleague, or the place, was faster than.
func (s *Server) conflict(c *fiber.Ctx, by gate.Actor, at atReferral, typed moveTyped) error {
	again, err := s.referralAt(c.UserContext(), at.say, at.by, at.ID)
	if err != nil {
		return err
	}
	c.Status(http.StatusConflict)
	return s.renderReferral(c, by, again, referralPage{Conflict: again.conflictWith(typed)})
}
