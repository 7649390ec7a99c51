package httpx_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// locked is a log that several requests write to.
type locked struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// listen serves a stream at /export and returns its address.
func listen(t *testing.T, log io.Writer, write func(context.Context, io.Writer) error) string {
	t.Helper()
	app := httpx.New(httpx.Config{Logger: slog.New(slog.NewTextHandler(log, nil))})
	app.Get("/export", func(c *fiber.Ctx) error { return httpx.Stream(c, write) })
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- httpx.Serve(ctx, app, ln, 10*time.Second) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return "http://" + ln.Addr().String() + "/export"
}

func TestAStreamArrivesWhole(t *testing.T) {
	line := strings.Repeat("x", 1000) + "\n"
	url := listen(t, io.Discard, func(ctx context.Context, w io.Writer) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for range 1000 {
			if _, err := io.WriteString(w, line); err != nil {
				return err
			}
		}
		return nil
	})
	if got := fetch(t, url); got != strings.Repeat(line, 1000) {
		t.Errorf("got %d bytes of %d", len(got), 1000*len(line))
	}
}

func TestAStreamThatFailsIsCutSoThatItsReaderKnows(t *testing.T) {
	for name, fail := range map[string]func() error{
		"an error": func() error { return errors.New("the disk is gone") },
		"a panic":  func() error { panic("the disk is gone") },
	} {
		var log locked
		url := listen(t, &log, func(_ context.Context, w io.Writer) error {
			if _, err := io.WriteString(w, strings.Repeat("x", 200<<10)); err != nil {
				return err
			}
			return fail()
		})
		response, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if err == nil {
			t.Errorf("%s: the reader takes the part for the whole", name)
		}
		if !strings.Contains(log.String(), "the disk is gone") {
			t.Errorf("%s is not logged: %s", name, log.String())
		}
	}
}

func TestAStreamEndsWhenItsReaderLeaves(t *testing.T) {
	var log locked
	ended := make(chan error, 1)
	url := listen(t, &log, func(ctx context.Context, w io.Writer) error {
		for {
			if _, err := io.WriteString(w, strings.Repeat("x", 100<<10)); err != nil {
				ended <- err
				return err
			}
		}
	})
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if err := <-ended; !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the writer ended with %v", err)
	}
	if strings.Contains(log.String(), "stream failed") {
		t.Errorf("a reader who leaves is logged as a fault: %s", log.String())
	}
}
