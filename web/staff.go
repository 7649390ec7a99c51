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
	"haven/internal/account/provider"
	"haven/internal/checkin/reception"
	"haven/internal/freshness/survey"
	"haven/internal/handover"
	"haven/internal/httpx"
	"haven/internal/listing"
	"haven/internal/merge"
	"haven/internal/owner/registry"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/tally"
	"haven/internal/tray"
)

// Staff is what the pages of people who sign in are made from.
type Staff struct {
	Gate   *gate.Gate
	Desk   *desk.Desk
	Owners *registry.Registry
	// Tally counts how often seekers meet a place; nil for a site that does not.
	Tally *tally.Tally
	// Reception hears what places tell by links.
	Reception *reception.Reception
	// Stewards is what those who keep the directory true work with.
	Stewards *steward.Office
	// Tray holds files on their way into the directory.
	Tray *tray.Tray
	// Merges is where they decide which records are one place.
	Merges *merge.Desk
	// Edits takes what owners and stewards change of listings.
	Edits *listing.Editor
	// Survey counts how fresh the facts of all places are.
	Survey *survey.Survey
	// Mail and Text send what an agent hands over; nil where nobody has set
	// them up.
	Mail, Text handover.Sender
	// Provider signs in the people of one organisation; nil for none.
	Provider *provider.Provider
	// Enter lets whoever looks at a demo in, in a role; nil elsewhere.
	Enter func(ctx context.Context, role account.Role) (gate.Ticket, error)
}

// staffHandler answers somebody who is signed in and whose role includes what
// the route needs. Whether they may have the very case or referral is for
// package desk to judge.
type staffHandler func(c *fiber.Ctx, by gate.Actor) error

// staffRoute is a page or an action for people who are signed in. All of them
// are in staffRoutes, from which the tests of who is refused are made.
type staffRoute struct {
	method, path string
	needs        account.Action
	handle       staffHandler
}

// staffRoutes are all pages and actions for people who are signed in.
func (s *Server) staffRoutes() []staffRoute {
	return slices.Concat(
		s.ownRoutes(), s.peopleRoutes(), s.helplineRoutes(),
		s.deskRoutes(), s.loopRoutes(), s.referralRoutes(), s.receivedRoutes(),
		s.listingRoutes(), s.editRoutes(), s.ownerRoutes(),
		s.openingsRoutes(),
		s.inboxRoutes(), s.letterRoutes(), s.freshnessRoutes(),
		s.mergeRoutes(), s.importRoutes(),
	)
}

// staff adds what is there for people who sign in. Nothing of it is stored by
// browsers, shown by search engines or asked for by other sites' pages.
func (s *Server) staff(r fiber.Router) {
	own := httpx.OwnForms(s.BaseURL)
	s.entrance(r, own)
	s.answers(r, own)
	s.claims(r, own)
	s.checkins(r, own)
	for _, route := range s.staffRoutes() {
		r.Add(route.method, route.path, own, s.forStaff(route))
	}
}

// actorKey is under which a request keeps who is signed in, for its error page.
type actorKey struct{}

// forStaff lets those in whose role includes what a route needs.
func (s *Server) forStaff(route staffRoute) fiber.Handler {
	return func(c *fiber.Ctx) error {
		httpx.Uncompressed(c)
		keepOut(c)
		by, err := s.Staff.Gate.Actor(c.UserContext(), s.sessions.Token(c), httpx.Client(c))
		if errors.Is(err, gate.ErrSignedOut) {
			return s.askToSignIn(c)
		}
		if err == nil {
			c.Locals(actorKey{}, by)
		}
		if err == nil && !account.May(by.User, route.needs, by.User.Organisation.ID) {
			err = gate.ErrForbidden
		}
		if err == nil {
			c.SetUserContext(desk.Visit(c.UserContext()))
			err = route.handle(c, by)
		}
		return s.failed(c, err)
	}
}

