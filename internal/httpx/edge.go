package httpx

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
)

// edge is the outermost handler: all that comes in and goes out passes it.
type edge struct {
	Config
	limiter *limiter
}

func newEdge(cfg Config) *edge {
	return &edge{Config: cfg, limiter: newLimiter(cfg.Rate)}
}

// visit is what the edge knows of a request, for the handlers inside.
type visit struct {
	id     string
	log    *slog.Logger
	client netip.Addr // only to limit how often it asks: never to be kept
}

type visitKey struct{}

func (e *edge) begin(c *fiber.Ctx) visit {
	id := rand.Text()
	v := visit{id: id, log: e.Logger.With("request_id", id), client: e.client(c)}
	c.Locals(visitKey{}, v)
	c.Set(fiber.HeaderXRequestID, id)
	setHeaders(c, e.Pictures)
	return v
}

// RequestID is the random name of a request, which its log line bears too.
func RequestID(c *fiber.Ctx) string {
	v, _ := c.Locals(visitKey{}).(visit)
	return v.id
}

// LogBeside logs what went wrong beside a request that was done all the same.
// Neither what nor err may hold anything of a person.
func LogBeside(c *fiber.Ctx, what string, err error) {
	v, _ := c.Locals(visitKey{}).(visit)
	v.log.Error(what, "err", err)
}

// serve lets a request through and answers its error, if it ends in one.
func (e *edge) serve(c *fiber.Ctx) error {
	started := time.Now()
	v := e.begin(c)
	err := e.pass(c, v)
	e.finish(c, v, e.answer(c, err, e.Page), Observation{
		Method: c.Method(),
		Route:  pattern(c, err),
		Took:   time.Since(started),
	})
	return nil
}

// refuse answers what never became a request: too large, cut off, too slow.
// Where not even its address could be read, a program sent it.
func (e *edge) refuse(c *fiber.Ctx, err error) error {
	page := e.Page
	if c.Path() == unread {
		page = nil
	}
	v := e.begin(c)
	e.finish(c, v, e.answer(c, err, page), Observation{Method: c.Method(), Route: noRoute})
	return nil
}

// unread is the path of a request whose address could not be read.
const unread = "/"

func (e *edge) pass(c *fiber.Ctx, v visit) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if err := e.limiter.hold(c, v.client); err != nil {
		return err
	}
	if err := e.takeBody(c); err != nil {
		return err
	}
	defer leaveBody(c)
	ctx, cancel := context.WithTimeout(c.UserContext(), e.Timeout)
	defer cancel()
	c.SetUserContext(ctx)
	return c.Next()
}

// answer renders err, if any, and returns what is to be logged of it: our own
// faults. A person's mistake may hold what they searched for.
func (e *edge) answer(c *fiber.Ctx, err error, page ErrorPage) error {
	if err == nil {
		return nil
	}
	failure := errorOf(err)
	if rendering := answerError(c, failure, page); rendering != nil {
		failure = Fail(http.StatusInternalServerError, messages[http.StatusInternalServerError], errors.Join(err, rendering))
		if err := answerError(c, failure, nil); err != nil {
			return errors.Join(failure, err)
		}
	}
	if failure.Status >= http.StatusInternalServerError {
		return failure
	}
	return nil
}

func (e *edge) finish(c *fiber.Ctx, v visit, fault error, o Observation) {
	o.Status = c.Response().StatusCode()
	e.Observe(o)
	args := []any{"method", o.Method, "route", o.Route, "status", o.Status, "duration", o.Took}
	if fault != nil {
		v.log.Error("request failed", append(args, "err", fault)...)
		return
	}
	v.log.Info("request", args...)
}

// noRoute stands for requests that no route takes.
const noRoute = "(none)"

// pattern is the pattern of the route that took the request, never its path.
// Where none did, the router says so with an error of its own; a request held
// back came no further than the edge, which is mounted at "/".
func pattern(c *fiber.Ctx, err error) string {
	var fromRouter *fiber.Error
	route := c.Route().Path
	if errors.As(err, &fromRouter) || route == "/" && c.Path() != "/" {
		return noRoute
	}
	return route
}
