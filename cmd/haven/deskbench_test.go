package main

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"haven/internal/bench/deskload/shift"
	"haven/internal/config"
	"haven/internal/pgtest"
	"haven/internal/store"
)

// Machines that measure are seldom quiet, so what counts here is the processor
// time of one press, that of a PostgreSQL beside not included.
func BenchmarkPressesAtTheDesk(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchmarkPresses(b, filepath.Join(b.TempDir(), "haven.db")) })
	b.Run("postgres", func(b *testing.B) { benchmarkPresses(b, pgtest.URL(b)) })
}

func benchmarkPresses(b *testing.B, database string) {
	a := atTheDesk(b, database)
	path := a.openedCase()
	for _, one := range []struct{ name, path, form string }{
		{"look at the desk", "/desk", ""},
		{"look at a case", path, ""},
		{"search in a case", path + "/search", "near=" + a.zip + "&radius=any&q=detox"},
		{"pick a place", path + "/picks", "add=" + a.picks[0]},
		{"look at the queue", "/desk/follow-ups", ""},
	} {
		b.Run(one.name, func(b *testing.B) {
			b.ReportAllocs()
			began, size := processorTime(b), 0
			for b.Loop() {
				size = len(a.press(one.path, one.form))
			}
			b.ReportMetric(float64((processorTime(b)-began).Microseconds())/float64(b.N)/1000, "cpu-ms/op")
			b.ReportMetric(float64(size), "page-bytes")
		})
	}
}

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// agentAtWork presses in the program itself, without a network.
type agentAtWork struct {
	b          *testing.B
	answer     fasthttp.RequestHandler
	token, zip string
	picks      []string
}

func atTheDesk(b *testing.B, database string) *agentAtWork {
	folder := b.TempDir()
	helpline, err := shift.Hire(b.Context(), database, filepath.Join(folder, "master.key"), 3000, 1)
	if err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), database)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	c := config.Config{DataDir: folder, DatabaseURL: database, BaseURL: "http://haven.example"}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	sealer, err := openSealer(b.Context(), c, s)
	if err != nil {
		b.Fatal(err)
	}
	staff, err := openStaff(b.Context(), c, s)
	if err != nil {
		b.Fatal(err)
	}
	engine, err := openIndex(b.Context(), c, s, quiet)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { engine.Close() })
	app, err := newApp(c, s, sealer, staff, engine, quiet, false)
	if err != nil {
		b.Fatal(err)
	}
	return &agentAtWork{b: b, answer: app.Handler(), token: helpline.Agents[0], zip: helpline.ZIPs[0]}
}

// openedCase is a case with a search, three picks and a referral.
func (a *agentAtWork) openedCase() (path string) {
	path = a.found(`data-here="([^"]*)"`, a.press("/desk/case", "x=1"))[0]
	page := a.press(path+"/search", "near="+a.zip+"&radius=any&q=detox")
	a.picks = a.found(`name="add" value="([^"]*)"`, page)[:3]
	for _, pick := range a.picks {
		a.press(path+"/picks", "add="+pick)
	}
	a.press(path+"/refer", "place="+a.picks[0])
	return path
}

func (a *agentAtWork) found(pattern, page string) (all []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(page, -1) {
		all = append(all, m[1])
	}
	if len(all) == 0 {
		a.b.Fatalf("the page does not show %s:\n%s", pattern, page)
	}
	return all
}

// press sends a form, or asks for a page, and goes where it leads.
func (a *agentAtWork) press(path, form string) string {
	a.b.Helper()
	c := &fasthttp.RequestCtx{}
	c.Init(&fasthttp.Request{}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, nil)
	c.Request.SetRequestURI("http://haven.example" + path)
	c.Request.Header.SetCookie("haven", a.token)
	if form != "" {
		c.Request.Header.SetMethod(fasthttp.MethodPost)
		c.Request.Header.SetContentType("application/x-www-form-urlencoded")
		c.Request.Header.Set("Sec-Fetch-Site", "same-origin")
		c.Request.SetBodyString(form)
	}
	a.answer(c)
	switch c.Response.StatusCode() {
	case fasthttp.StatusOK:
		return string(c.Response.Body())
	case fasthttp.StatusSeeOther:
		to, _, _ := strings.Cut(string(c.Response.Header.Peek("Location")), "#")
		return a.press(strings.TrimPrefix(to, "http://haven.example"), "")
	}
	a.b.Fatal(fmt.Sprintf("%s is answered %d: %s", path, c.Response.StatusCode(), c.Response.Body()))
	return ""
}
