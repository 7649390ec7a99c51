package httpx_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/httpx"
)

// serve answers one request with an app that has the handler at /api/:what.
func serve(t *testing.T, cfg httpx.Config, handler fiber.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	app := httpx.New(cfg)
	app.Get("/api/:what", handler)
	app.Get("/page/:what", handler)
	return send(t, app, httptest.NewRequest(method, target, nil))
}

func send(t *testing.T, app *fiber.App, request *http.Request) (*http.Response, string) {
	t.Helper()
	response, err := app.Test(request, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestAnErrorBecomesAProblemForProgramsAndKeepsItsCauseToItself(t *testing.T) {
	secret := errors.New("password of the database is swordfish")
	for _, c := range []struct {
		name   string
		err    error
		status int
		detail string
	}{
		{"chosen by the handler", httpx.Fail(http.StatusConflict, "Somebody was faster. Look again.", secret), 409, "Somebody was faster. Look again."},
		{"a wrong parameter", fmt.Errorf("wrapped: %w", &ask.ParamError{Param: "radius", Message: "Send 25mi."}), 400, "Send 25mi."},
		{"no such facility", fmt.Errorf("load: %w: %w", facility.ErrNotFound, secret), 404, "There is no facility with this id. Search for it by name and place."},
		{"too slow", fmt.Errorf("search: %w", context.DeadlineExceeded), 503, "This took too long. Try again in a moment, or ask for less."},
		{"anything else", secret, 500, "Something went wrong on our side. Try again in a moment."},
	} {
		response, body := serve(t, httpx.Config{Logger: silent()}, func(*fiber.Ctx) error { return c.err }, "GET", "/api/x")
		var problem httpx.Problem
		if err := json.Unmarshal([]byte(body), &problem); err != nil {
			t.Fatalf("%s: %v in %s", c.name, err, body)
		}
		if response.StatusCode != c.status || problem.Status != c.status || problem.Detail != c.detail {
			t.Errorf("%s: %d %+v, want %d %q", c.name, response.StatusCode, problem, c.status, c.detail)
		}
		if kind := response.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s is of type %s", c.name, kind)
		}
		if strings.Contains(body, "swordfish") {
			t.Errorf("%s tells its cause: %s", c.name, body)
		}
		if problem.RequestID == "" || problem.RequestID != response.Header.Get("X-Request-Id") {
			t.Errorf("%s: request id %q in the problem, %q in the header", c.name, problem.RequestID, response.Header.Get("X-Request-Id"))
		}
	}
}

// page renders errors for people.
func page(c *fiber.Ctx, e *httpx.Error) error {
	return c.SendString(fmt.Sprintf("<h1>%d</h1><p>%s</p>", e.Status, e.Message))
}

func TestPeopleGetErrorsAsPages(t *testing.T) {
	cfg := httpx.Config{Logger: silent(), Page: page}
	missing := func(*fiber.Ctx) error { return facility.ErrNotFound }
	response, body := serve(t, cfg, missing, "GET", "/page/x")
	if response.StatusCode != 404 || !strings.HasPrefix(body, "<h1>404</h1>") {
		t.Errorf("page: %d %s", response.StatusCode, body)
	}
	for _, path := range []string{"/api/x", "/healthz", "/readyz", "/metrics"} {
		if _, body := serve(t, cfg, missing, "GET", path); !strings.HasPrefix(body, "{") {
			t.Errorf("%s answers a program with a page: %s", path, body)
		}
	}
	if response, _ := serve(t, cfg, missing, "GET", "/nowhere"); response.StatusCode != 404 {
		t.Errorf("no route: %d", response.StatusCode)
	}
}

func TestAPageThatCannotBeRenderedStillAnswers(t *testing.T) {
	var log bytes.Buffer
	cfg := httpx.Config{
		Logger: slog.New(slog.NewJSONHandler(&log, nil)),
		Page:   func(*fiber.Ctx, *httpx.Error) error { return errors.New("template is broken") },
	}
	response, body := serve(t, cfg, func(*fiber.Ctx) error { return facility.ErrNotFound }, "GET", "/page/x")
	if response.StatusCode != 500 || !strings.Contains(body, "our side") || !strings.Contains(log.String(), "template is broken") {
		t.Errorf("%d %s; logged %s", response.StatusCode, body, &log)
	}
}

func TestAPanicIsOurFaultAndLogged(t *testing.T) {
	var log bytes.Buffer
	cfg := httpx.Config{Logger: slog.New(slog.NewJSONHandler(&log, nil))}
	response, _ := serve(t, cfg, func(*fiber.Ctx) error { panic("out of cheese") }, "GET", "/api/x")
	if response.StatusCode != 500 || !strings.Contains(log.String(), "out of cheese") {
		t.Errorf("%d, logged %s", response.StatusCode, &log)
	}
}

func TestTheLogTellsTheRouteAndNeverWhatWasAsked(t *testing.T) {
	var log bytes.Buffer
	cfg := httpx.Config{Logger: slog.New(slog.NewJSONHandler(&log, nil))}
	wrong := func(c *fiber.Ctx) error {
		return &ask.ParamError{Param: "q", Value: c.Query("q"), Message: "q is " + c.Query("q")}
	}
	serve(t, cfg, wrong, "GET", "/api/secretword?q=methadone")
	serve(t, cfg, wrong, "GET", "/secretword/nowhere?q=methadone")
	lines := log.String()
	for _, private := range []string{"secretword", "methadone", "0.0.0.0"} {
		if strings.Contains(lines, private) {
			t.Errorf("the log holds %q:\n%s", private, lines)
		}
	}
	var line struct {
		Method, Route string
		Status        int
		Duration      time.Duration
		RequestID     string `json:"request_id"`
	}
	first, _, _ := strings.Cut(lines, "\n")
	if err := json.Unmarshal([]byte(first), &line); err != nil {
		t.Fatal(err)
	}
	if line.Method != "GET" || line.Route != "/api/:what" || line.Status != 400 || line.RequestID == "" {
		t.Errorf("the line is %s", first)
	}
	if strings.Count(lines, "\n") != 2 || !strings.Contains(lines, `"route":"(none)","status":404`) {
		t.Errorf("want a line for each request, the second without a route:\n%s", lines)
	}
}

func TestEveryAnswerKeepsTheVisitPrivate(t *testing.T) {
	fine := func(c *fiber.Ctx) error { return c.SendString("fine") }
	for _, target := range []string{"/api/x", "/nowhere"} {
		response, _ := serve(t, httpx.Config{Logger: silent()}, fine, "GET", target)
		for header, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "no-referrer",
			"Cache-Control":           "no-store",
			"X-DNS-Prefetch-Control":  "off",
		} {
			if got := response.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", target, header, got)
			}
		}
		if cookies := response.Header.Values("Set-Cookie"); len(cookies) > 0 {
			t.Errorf("%s sets cookies %q", target, cookies)
		}
	}
}

