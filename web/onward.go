package web

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// onward is where somebody goes on to when they have signed in. If their
// session ended while they wrote, that is where they had sent it to, and Kept
// is the form: it travels in the pages that lead in, sealed, and is neither
// stored here nor part of an address. It opens for whoever wrote it alone, once
// they are signed in: till then it stands on a screen that others may see.
type onward struct {
	To   string
	Kept string
	// Words are what was kept, opened.
	Words []field
	// Lost says that there was more than can be carried, Stale that nobody knows
	// any more whose words they were.
	Lost, Stale bool
}

// carried is for pages that carry words into another language, too.
func (o onward) carried() onward { return o }

const (
	toField   = "to"
	keptField = "kept"
	// maxKept is how much is carried, in bytes as they are sent: what is left of
	// the largest form that is taken is for e-mail, password and the rest.
	maxKept = 60 << 10
)

// unkept are fields that are carried nowhere. They are those of the pages of
// people who are signed in, so that each has a name which nothing else bears:
// a filter of a search is a "code", too.
var unkept = []string{passwordField, presentField, recoveryField, offerCodeField}

// interrupted is the form that somebody sent without being signed in any more.
func (s *Server) interrupted(c *fiber.Ctx, say speech) (onward, error) {
	form, err := sent(c)
	if err != nil || len(form) == 0 || slices.ContainsFunc(unkept, form.Has) {
		return onward{}, err
	}
	words, err := json.Marshal(form)
	if err != nil {
		return onward{}, err
	}
	sealed, err := s.Staff.Gate.Keep(c.UserContext(), s.sessions.Token(c), words)
	switch {
	case err != nil || sealed == "":
		return onward{Stale: true}, err
	case len(sealed) > maxKept:
		return onward{Lost: true}, nil
	}
	return s.onwardIn(url.Values{toField: {say.path(say.here)}, keptField: {sealed}}), nil
}

// onwardIn reads what a page that leads in has carried.
func (s *Server) onwardIn(form url.Values) onward {
	o := onward{To: wayOn(form.Get(toField)), Kept: form.Get(keptField)}
	if o.Kept != "" && !s.takesForms(o.To) {
		return onward{} // no page of ours made that
	}
	return o
}

// takesForms reports whether a path is one that signed-in people send forms to.
func (s *Server) takesForms(path string) bool {
	_, here := s.parse(path)
	return slices.ContainsFunc(s.staffRoutes(), func(r staffRoute) bool {
		return r.method == fiber.MethodPost && fiber.RoutePatternMatch(here, r.path, fiber.Config{CaseSensitive: true})
	})
}

// wayOn is a path of this site to go on to, "" for whatever else a link may
// have been made to say: nobody is led from here to another site.
func wayOn(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\r\n\t") {
		return ""
	}
	return u.EscapedPath()
}

// leading is the address of a page that leads in, with where it goes on to.
func (o onward) leading(path string) string {
	if o.To == "" {
		return path
	}
	return path + "?" + url.Values{toField: {o.To}}.Encode()
}

// sendAgainPage shows somebody who is signed in again what they wrote, and
// sends it where they had sent it, by a press.
type sendAgainPage struct{ onward }

func (sendAgainPage) name() string            { return "send-again" }
func (sendAgainPage) title(say speech) string { return say.Text("send-again.heading") }

// arrive leads somebody who is signed in to where they wanted, or to their
// work; with words they see them first.
func (s *Server) arrive(c *fiber.Ctx, token string, o onward) error {
	by, err := s.Staff.Gate.Actor(c.UserContext(), token, httpx.Client(c))
	if err != nil {
		return err
	}
	say := s.speech(c)
	o = s.opened(o, by)
	if len(o.Words) > 0 {
		return s.renderStaff(c, say, by, sendAgainPage{o})
	}
	if o.To == "" {
		o.To = say.workOf(by.User)
	}
	return c.Redirect(o.To, fiber.StatusSeeOther)
}

// opened shows words to whoever wrote them.
func (s *Server) opened(o onward, by gate.Actor) onward {
	if o.Kept == "" {
		return o
	}
	words, ok := s.Staff.Gate.Kept(by.User, o.Kept)
	form := url.Values{}
	if !ok || json.Unmarshal(words, &form) != nil {
		return onward{}
	}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			o.Words = append(o.Words, field{name, value})
		}
	}
	return o
}

// workOf is where somebody comes to who wanted nothing else.
func (say speech) workOf(u account.User) string { return say.areasOf(u)[0].Path }

// again is for who has signed in beside a page that holds what they wrote.
func (s *Server) again(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	o := s.onwardIn(form)
	err = s.arrive(c, s.sessions.Token(c), o)
	if errors.Is(err, gate.ErrSignedOut) {
		say := s.speech(c)
		c.Status(http.StatusUnauthorized)
		return s.askWho(c, say, signInPage{onward: o, Problem: say.Text("sign-in.not-yet")})
	}
	return err
}
