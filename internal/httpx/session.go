package httpx

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Sessions keeps the token of somebody who signed in, in a cookie. Seekers are
// never given one.
type Sessions struct {
	name   string
	secure bool
}

// NewSessions is for the site at a base URL. Under https the cookie bears a
// name that browsers take from this very host alone, so that no neighbour of
// its domain can plant one (RFC 6265bis, 4.1.3.2).
func NewSessions(base string) Sessions {
	if strings.HasPrefix(base, "https://") {
		return Sessions{"__Host-haven", true}
	}
	return Sessions{"haven", false}
}

// Token is the token that a request carries, "" for none.
func (s Sessions) Token(c *fiber.Ctx) string { return c.Cookies(s.name) }

// Give gives a browser a token until the session ends at the latest. Scripts
// cannot read it, and requests that other sites start do not carry it, but for
// links.
func (s Sessions) Give(c *fiber.Ctx, token string, expires time.Time) {
	s.give(c, s.name, token, expires)
}

func (s Sessions) give(c *fiber.Ctx, name, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: name, Value: value, Path: "/", Expires: expires,
		HTTPOnly: true, Secure: s.secure, SameSite: fiber.CookieSameSiteLaxMode,
	})
}

// Drop takes the token away from a browser.
func (s Sessions) Drop(c *fiber.Ctx) { s.Give(c, "", time.Unix(0, 0)) }

// trip is added to the name of the cookie that a browser keeps while it is with
// another site to sign in.
const trip = "-trip"

// Trip is what a browser kept while it was away, "" for nothing.
func (s Sessions) Trip(c *fiber.Ctx) string { return c.Cookies(s.name + trip) }

// GiveTrip gives a browser what it brings back.
func (s Sessions) GiveTrip(c *fiber.Ctx, value string, expires time.Time) {
	s.give(c, s.name+trip, value, expires)
}

// DropTrip takes it away: it is for one trip.
func (s Sessions) DropTrip(c *fiber.Ctx) { s.give(c, s.name+trip, "", time.Unix(0, 0)) }

// Client is the address that a request comes from: for the audit trail of what
// signed-in people do, and for nothing that seekers do.
func Client(c *fiber.Ctx) netip.Addr {
	v, _ := c.Locals(visitKey{}).(visit)
	return v.client
}

// OwnForms refuses what changes something unless a page of our own sent it:
// another site must not act in the name of whoever is signed in here. Browsers
// tell where a request was started, since 2023 in Sec-Fetch-Site and before in
// Origin; nothing else can be believed without a token in every form.
func OwnForms(base string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead || sentByUs(c, base) {
			return c.Next()
		}
		return Fail(http.StatusForbidden, "This was not sent by a page of this site. Open the page again and send it from there.", nil)
	}
}

func sentByUs(c *fiber.Ctx, base string) bool {
	if site := c.Get("Sec-Fetch-Site"); site != "" {
		return site == "same-origin"
	}
	origin, err := url.Parse(c.Get(fiber.HeaderOrigin))
	return err == nil && origin.Host != "" && (origin.Host == string(c.Request().Host()) || c.Get(fiber.HeaderOrigin) == base)
}

type plainKey struct{}

// Uncompressed has an answer sent as it is: the length of a compressed one tells
// a secret to somebody who can have text of their own put beside it.
func Uncompressed(c *fiber.Ctx) { c.Locals(plainKey{}, true) }
