package httpx_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// receiver is an app that takes files at /file, and forms elsewhere.
func receiver(t *testing.T) (app *fiber.App, got *string) {
	t.Helper()
	app, got = httpx.New(httpx.Config{Logger: silent(), Uploads: func(path string) bool { return path == "/file" }}), new(string)
	app.Post("/file", func(c *fiber.Ctx) error {
		content, err := io.ReadAll(httpx.Upload(c))
		*got = string(content)
		return err
	})
	app.Post("/refused", func(c *fiber.Ctx) error { return httpx.Fail(http.StatusForbidden, "No.", nil) })
	app.Post("/form", func(c *fiber.Ctx) error { *got = c.FormValue("a"); return nil })
	return app, got
}

// chunked is a request that does not tell how long it is.
func chunked(path, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, io.MultiReader(strings.NewReader(body)))
	r.ContentLength = -1
	r.TransferEncoding = []string{"chunked"}
	r.Header.Set(fiber.HeaderContentType, fiber.MIMEApplicationForm)
	return r
}

func TestAFileMayBeLargerThanAnythingElse(t *testing.T) {
	app, got := receiver(t)
	large := strings.Repeat("x", 1<<20)
	for _, r := range []*http.Request{httptest.NewRequest(http.MethodPost, "/file", strings.NewReader(large)), chunked("/file", large)} {
		if response, _ := send(t, app, r); response.StatusCode != http.StatusOK || *got != large {
			t.Errorf("%d, %d bytes came", response.StatusCode, len(*got))
		}
	}
	for _, path := range []string{"/form", "/refused", "/nowhere"} {
		for _, r := range []*http.Request{httptest.NewRequest(http.MethodPost, path, strings.NewReader(large)), chunked(path, large)} {
			if response, _ := send(t, app, r); response.StatusCode != http.StatusRequestEntityTooLarge {
				t.Errorf("%s takes it: %d", path, response.StatusCode)
			}
		}
	}
}

func TestAFormIsReadWhetherOrNotItTellsItsLength(t *testing.T) {
	app, got := receiver(t)
	for _, value := range []string{"1", strings.Repeat("y", 30<<10)} {
		for _, r := range []*http.Request{httptest.NewRequest(http.MethodPost, "/form", strings.NewReader("a="+value)), chunked("/form", "a="+value)} {
			r.Header.Set(fiber.HeaderContentType, fiber.MIMEApplicationForm)
			if response, _ := send(t, app, r); response.StatusCode != http.StatusOK || *got != value {
				t.Errorf("%d, %d bytes came, want %d", response.StatusCode, len(*got), len(value))
			}
		}
	}
}
