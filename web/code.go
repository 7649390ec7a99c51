package web

import (
	"context"
	"errors"
	"net/netip"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// recoveryField is the recovery code.
const recoveryField = "recovery"

// codePage asks for the one-time code.
type codePage struct {
	onward
	Problem string
}

func (codePage) name() string            { return "code" }
func (codePage) title(say speech) string { return say.Text("code.heading") }

// recoverPage asks for a recovery code instead.
type recoverPage struct {
	onward
	Problem string
}

func (recoverPage) name() string            { return "recover" }
func (recoverPage) title(say speech) string { return say.Text("recover.heading") }

func (s *Server) codeForm(c *fiber.Ctx) error {
	return s.render(c, s.speech(c), codePage{onward: onward{To: wayOn(c.Query(toField))}})
}

func (s *Server) recoverForm(c *fiber.Ctx) error {
	return s.render(c, s.speech(c), recoverPage{onward: onward{To: wayOn(c.Query(toField))}})
}

func (s *Server) confirm(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	refused := func(o onward, problem string) page { return codePage{o, problem} }
	return s.prove(c, form, s.Staff.Gate.Confirm, form.Get(oneTimeField), s.speech(c).Text("code.refused"), refused)
}

// recover takes a recovery code. The page before leads here, too, with what it
// carries and without one.
func (s *Server) recover(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	if !form.Has(recoveryField) {
		return s.render(c, s.speech(c), recoverPage{onward: s.onwardIn(form)})
	}
	refused := func(o onward, problem string) page { return recoverPage{o, problem} }
	return s.prove(c, form, s.Staff.Gate.Recover, form.Get(recoveryField), s.speech(c).Text("recover.refused"), refused)
}

// proof takes a session further by a code.
type proof func(ctx context.Context, token, code string, from netip.Addr) (gate.Ticket, error)

// prove takes the session of whoever asks further, or shows the page again.
func (s *Server) prove(c *fiber.Ctx, form url.Values, by proof, code, refused string, again func(onward, string) page) error {
	o := s.onwardIn(form)
	ticket, err := by(c.UserContext(), s.sessions.Token(c), code, httpx.Client(c))
	switch {
	case errors.Is(err, gate.ErrSignedOut):
		return s.askAgain(c, o)
	case err != nil:
		problem, err := s.problem(c, err, refused)
		if err != nil {
			return err
		}
		return s.render(c, s.speech(c), again(o, problem))
	}
	return s.goOn(c, ticket, o)
}
