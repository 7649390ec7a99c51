package web

import (
	"errors"
	"html/template"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// authenticatorPage shows the secret for an authenticator app, and asks for the
// first code that is made of it.
type authenticatorPage struct {
	onward
	QR      template.HTML
	Link    template.URL // for an app on the device that shows the page
	Secret  string       // in groups, to be typed
	Problem string
}

func (authenticatorPage) name() string            { return "authenticator" }
func (authenticatorPage) title(say speech) string { return say.Text("authenticator.heading") }

// recoveryPage shows the recovery codes, which nobody sees again.
type recoveryPage struct {
	onward
	Codes []string
}

func (recoveryPage) name() string            { return "recovery-codes" }
func (recoveryPage) title(say speech) string { return say.Text("recovery.heading") }

func (s *Server) authenticatorForm(c *fiber.Ctx) error {
	return s.showSecret(c, s.sessions.Token(c), onward{To: wayOn(c.Query(toField))}, "")
}

// showSecret shows the same secret as often as it is asked for. Whoever has an
// authenticator is led to their account.
func (s *Server) showSecret(c *fiber.Ctx, token string, o onward, problem string) error {
	session, err := s.Staff.Gate.Session(c.UserContext(), token)
	if errors.Is(err, gate.ErrSignedOut) {
		return s.askAgain(c, o)
	}
	if err != nil {
		return err
	}
	say := s.speech(c)
	secret, err := s.Staff.Gate.OfferSecret(c.UserContext(), token)
	if errors.Is(err, gate.ErrForbidden) {
		return c.Redirect(say.path(accountPath), fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	p, err := newAuthenticator(say, secret, session.User.Email)
	if err != nil {
		return err
	}
	p.onward, p.Problem = o, problem
	return s.render(c, say, p)
}

// group is how many characters of a secret are typed before eyes go back.
const group = 4

func newAuthenticator(say speech, secret account.Secret, email string) (p authenticatorPage, err error) {
	link := secret.URL(say.Text("site.name"), email)
	drawn, err := drawQR(link)
	if err != nil {
		return p, err
	}
	var groups []string
	for part := range slices.Chunk([]byte(secret.Text()), group) {
		groups = append(groups, string(part))
	}
	// Both are made of our own characters alone: the link is escaped, the drawing
	// holds numbers.
	return authenticatorPage{QR: template.HTML(drawn), Link: template.URL(link), Secret: strings.Join(groups, " ")}, nil
}

// enrol answers the first code of an authenticator with the recovery codes.
// They stand in the answer itself, as nothing keeps them for another page.
func (s *Server) enrol(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	o, say := s.onwardIn(form), s.speech(c)
	ticket, codes, err := s.Staff.Gate.Enrol(c.UserContext(), s.sessions.Token(c), form.Get(oneTimeField), httpx.Client(c))
	switch {
	case errors.Is(err, gate.ErrSignedOut):
		return s.askAgain(c, o)
	case errors.Is(err, gate.ErrForbidden):
		return c.Redirect(say.path(accountPath), fiber.StatusSeeOther)
	case err != nil:
		problem, err := s.problem(c, err, say.Text("authenticator.refused"))
		if err != nil {
			return err
		}
		return s.showSecret(c, s.sessions.Token(c), o, problem)
	}
	s.remember(c, ticket)
	return s.showRecoveryCodes(c, say, ticket, codes, o)
}

func (s *Server) showRecoveryCodes(c *fiber.Ctx, say speech, t gate.Ticket, codes []string, o onward) error {
	by, err := s.Staff.Gate.Actor(c.UserContext(), t.Token, httpx.Client(c))
	if err != nil {
		return err
	}
	p := recoveryPage{onward: s.opened(o, by), Codes: codes}
	if p.To == "" {
		p.To = say.workOf(by.User)
	}
	return s.renderStaff(c, say, by, p)
}
