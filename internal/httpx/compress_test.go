package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

func TestAnswersComeCompressedToWhoTakesThat(t *testing.T) {
	app := httpx.New(httpx.Config{})
	app.Get("/page", func(c *fiber.Ctx) error {
		c.Type("html", "utf-8")
		return c.SendString(strings.Repeat("<li>one more place</li>", 500))
	})
	for accepts, want := range map[string]string{"": "", "gzip": "gzip", "gzip, br": "br"} {
		r := httptest.NewRequest(http.MethodGet, "/page", nil)
		r.Header.Set("Accept-Encoding", accepts)
		response, err := app.Test(r, -1)
		if err != nil {
			t.Fatal(err)
		}
		if got := response.Header.Get("Content-Encoding"); got != want {
			t.Errorf("whoever accepts %q gets %q, want %q", accepts, got, want)
		}
		if want != "" && response.Header.Get("Vary") == "" {
			t.Errorf("caches are not told that encodings differ")
		}
	}
}
