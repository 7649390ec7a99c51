package httpx_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// receiver is an app that takes files at /file, and forms elsewhere.
func receiver(t *testing.T) (app *fiber.App, got *string) {
	t.Helper()
	app, got = httpx.New(httpx.Config{Logger: silent(), Uploads: func(path string) bool { return path == "/file" }, Long: func(path string) bool { return path == "/text" }}), new(string)
	app.Post("/file", func(c *fiber.Ctx) error {
		content, err := io.ReadAll(httpx.Upload(c))
		*got = string(content)
		return err
	})
	app.Post("/refused", func(c *fiber.Ctx) error { return httpx.Fail(http.StatusForbidden, "No.", nil) })
	for _, path := range []string{"/form", "/text"} {
		app.Post(path, func(c *fiber.Ctx) error { *got = c.FormValue("a"); return nil })
	}
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

func TestALongTextFitsInAnyScriptWhereItBelongsAndThereIsALimit(t *testing.T) {
	app, got := receiver(t)
	for _, c := range []struct {
		path, words string
		want        int
	}{
		{"/text", strings.Repeat("药", 10_000), http.StatusOK},
		{"/text", strings.Repeat("𠮷", 20_000), http.StatusOK},
		{"/text", strings.Repeat("x", 256<<10), http.StatusRequestEntityTooLarge},
		{"/form", strings.Repeat("药", 10_000), http.StatusRequestEntityTooLarge},
	} {
		form := url.Values{"a": {c.words}}.Encode()
		for _, r := range []*http.Request{httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(form)), chunked(c.path, form)} {
			r.Header.Set(fiber.HeaderContentType, fiber.MIMEApplicationForm)
			*got = ""
			if response, _ := send(t, app, r); response.StatusCode != c.want || c.want == http.StatusOK && *got != c.words {
				t.Errorf("%s with %d bytes: %d, %d bytes came; want %d", c.path, len(form), response.StatusCode, len(*got), c.want)
			}
		}
	}
}