func TestAHandlerHasADeadline(t *testing.T) {
	slow := func(c *fiber.Ctx) error {
		<-c.UserContext().Done()
		return c.UserContext().Err()
	}
	response, _ := serve(t, httpx.Config{Logger: silent(), Timeout: time.Millisecond}, slow, "GET", "/api/x")
	if response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a handler past its deadline answers %d", response.StatusCode)
	}
}

func TestAMethodThatARouteDoesNotTakeIsSaid(t *testing.T) {
	fine := func(c *fiber.Ctx) error { return c.SendString("fine") }
	for _, method := range []string{"DELETE", "PROPFIND", "get"} {
		for path, kind := range map[string]string{"/api/x": "application/problem+json", "/page/x": "text/plain; charset=utf-8"} {
			var log bytes.Buffer
			cfg := httpx.Config{Logger: slog.New(slog.NewTextHandler(&log, nil)), Page: page}
			response, body := serve(t, cfg, fine, method, path)
			if response.StatusCode != 405 || response.Header.Get("Allow") != "GET, HEAD" || !strings.Contains(body, "method") {
				t.Errorf("%s %s: %d, Allow %q: %s", method, path, response.StatusCode, response.Header.Get("Allow"), body)
			}
			if got := response.Header.Get("Content-Type"); got != kind {
				t.Errorf("%s %s is answered in %s", method, path, got)
			}
			if response.Header.Get("Content-Security-Policy") == "" || !strings.Contains(log.String(), "status=405") {
				t.Errorf("%s %s goes past the edge: %s", method, path, &log)
			}
		}
	}
	if response, _ := serve(t, httpx.Config{Logger: silent()}, fine, "PROPFIND", "/nowhere"); response.StatusCode != 404 || response.Header.Get("Allow") != "" {
		t.Errorf("where there is nothing: %d, Allow %q", response.StatusCode, response.Header.Get("Allow"))
	}
}

func TestAScriptIsAnsweredAsAProgramAmongPages(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent(), Page: page})
	app.Post("/s/:token/map", httpx.ForPrograms, func(*fiber.Ctx) error { return facility.ErrNotFound })
	response, body := send(t, app, httptest.NewRequest("POST", "/s/x/map", nil))
	if response.StatusCode != 404 || response.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v %s", response.StatusCode, response.Header, body)
	}
}

func TestPicturesMayComeFromOneMoreSiteAlone(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent(), Pictures: "https://tiles.example"})
	app.Get("/", func(c *fiber.Ctx) error { return c.SendString("fine") })
	response, _ := send(t, app, httptest.NewRequest("GET", "/", nil))
	got := response.Header.Get("Content-Security-Policy")
	if !strings.Contains(got, "img-src 'self' https://tiles.example;") || strings.Count(got, "tiles.example") != 1 {
		t.Errorf("the policy is %q", got)
	}
}
