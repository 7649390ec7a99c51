package web

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/httpx"
	"haven/internal/sample"
	"haven/internal/seal"
	"haven/internal/seal/sealtest"
)

const searched = "near=30303&code=MD&q=peach"

func TestASearchLivesAtAnAddressThatTellsNothing(t *testing.T) {
	s := serve(t, config())
	sent := s.send(searched)
	if sent.StatusCode != http.StatusSeeOther || !strings.HasPrefix(sent.address(), "/s/") || sent.body != "" {
		t.Fatalf("the form is answered %d, to %q: %s", sent.StatusCode, sent.address(), sent.body)
	}
	for _, trace := range []string{"30303", "peach"} {
		if strings.Contains(sent.address(), trace) {
			t.Errorf("%q is in %s", trace, sent.address())
		}
	}
	for _, time := range []string{"first", "reloaded", "from a bookmark"} {
		page := s.get(sent.address())
		if page.StatusCode != http.StatusOK || page.Header.Get("Cache-Control") != "no-store" || !strings.Contains(page.Header.Get("X-Robots-Tag"), "noindex") {
			t.Errorf("%s: %d %v", time, page.StatusCode, page.Header)
		}
		page.says(t, "Peach Street Recovery Center")
	}
	if again := s.send(searched); again.address() == sent.address() || len(again.address()) != len(s.send("near=30303").address()) {
		t.Error("whoever compares addresses learns something of the searches")
	}
}

func TestASearchIsKeptForADayAndThenAskedForAgain(t *testing.T) {
	cfg := config()
	now := sample.Now
	cfg.Sealer = sealtest.New(t, func() time.Time { return now })
	s := serve(t, cfg)
	address := s.send(searched).address()
	now = sample.Now.Add(24*time.Hour - time.Second)
	s.get(address).says(t, "Peach Street Recovery Center")
	now = now.Add(time.Second)
	isAskedAgain(t, s.get(address))
}

func TestABrokenAddressIsAskedAgainLikeAnExpiredOne(t *testing.T) {
	cfg := config()
	cfg.Sealer = sealtest.New(t, cfg.Now)
	s := serve(t, cfg)
	address := s.send(searched).address()
	shortlist, err := cfg.Sealer.Seal(t.Context(), seal.Shortlist, []byte(searched))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := serve(t, config()).send(searched).address()
	for what, broken := range map[string]string{
		"cut off":           address[:len(address)-1],
		"changed":           address[:40] + "-_" + address[42:],
		"longer":            address + "A",
		"of a shortlist":    foundPath + shortlist,
		"of another server": elsewhere,
		"made up":           "/s/near=30303",
		"far too long":      "/s/" + strings.Repeat("A", 8<<10),
	} {
		t.Run(what, func(t *testing.T) { isAskedAgain(t, s.get(broken)) })
	}
}

func isAskedAgain(t *testing.T, page answer) {
	t.Helper()
	if page.StatusCode != http.StatusGone || !strings.Contains(page.Header.Get("X-Robots-Tag"), "noindex") {
		t.Errorf("status %d, %v", page.StatusCode, page.Header)
	}
	page.says(t, "This search is no longer kept", "Please ask again", "Where?", "Call 911")
	if told := regexp.MustCompile("30303|[Pp]each").FindString(page.text()); told != "" {
		t.Errorf("the page tells %q: %s", told, page.text())
	}
}

func TestASearchTooLongForAnAddressIsRefused(t *testing.T) {
	page := serve(t, config()).send("q=" + strings.Repeat("x", seal.MaxContent))
	if page.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("it is answered %d", page.StatusCode)
	}
	page.says(t, "We could not read that")
}

func TestEveryFilterAtOnceFitsInAnAddress(t *testing.T) {
	s := serve(t, config())
	form := "near=30303&q=" + strings.Repeat("x", 200)
	for _, code := range config().Taxonomy().Codes() {
		form += "&code=" + code.Code
	}
	sent := s.send(form)
	if sent.StatusCode != http.StatusSeeOther {
		t.Fatalf("it is answered %d", sent.StatusCode)
	}
	s.get(sent.address()).keepsQuiet(t, "no longer kept")
}

func TestLogAndMetricsTellTheRouteOfASearchAlone(t *testing.T) {
	var log, observed bytes.Buffer
	server := newServer(t, config())
	app := httpx.New(httpx.Config{
		Logger: slog.New(slog.NewTextHandler(&log, nil)), Page: server.ErrorPage,
		Observe: func(o httpx.Observation) { fmt.Fprintf(&observed, "%+v\n", o) },
	})
	server.Register(app)
	s := site{t: t, app: app, lang: english}
	address := s.send(searched).address()
	s.get(address)
	s.get(address + "x")
	s.search("near=Alanta")
	s.search("nearby=30303")
	for _, trace := range []string{"30303", "peach", "Alanta", address[len(foundPath):]} {
		if strings.Contains(log.String()+observed.String(), trace) {
			t.Errorf("%q is left in\n%s%s", trace, &log, &observed)
		}
	}
	if strings.Count(log.String(), "route=/s/:token") != 3 || strings.Count(observed.String(), "Route:/s/:token") != 3 {
		t.Errorf("the route is not told:\n%s%s", &log, &observed)
	}
}
