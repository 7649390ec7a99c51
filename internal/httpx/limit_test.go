package httpx_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

func TestWhoAsksTooOftenIsToldHowLongToWait(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent(), Rate: httpx.Rate{PerSecond: 0.01, Burst: 2}})
	app.Get("/api/x", func(c *fiber.Ctx) error { return c.SendString("fine") })
	for range 2 {
		if response, body := send(t, app, httptest.NewRequest("GET", "/api/x", nil)); response.StatusCode != 200 {
			t.Fatalf("%d %s", response.StatusCode, body)
		}
	}
	response, body := send(t, app, httptest.NewRequest("GET", "/api/x", nil))
	if response.StatusCode != 429 || response.Header.Get("Retry-After") != "100" || !strings.Contains(body, "Wait 100 s") {
		t.Errorf("%d, Retry-After %s: %s", response.StatusCode, response.Header.Get("Retry-After"), body)
	}
}

func TestARouteMayBeLimitedMoreThanOthers(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent()})
	fine := func(c *fiber.Ctx) error { return c.SendString("fine") }
	app.Get("/read", fine)
	app.Post("/tell", httpx.Limit(httpx.Rate{PerSecond: 0.01, Burst: 1}), fine)
	for i, want := range []int{200, 429} {
		if response, body := send(t, app, httptest.NewRequest("POST", "/tell", nil)); response.StatusCode != want {
			t.Errorf("telling %d times: %d %s", i+1, response.StatusCode, body)
		}
	}
	if response, body := send(t, app, httptest.NewRequest("GET", "/read", nil)); response.StatusCode != 200 {
		t.Errorf("others: %d %s", response.StatusCode, body)
	}
}
