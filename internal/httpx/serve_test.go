package httpx_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
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
