package web

import (
	"errors"
	"net/http"
	"regexp"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// long are the paths that texts of up to referral.MaxText characters are posted
// to: of cases, referrals and follow-ups, and what places answer.
var long = regexp.MustCompile(`^(/[a-z]{2})?(/desk/(case|referral|follow-ups)|/r|/referrals)/`)

// IsLong tells the paths that long texts are posted to, for [httpx.Config].
func IsLong(path string) bool { return long.MatchString(path) }

// textAgainPage shows a text of a case that could not be stored, to be changed
// and sent again. It is nowhere else.
type textAgainPage struct {
	Case    string // the address of the case
	Form    textForm
	Label   string
	Problem string
	Consent bool // whether a consent has to be recorded first
}

func (textAgainPage) name() string            { return "text-again" }
func (textAgainPage) title(say speech) string { return say.Text("text-again.heading") }

// refusedText is what is wrong with a text, "" where it is nothing that whoever
// wrote it could mend.
func (say speech) refusedText(t referral.Text, err error) string {
	switch {
	case errors.Is(err, desk.ErrNoConsent):
		return say.Text("text-again.consent")
	case errors.Is(err, referral.ErrInvalid):
		return say.tooLong(t.Words)
	}
	return ""
}

// tooLong says that a text has more characters than are stored, "" if it has not.
func (say speech) tooLong(words string) string {
	if n := utf8.RuneCountInString(words); n > referral.MaxText {
		return say.Text("text-again.long", n, referral.MaxText)
	}
	return ""
}

func (s *Server) showTextAgain(c *fiber.Ctx, by gate.Actor, t referral.Text, problem string, consent bool) error {
	say := s.speech(c)
	say.here = casePath(c.Params("case"))
	at := say.path(say.here)
	c.Status(http.StatusBadRequest)
	return s.renderStaff(c, say, by, textAgainPage{
		Case: at, Form: textForm{at + "/text", string(t.Field), t.Version, t.Words},
		Label: say.Text("text." + string(t.Field)), Problem: problem, Consent: consent,
	})
}