// failed is what an error means to whoever asked; one that comes of too many
// attempts tells when there may be another.
func (s *Server) failed(c *fiber.Ctx, err error) error {
	var throttled gate.ThrottledError
	if errors.As(err, &throttled) {
		s.retryAfter(c, throttled)
		return httpx.Fail(http.StatusTooManyRequests, "There were too many attempts. Wait a little, then try again.", err)
	}
	return staffFailure(err)
}

// staffFailures are what errors of the desk and of the gate mean to those who
// asked. A colleague's change is shown by the page that met it.
var staffFailures = []struct {
	is     error
	status int
	say    string
}{
	{gate.ErrForbidden, http.StatusForbidden, "Your role does not include this."},
	{gate.ErrLink, http.StatusGone, "This link was used or is too old. Ask for a new one."},
	{desk.ErrNotFound, http.StatusNotFound, "There is nothing here that you may see."},
	{store.ErrDecided, http.StatusConflict, "This edit does not wait any more."},
	{steward.ErrNotFound, http.StatusNotFound, "This does not wait any more."},
	{desk.ErrTaken, http.StatusConflict, "A colleague has this follow-up, or it is done."},
	{referral.ErrNotAllowed, http.StatusConflict, "This step is not possible from here."},
	{referral.ErrInvalid, http.StatusBadRequest, "Something in the form cannot be kept as it is."},
}

func staffFailure(err error) error {
	for _, f := range staffFailures {
		if errors.Is(err, f.is) {
			return httpx.Fail(f.status, f.say, err)
		}
	}
	return err
}

// atDesk is how the desk knows who acts.
func atDesk(by gate.Actor) referral.Actor {
	role := referral.Agent
	if by.User.Role == account.Supervisor {
		role = referral.Supervisor
	}
	return referral.Actor{Role: role, Org: by.User.Organisation.ID, Person: by.User.ID, From: by.From}
}

// signedIn is who a page of staff is shown to, and where they can go from it.
type signedIn struct {
	Email, Organisation, Role string
	Areas                     []area
}

// area is a part of the site that somebody's role includes.
type area struct {
	Name, Path string
	Here       bool
	Due        string // what waits there, "" for nothing
}

func (say speech) role(r account.Role) string { return say.Text("role." + string(r)) }

// areas are where somebody's work is, by what it takes; the first is where they
// come to when they have signed in.
var areas = []struct {
	needs     account.Action
	key, path string
}{
	{account.OpenCase, "staff.desk", deskPath},
	{account.FollowUp, "follow-up.nav", followUpsPath},
	{account.SeeBoard, "board.nav", boardPath},
	{account.EditListing, "listing.nav", listingsPath},
	{account.AnswerReferral, "received.nav", receivedPath},
	{account.DecideListing, "inbox.nav", inboxPath},
	{account.DecideListing, "letter.nav", lettersPath},
	{account.Import, "import.nav", importsPath},
	{account.Invite, "staff.people", peoplePath},
	{account.SetHelpline, "staff.helpline", helplinePath},
	{account.SeeFreshness, "freshness.nav", freshnessPath},
	{account.OwnAccount, "staff.account", accountPath},
}

func (say speech) areasOf(u account.User) []area {
	var all []area
	for _, a := range areas {
		if account.May(u, a.needs, u.Organisation.ID) {
			all = append(all, area{Name: say.Text(a.key), Path: say.path(a.path), Here: say.here == a.path})
		}
	}
	return all
}

// renderStaff answers with a page for somebody who is signed in.
func (s *Server) renderStaff(c *fiber.Ctx, say speech, by gate.Actor, p page) error {
	user := say.signedIn(by.User)
	if err := s.countDue(c.UserContext(), say, by, user.Areas); err != nil {
		return err
	}
	return s.renderFor(c, say, user, p)
}

func (say speech) signedIn(u account.User) *signedIn {
	return &signedIn{u.Email, u.Organisation.Name, say.role(u.Role), say.areasOf(u)}
}

// remember sets the session cookie. It outlives the session by a shift, so that a
// form sent too late can still be tied to whoever wrote it.
func (s *Server) remember(c *fiber.Ctx, t gate.Ticket) {
	s.sessions.Give(c, t.Token, t.Expires.Add(account.Longest).Truncate(time.Second))
}
