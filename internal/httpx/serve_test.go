package httpx_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

func TestServeEndsWithItsContextAndLetsRequestsFinish(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent()})
	begun, finish := make(chan bool), make(chan bool)
	app.Get("/slow", func(c *fiber.Ctx) error {
		begun <- true
		<-finish
		return c.SendString("whole")
	})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- httpx.Serve(ctx, app, ln, time.Minute) }()
	answer := make(chan string)
	go func() { answer <- fetch(t, "http://"+ln.Addr().String()+"/slow") }()
	<-begun
	stop()
	close(finish)
	if got := <-answer; got != "whole" {
		t.Errorf("the running request got %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestServeEndsWhenToldBeforeItBegan(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := httpx.Serve(ctx, httpx.New(httpx.Config{Logger: silent()}), ln, time.Minute); err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	var log bytes.Buffer
	app := httpx.New(httpx.Config{Logger: slog.New(slog.NewJSONHandler(&log, nil)), Page: page})
	app.Post("/api/x", func(c *fiber.Ctx) error { return c.SendString("fine") })
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- httpx.Serve(ctx, app, ln, time.Minute) }()
	url := "http://" + ln.Addr().String() + "/api/x"
	response, err := http.Post(url, "application/json", strings.NewReader(strings.Repeat(" ", 65<<10)))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 413 || response.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("a body of 65 KB: %d %v", response.StatusCode, response.Header)
	}
	response, err = http.Get(url + "?q=" + strings.Repeat("long", 8<<10))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if kind := response.Header.Get("Content-Type"); response.StatusCode != 431 || kind != "application/problem+json" {
		t.Errorf("an address of 32 KB: %d %s", response.StatusCode, kind)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if strings.Contains(log.String(), "longlong") || !strings.Contains(log.String(), `"status":431`) {
		t.Errorf("logged %.500s", &log)
	}
}

func fetch(t *testing.T, url string) string {
	response, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return string(body) + "\n" + err.Error()
	}
	return string(body)
}

func TestAClientBehindAProxyDoesNotChooseItsAddress(t *testing.T) {
	app := httpx.New(httpx.Config{Logger: silent(), TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	app.Get("/who", func(c *fiber.Ctx) error { return c.SendString(fmt.Sprint(httpx.Client(c), " ", httpx.Local(c))) })
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- httpx.Serve(ctx, app, ln, time.Minute) }()
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{nil, "127.0.0.1 true"},
		{[]string{"203.0.113.9"}, "203.0.113.9 false"},
		{[]string{"1.1.1.1", "203.0.113.9"}, "203.0.113.9 false"},
		{[]string{"1.1.1.1, 2.2.2.2", "203.0.113.9, 127.0.0.5"}, "203.0.113.9 false"},
		{[]string{"", "203.0.113.9"}, "203.0.113.9 false"},
	} {
		r, err := http.NewRequest(http.MethodGet, "http://"+ln.Addr().String()+"/who", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header["X-Forwarded-For"] = c.lines
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || string(got) != c.want {
			t.Errorf("%q: it is taken for %s (%v), want %s", c.lines, got, err, c.want)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}
