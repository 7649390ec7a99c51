package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/facility"
)

// openingsPath is where whoever speaks for a place tells how much room it has.
const openingsPath = listingPath + "/openings"

const (
	pressField = "press" // a change that takes one press
	seenField  = "seen"  // when what the page shows was counted
)

// openingsPage takes the room of a place, in two taps for most shifts.
type openingsPage struct {
	Name, Back, Action, Means string
	Rooms                     []roomCounted // what the place has
	Others                    []roomCounted // further kinds
	Seen                      int64
	Counted                   bool // whether there is anything to confirm
	Problem                   string
	Promise                   promisePart
	Keys                      string // where programs get keys, "" for who makes none
}

// roomCounted is one kind of openings, as it was counted last.
type roomCounted struct {
	Kind, Label       string
	Now, AsOf         string // what was counted, and when
	Old               bool   // whether it counts no more
	None              bool   // whether one less cannot be
	Open, Total, Wait string // to be changed
	Most, MostWait    int
}

func (openingsPage) name() string            { return "openings" }
func (openingsPage) title(say speech) string { return say.Text("openings.heading") }

func (s *Server) openingsRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, openingsPath, account.EditListing, s.openings},
		{fiber.MethodPost, openingsPath, account.EditListing, s.countOpenings},
		{fiber.MethodPost, promisePath, account.EditListing, s.promise},
		{fiber.MethodGet, keysPath, account.EditListing, s.keys},
		{fiber.MethodPost, keysPath, account.EditListing, s.makeKey},
		{fiber.MethodPost, endKeyPath, account.EditListing, s.endKey},
	}
}

func (s *Server) openings(c *fiber.Ctx, by gate.Actor) error {
	l, p, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	return s.renderOpenings(c, by, &l, &p, "", nil)
}

// countOpenings takes a press of a button, or the whole form. It is refused when
// a colleague has counted since the page was made.
func (s *Server) countOpenings(c *fiber.Ctx, by gate.Actor) error {
	l, p, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	latest, at := checkin.Latest(&p)
	if form.Get(seenField) != seen(latest, at.Unix()) {
		c.Status(http.StatusConflict)
		return s.renderOpenings(c, by, &l, &p, say.Text("openings.meanwhile"), nil)
	}
	counted, err := countIn(form, latest)
	if errors.Is(err, checkin.ErrIncomplete) {
		c.Status(http.StatusBadRequest)
		return s.renderOpenings(c, by, &l, &p, say.Text("checkin.problem.room"), form)
	}
	if err != nil {
		return err
	}
	if _, err := s.Staff.Reception.Count(c.UserContext(), by.Who(), checkin.Count{Listing: l.ID, Source: countedBy(by), By: by.User.ID, Openings: counted}); err != nil {
		return err
	}
	return c.Redirect(say.path(pathOf(openingsPath, listingArg, l.ID)), fiber.StatusSeeOther)
}

// seen is what a page knows of the last count: its moment, or "0" for none.
func seen(latest facility.Openings, at int64) string {
	if len(latest) == 0 {
		at = 0
	}
	return strconv.FormatInt(at, 10)
}

// countIn reads what somebody counted: by a press, or with the whole form.
func countIn(form url.Values, latest facility.Openings) (facility.Openings, error) {
	if press := form.Get(pressField); press != "" {
		return checkin.Press(latest, press)
	}
	counted, err := openingsIn(form, facility.OpeningKinds(), func(kind facility.OpeningKind) string { return form.Get(openPrefix + string(kind)) })
	if err != nil {
		return nil, fmt.Errorf("%w: %w", checkin.ErrIncomplete, err)
	}
	return counted, nil
}

// countedBy is the source of a count: stewards speak for others.
func countedBy(by gate.Actor) string {
	if by.User.Role == account.Facility {
		return checkin.Itself
	}
	return checkin.BySteward
}

func (s *Server) renderOpenings(c *fiber.Ctx, by gate.Actor, l *facility.Listing, p *facility.Profile, problem string, typed url.Values) error {
	say := s.speech(c)
	latest, at := checkin.Latest(p)
	page := openingsPage{
		Name: l.Name.String(), Back: say.path(pathOf(listingPath, listingArg, l.ID)), Action: say.path(pathOf(openingsPath, listingArg, l.ID)),
		Means: say.path(openMeansPath), Counted: len(latest) > 0, Problem: problem,
	}
	if page.Counted {
		page.Seen = at.Unix()
	}
	page.Rooms, page.Others = say.roomsCounted(l, p, typed)
	var err error
	if page.Promise, err = s.promisePart(c.UserContext(), say, l, p); err != nil {
		return err
	}
	if by.User.Role == account.Facility {
		page.Keys = say.path(pathOf(keysPath, listingArg, l.ID))
	}
	return s.renderStaff(c, say, by, page)
}

// roomsCounted are the kinds that the place has, and those it does not.
func (say speech) roomsCounted(l *facility.Listing, p *facility.Profile, typed url.Values) (rooms, others []roomCounted) {
	has, zone := map[facility.OpeningKind]bool{}, zoneOf(*l, p.Hours.Value)
	for _, kind := range checkin.KindsOf(l, p) {
		has[kind] = true
	}
	for _, kind := range facility.OpeningKinds() {
		room := say.roomCounted(kind, p, zone)
		if typed != nil {
			room.Open, room.Total, room.Wait = typed.Get(openPrefix+room.Kind), typed.Get(totalPrefix+room.Kind), typed.Get(waitPrefix+room.Kind)
		}
		if has[kind] {
			rooms = append(rooms, room)
		} else {
			others = append(others, room)
		}
	}
	return rooms, others
}

func (say speech) roomCounted(kind facility.OpeningKind, p *facility.Profile, zone string) roomCounted {
	room := roomCounted{Kind: string(kind), Label: say.openingKind(kind), Most: facility.MaxOpenings, MostWait: facility.MaxWaitlistDays, None: true}
	f, told := p.Openings[kind]
	if !told || !f.Stated {
		return room
	}
	room.Now, room.AsOf = say.opening(f.Value), say.Text("openings.as-of", say.timeThere(f.AsOf(), zone))
	room.Old, room.None = !f.Fresh(say.now), f.Value.Open == 0
	room.Open, room.Total, room.Wait = strconv.Itoa(f.Value.Open), unlessNone(f.Value.Total), unlessNone(f.Value.WaitlistDays)
	return room
}

// unlessNone is a number that stands for nothing told when it is 0.
func unlessNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
