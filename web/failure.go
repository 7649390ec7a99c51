package web

import (
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// failurePage says what went wrong and where to go instead.
type failurePage struct {
	Heading, Text string
	// Form lets people go on from a dead end; nil where a search would be
	// refused, too, and for staff.
	Form *searchForm
	// Back is where to go on without a form.
	Back, BackLabel string
	// RequestID finds a fault of ours in the operator's log.
	RequestID string
}

func (failurePage) name() string          { return "failure" }
func (p failurePage) title(speech) string { return p.Heading }

// ErrorPage answers a failed request with a page; it is an httpx.ErrorPage.
func (s *Server) ErrorPage(c *fiber.Ctx, e *httpx.Error) error {
	say := s.speech(c)
	if by, ok := c.Locals(actorKey{}).(gate.Actor); ok {
		// Without what is due: the request's time is over.
		return s.renderFor(c, say, say.signedIn(by.User), newStaffFailure(say, by.User, e.Status, httpx.RequestID(c)))
	}
	return s.render(c, say, newFailure(say, e.Status, httpx.RequestID(c)))
}

// newFailure says in our own words what a status means: the error's sentence
// is for programs.
func newFailure(say speech, status int, requestID string) failurePage {
	kind := fmt.Sprintf("failure.%d", status)
	switch {
	case say.Has(kind):
	case status >= http.StatusInternalServerError:
		kind = "failure.500"
	default:
		kind = "failure.400"
	}
	p := failurePage{Heading: say.Text(kind), Text: say.Text(kind + ".text"), Back: say.path("/"), BackLabel: say.Text("failure.home")}
	switch {
	case status >= http.StatusInternalServerError:
		p.RequestID = requestID
	case status != http.StatusTooManyRequests:
		p.Form = &searchForm{}
	}
	return p
}

// newStaffFailure says what a status means to somebody who is signed in, and
// leads back to their work.
func newStaffFailure(say speech, u account.User, status int, requestID string) failurePage {
	kind := fmt.Sprintf("failure.staff.%d", status)
	switch {
	case say.Has(kind):
	case status >= http.StatusInternalServerError:
		kind = "failure.staff.500"
	default:
		kind = "failure.staff.400"
	}
	work := say.areasOf(u)[0]
	p := failurePage{Heading: say.Text(kind), Text: say.Text(kind + ".text"), Back: work.Path, BackLabel: say.Text("failure.staff.back", work.Name)}
	if status >= http.StatusInternalServerError {
		p.RequestID = requestID
	}
	return p
}
