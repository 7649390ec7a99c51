package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/account/provider"
	"haven/internal/httpx"
)

// The way in by an organisation's OpenID Connect provider. It begins with a
// link: where a form leads to another site, the content policy stops it.
const (
	providerPath = "/sign-in/provider"
	// ProviderBackPath is where the provider leads back to.
	ProviderBackPath = "/sign-in/provider/back"
)

// tripRate is more than people of one network sign in, and too little to keep
// us and the provider busy: to come back, too, takes a request to it, whether
// somebody was there or made that up.
var tripRate = httpx.Rate{PerSecond: 1, Burst: 60}

// byProvider offers the way in, "" where there is none.
func (s *Server) byProvider() string {
	if s.Staff.Provider == nil {
		return ""
	}
	return s.Staff.Provider.Organisation
}

func (s *Server) toProvider(c *fiber.Ctx) error {
	if s.Staff.Provider == nil {
		return fiber.ErrNotFound
	}
	to, say := wayOn(c.Query(toField)), s.speech(c)
	if to == "" && say.Lang() != english {
		to = say.path(accountPath) // the provider leads back in English
	}
	trip, address, err := s.Staff.Provider.Begin(c.UserContext(), to)
	if err != nil {
		return providerIsDown(err)
	}
	s.sessions.GiveTrip(c, trip.String(), s.Now().Add(provider.TripLasts))
	return c.Redirect(address, fiber.StatusSeeOther)
}

// fromProvider ends a trip. It is a link of another site that leads here: what
// proves that this browser began it is the cookie that it was given.
func (s *Server) fromProvider(c *fiber.Ctx) error {
	if s.Staff.Provider == nil {
		return fiber.ErrNotFound
	}
	trip := provider.ParseTrip(s.sessions.Trip(c))
	s.sessions.DropTrip(c)
	o := onward{To: wayOn(trip.To)}
	who, err := s.Staff.Provider.Identify(c.UserContext(), trip, c.Query("state"), c.Query("code"))
	if err != nil && !errors.Is(err, provider.ErrRefused) {
		return providerIsDown(err)
	}
	var ticket gate.Ticket
	if err == nil {
		ticket, err = s.Staff.Gate.SignInBy(c.UserContext(), who, s.Staff.Provider.Organisation, httpx.Client(c))
	}
	if errors.Is(err, provider.ErrRefused) {
		err = errors.Join(gate.ErrRefused, err)
	}
	if err != nil {
		say := s.speech(c)
		problem, err := s.problem(c, err, say.Text("provider.refused"))
		if err != nil {
			return err
		}
		return s.askWho(c, say, signInPage{onward: o, Problem: problem})
	}
	return s.goOn(c, ticket, o)
}

func providerIsDown(err error) error {
	return httpx.Fail(http.StatusServiceUnavailable, "Your organisation's sign-in does not answer. Try again in a moment, or sign in with your password.", err)
}
