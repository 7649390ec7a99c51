package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// Addresses for people who are about to sign in, or out.
const (
	signInPath        = "/sign-in"
	codePath          = "/sign-in/code"
	signOutPath       = "/sign-out"
	authenticatorPath = "/sign-in/authenticator"
)

const (
	emailField    = "email"
	passwordField = "password"
	oneTimeField  = "code"
	toField       = "to"
)

// signInPage asks for e-mail and password.
type signInPage struct {
	Email   string
	To      string // the path to go on to
	Problem string
	Roles   []option // that whoever looks at a demo can be
}

func (signInPage) name() string            { return "sign-in" }
func (signInPage) title(say speech) string { return say.Text("sign-in.heading") }

// codePage asks for the one-time code.
type codePage struct {
	To      string
	Problem string
}

func (codePage) name() string            { return "code" }
func (codePage) title(say speech) string { return say.Text("code.heading") }

// entrance adds the pages that lead in. own refuses forms of other sites.
func (s *Server) entrance(r fiber.Router, own fiber.Handler) {
	for _, route := range []struct {
		method, path string
		handle       fiber.Handler
	}{
		{fiber.MethodGet, signInPath, s.signInForm},
		{fiber.MethodPost, signInPath, s.signIn},
		{fiber.MethodGet, codePath, s.codeForm},
		{fiber.MethodPost, codePath, s.confirm},
		{fiber.MethodPost, signOutPath, s.signOut},
	} {
		r.Add(route.method, route.path, own, atEntrance(route.handle))
	}
	if s.Staff.Enter != nil {
		r.Post(demoEnterPath, own, atEntrance(s.enterDemo))
	}
}

// atEntrance is for pages that hold somebody's way in.
func atEntrance(handle fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		httpx.Uncompressed(c)
		keepOut(c)
		return staffFailure(handle(c))
	}
}

func (s *Server) signInForm(c *fiber.Ctx) error {
	return s.askWho(c, s.speech(c), signInPage{To: wayOn(c.Query(toField))})
}

func (s *Server) askWho(c *fiber.Ctx, say speech, p signInPage) error {
	p.Roles = s.lookAround(say)
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
	to := say.path(say.here)
	if c.Method() != fiber.MethodGet {
		to = ""
	}
	c.Status(http.StatusUnauthorized)
	return s.askWho(c, say, signInPage{To: to, Problem: say.Text("sign-in.first")})
}

func (s *Server) signIn(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	email, to := form.Get(emailField), wayOn(form.Get(toField))
	ticket, err := s.Staff.Gate.SignIn(c.UserContext(), email, form.Get(passwordField), httpx.Client(c))
	if errors.Is(err, gate.ErrRefused) {
		say := s.speech(c)
		c.Status(http.StatusForbidden)
		return s.askWho(c, say, signInPage{Email: email, To: to, Problem: say.Text("sign-in.refused")})
	}
	if err != nil {
		return err
	}
	return s.goOn(c, ticket, to)
}

// asked is what is still asked of a session, by its stage.
var asked = map[account.Stage]string{account.NeedsCode: codePath, account.NeedsSecret: authenticatorPath}

// goOn leads whoever has a new ticket to what is still asked of them, then to
// where they wanted or to their work.
func (s *Server) goOn(c *fiber.Ctx, t gate.Ticket, to string) error {
	s.remember(c, t)
	say := s.speech(c)
	if next := asked[t.Stage]; next != "" {
		next = say.path(next)
		if to != "" {
			next += "?" + url.Values{toField: {to}}.Encode()
		}
		return c.Redirect(next, fiber.StatusSeeOther)
	}
	if to == "" {
		session, err := s.Staff.Gate.Session(c.UserContext(), t.Token)
		if err != nil {
			return err
		}
		to = say.areasOf(session.User)[0].Path
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

func (s *Server) codeForm(c *fiber.Ctx) error {
	return s.render(c, s.speech(c), codePage{To: wayOn(c.Query(toField))})
}

func (s *Server) confirm(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	to := wayOn(form.Get(toField))
	ticket, err := s.Staff.Gate.Confirm(c.UserContext(), s.sessions.Token(c), form.Get(oneTimeField), httpx.Client(c))
	say := s.speech(c)
	switch {
	case errors.Is(err, gate.ErrRefused):
		c.Status(http.StatusForbidden)
		return s.render(c, say, codePage{To: to, Problem: say.Text("code.refused")})
	case errors.Is(err, gate.ErrSignedOut):
		c.Status(http.StatusUnauthorized)
		return s.askWho(c, say, signInPage{To: to, Problem: say.Text("sign-in.again")})
	case err != nil:
		return err
	}
	return s.goOn(c, ticket, to)
}

func (s *Server) signOut(c *fiber.Ctx) error {
	err := s.Staff.Gate.SignOut(c.UserContext(), s.sessions.Token(c), httpx.Client(c))
	if err != nil && !errors.Is(err, gate.ErrSignedOut) {
		return err
	}
	s.sessions.Drop(c)
	return c.Redirect(s.speech(c).path("/"), fiber.StatusSeeOther)
}

// wayOn is a path of this site to go on to, "" for whatever else a link may
// have been made to say: nobody is led from here to another site.
func wayOn(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return ""
	}
	return u.Path
}
