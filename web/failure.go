package web

import (
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// failurePage says what went wrong and where to go instead.
type failurePage struct {
	Heading, Text string
	// Form lets people go on from a dead end; nil where a search would be
	// refused, too.
	Form *searchForm
	// RequestID finds a fault of ours in the operator's log.
	RequestID string
}

func (failurePage) name() string          { return "failure" }
func (p failurePage) title(speech) string { return p.Heading }

// ErrorPage answers a failed request with a page; it is an httpx.ErrorPage.
func (s *Server) ErrorPage(c *fiber.Ctx, e *httpx.Error) error {
	say := s.speech(c)
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
	p := failurePage{Heading: say.Text(kind), Text: say.Text(kind + ".text")}
	switch {
	case status >= http.StatusInternalServerError:
		p.RequestID = requestID
	case status != http.StatusTooManyRequests:
		p.Form = &searchForm{}
	}
	return p
}
