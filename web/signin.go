package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// Addresses for people who are about to sign in, or out.
const (
	signInPath        = "/sign-in"
	codePath          = "/sign-in/code"
	recoverPath       = "/sign-in/recover"
	authenticatorPath = "/sign-in/authenticator"
	againPath         = "/sign-in/again"
	signOutPath       = "/sign-out"
	joinPath          = "/join/:token"
)

const (
	emailField    = "email"
	passwordField = "password"
	oneTimeField  = "code"
)

// signInPage asks for e-mail and password.
type signInPage struct {
	onward
	Email   string
	Problem string
	// Provider is the organisation whose people sign in elsewhere, at ByProvider.
	Provider, ByProvider string
	Roles                []option // that whoever looks at a demo can be
}

func (signInPage) name() string            { return "sign-in" }
func (signInPage) title(say speech) string { return say.Text("sign-in.heading") }

// entryRoute is a page or an action for people who are not signed in yet.
type entryRoute struct {
	method, path string
	handle       fiber.Handler
}

// entryRoutes lead in, or out.
func (s *Server) entryRoutes() []entryRoute {
	return []entryRoute{
		{fiber.MethodGet, signInPath, s.signInForm},
		{fiber.MethodPost, signInPath, s.signIn},
		{fiber.MethodGet, codePath, s.codeForm},
		{fiber.MethodPost, codePath, s.confirm},
		{fiber.MethodGet, recoverPath, s.recoverForm},
		{fiber.MethodPost, recoverPath, s.recover},
		{fiber.MethodGet, authenticatorPath, s.authenticatorForm},
		{fiber.MethodPost, authenticatorPath, s.enrol},
		{fiber.MethodPost, againPath, s.again},
		{fiber.MethodGet, providerPath, s.toProvider},
		{fiber.MethodGet, ProviderBackPath, s.fromProvider},
		{fiber.MethodGet, joinPath, s.joinForm},
		{fiber.MethodPost, joinPath, s.join},
		{fiber.MethodPost, signOutPath, s.signOut},
	}
}

// entrance adds the pages that lead in. own refuses forms of other sites.
func (s *Server) entrance(r fiber.Router, own fiber.Handler) {
	limit := httpx.Limit(tripRate)
	for _, route := range s.entryRoutes() {
		handlers := []fiber.Handler{own, s.atEntrance(route.handle)}
		if strings.HasPrefix(route.path, providerPath) {
			handlers = append([]fiber.Handler{limit}, handlers...)
		}
		r.Add(route.method, route.path, handlers...)
	}
	if s.Staff.Enter != nil {
		r.Post(demoEnterPath, own, s.atEntrance(s.enterDemo))
	}
}

// atEntrance is for pages that hold somebody's way in.
func (s *Server) atEntrance(handle fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		httpx.Uncompressed(c)
		keepOut(c)
		return s.failed(c, handle(c))
	}
}

func (s *Server) signInForm(c *fiber.Ctx) error {
	return s.askWho(c, s.speech(c), signInPage{onward: onward{To: wayOn(c.Query(toField))}})
}

func (s *Server) askWho(c *fiber.Ctx, say speech, p signInPage) error {
	p.Roles, p.Provider = s.lookAround(say), s.byProvider()
	p.ByProvider = say.path(providerPath)
	if p.Kept == "" {
		p.ByProvider = p.leading(p.ByProvider)
	}
	return s.render(c, say, p)
}

// sent are the fields of a form of staff.
func sent(c *fiber.Ctx) (url.Values, error) {
	form, err := posted(c)
	return url.Values(form), err
}

// askToSignIn stands at the address that somebody wanted, and leads back to it.
func (s *Server) askToSignIn(c *fiber.Ctx) error {
	say := s.speech(c)
	p := signInPage{onward: onward{To: say.path(say.here)}, Problem: say.Text("sign-in.first")}
	if c.Method() != fiber.MethodGet {
		var err error
		if p.onward, err = s.interrupted(c, say); err != nil {
			return err
		}
	}
	c.Status(http.StatusUnauthorized)
	return s.askWho(c, say, p)
}

// askAgain is for a session that ended halfway in.
func (s *Server) askAgain(c *fiber.Ctx, o onward) error {
	say := s.speech(c)
	c.Status(http.StatusUnauthorized)
	return s.askWho(c, say, signInPage{onward: o, Problem: say.Text("sign-in.again")})
}

func (s *Server) signIn(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	email, o := form.Get(emailField), s.onwardIn(form)
	ticket, err := s.Staff.Gate.SignIn(c.UserContext(), email, form.Get(passwordField), httpx.Client(c))
	if err != nil {
		say := s.speech(c)
		problem, err := s.problem(c, err, say.Text("sign-in.refused"))
		if err != nil {
			return err
		}
		return s.askWho(c, say, signInPage{onward: o, Email: email, Problem: problem})
	}
	return s.goOn(c, ticket, o)
}

// problem is what the page says that asks again after an attempt was refused,
// or came too soon; other errors come back.
func (s *Server) problem(c *fiber.Ctx, err error, refused string) (string, error) {
	var throttled gate.ThrottledError
	switch {
	case errors.As(err, &throttled):
		wait := s.retryAfter(c, throttled)
		c.Status(http.StatusTooManyRequests)
		return s.speech(c).Count("sign-in.wait", int((wait+time.Minute-1)/time.Minute)), nil
	case errors.Is(err, gate.ErrRefused):
		c.Status(http.StatusForbidden)
		return refused, nil
	}
	return "", err
}

// retryAfter tells when there may be another attempt.
func (s *Server) retryAfter(c *fiber.Ctx, e gate.ThrottledError) time.Duration {
	wait := max(time.Second, e.Until.Sub(s.Now()))
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	return wait
}

// goOn leads whoever has a new ticket to what is still asked of them, then to
// where they wanted. What they wrote is in no address, so with it the next page
// stands right here.
func (s *Server) goOn(c *fiber.Ctx, t gate.Ticket, o onward) error {
	s.remember(c, t)
	say := s.speech(c)
	switch {
	case t.Stage == account.SignedIn:
		return s.arrive(c, t.Token, o)
	case o.Kept == "":
		return c.Redirect(o.leading(say.path(asked[t.Stage])), fiber.StatusSeeOther)
	case t.Stage == account.NeedsSecret:
		return s.showSecret(c, t.Token, o, "")
	}
	return s.render(c, say, codePage{onward: o})
}

// asked is what is still asked of a session, by its stage.
var asked = map[account.Stage]string{account.NeedsCode: codePath, account.NeedsSecret: authenticatorPath}

func (s *Server) signOut(c *fiber.Ctx) error {
	err := s.Staff.Gate.SignOut(c.UserContext(), s.sessions.Token(c), httpx.Client(c))
	if err != nil && !errors.Is(err, gate.ErrSignedOut) {
		return err
	}
	s.sessions.Drop(c)
	return c.Redirect(s.speech(c).path("/"), fiber.StatusSeeOther)
}
