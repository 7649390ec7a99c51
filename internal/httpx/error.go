package httpx

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
)

// Error is a failed request. Message is a sentence for the person who asked;
// the cause is for the operator, who finds it in the log.
type Error struct {
	Status  int
	Message string
	// Param names the parameter that was refused, if one was.
	Param       string
	Suggestions []string // values of Param that would do
	cause       error
}

func (e *Error) Error() string {
	if e.cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.cause.Error()
}

func (e *Error) Unwrap() error { return e.cause }

// Fail is an Error without a parameter; the cause may be nil.
func Fail(status int, message string, cause error) *Error {
	return &Error{Status: status, Message: message, cause: cause}
}

// messages are the sentences for statuses that no handler chose itself.
var messages = map[int]string{
	http.StatusBadRequest:                  "The request could not be read. Check how it is written and send it again.",
	http.StatusNotFound:                    "There is nothing at this address. Check how it is spelt.",
	http.StatusMethodNotAllowed:            "This address does not take this method. The Allow header names those it takes.",
	http.StatusRequestTimeout:              "The request took too long to arrive. Send it again.",
	http.StatusRequestEntityTooLarge:       "The request is larger than 64 KB. Ask for less.",
	http.StatusRequestHeaderFieldsTooLarge: "The address or the headers are longer than 16 KB. Send the parameters by POST.",
	http.StatusServiceUnavailable:          "This took too long. Try again in a moment, or ask for less.",
	http.StatusInternalServerError:         "Something went wrong on our side. Try again in a moment.",
}

// errorOf is the one place that decides what an error means to the person who
// asked. What it does not know is our fault.
func errorOf(err error) *Error {
	var (
		known *Error
		param *ask.ParamError
		route *fiber.Error
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &param):
		return &Error{Status: http.StatusBadRequest, Message: param.Message, Param: param.Param, Suggestions: param.Suggestions, cause: err}
	case errors.Is(err, facility.ErrNotFound):
		return Fail(http.StatusNotFound, "There is no facility with this id. Search for it by name and place.", err)
	case errors.Is(err, context.DeadlineExceeded):
		return Fail(http.StatusServiceUnavailable, messages[http.StatusServiceUnavailable], err)
	case errors.As(err, &route) && messages[route.Code] != "":
		return Fail(route.Code, messages[route.Code], err)
	}
	return Fail(http.StatusInternalServerError, messages[http.StatusInternalServerError], err)
}

// ErrorPage renders an error as a page.
type ErrorPage func(c *fiber.Ctx, e *Error) error

type programKey struct{}

// ForPrograms stands before a handler that scripts ask, at an address among
// those of pages: errors of it become problem documents.
func ForPrograms(c *fiber.Ctx) error {
	c.Locals(programKey{}, true)
	return c.Next()
}

// forPrograms reports whether a program reads the answer to a request.
func forPrograms(c *fiber.Ctx) bool {
	switch c.Path() {
	case "/healthz", "/readyz", "/metrics":
		return true
	}
	return c.Locals(programKey{}) != nil || strings.HasPrefix(c.Path(), "/api/")
}

// answerError renders an error: to programs as a problem document, to people
// as a page.
func answerError(c *fiber.Ctx, e *Error, page ErrorPage) error {
	c.Status(e.Status)
	if page == nil || forPrograms(c) {
		return answerProblem(c, e)
	}
	return page(c, e)
}
