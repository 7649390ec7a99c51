package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/httpx"
	"haven/internal/sample"
)

// reported are the reports that a site was sent.
func reported(cfg Config) []facility.Report { return *cfg.Directory.(samples).reports }

func TestAReportIsKeptWithItsReasonWordsAndTimeAlone(t *testing.T) {
	cfg := config()
	s := serve(t, cfg)
	at := facilityPath(sample.PeachStreet) + reportPath
	s.get(at).says(t, "Tell us about the listing of Peach Street Recovery Center.", "The phone number is wrong", "Please do not write your name")
	s.post(at, "reason=number&words=It+is+a+bakery.").says(t, "Thank you")
	s.post(facilityPath("hvnmerged1")+reportPath, "reason=closed").says(t, "Thank you")
	want := []facility.Report{
		{Listing: sample.PeachStreet, Reason: facility.WrongNumber, Words: "It is a bakery.", At: sample.Now},
		{Listing: sample.PeachStreet, Reason: facility.Closed, At: sample.Now},
	}
	if got := reported(cfg); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("kept are %+v, want %+v", got, want)
	}
}

func TestAReportMayHaveLines(t *testing.T) {
	for words, kept := range map[string]string{
		"It is a bakery.\r\nSince May.":          "It is a bakery.\nSince May.",
		"To: a@b\r\nBcc: c@d\r\n\r\n\x00\x1b[2J": "To: a@b\nBcc: c@d\n\n[2J",
		"\xff\xfe":                               "",
	} {
		cfg := config()
		form := url.Values{reasonField: {"other"}, wordsField: {words}}.Encode()
		serve(t, cfg).post(facilityPath(sample.PeachStreet)+reportPath, form).says(t, "Thank you")
		if got := reported(cfg); len(got) != 1 || got[0].Words != kept {
			t.Errorf("of %q is kept %+v", words, got)
		}
	}
}

func TestAReportThatCannotBeTakenIsAskedForAgainAndLosesNothing(t *testing.T) {
	long := strings.Repeat("no ", 300)
	for form, says := range map[string]string{
		"words=It+is+a+bakery.":                        "Choose what is wrong.",
		"reason=rude&words=It+is+a+bakery.":            "Choose what is wrong.",
		"reason=closed&words=" + url.QueryEscape(long): "Use 500 letters at most.",
	} {
		cfg := config()
		page := serve(t, cfg).post(facilityPath(sample.PeachStreet)+reportPath, form)
		if page.StatusCode != http.StatusBadRequest || len(reported(cfg)) > 0 {
			t.Errorf("%s: status %d, kept %+v", form, page.StatusCode, reported(cfg))
		}
		page.says(t, says)
		if !strings.Contains(page.body, "bakery") && !strings.Contains(page.body, "no no no") {
			t.Errorf("%s: the words are lost", form)
		}
	}
}

func TestNoOtherSiteMakesItsVisitorsReport(t *testing.T) {
	for from, want := range map[string]int{"cross-site": http.StatusForbidden, "same-origin": http.StatusSeeOther, "": http.StatusSeeOther} {
		cfg := config()
		r := httptest.NewRequest(http.MethodPost, facilityPath(sample.PeachStreet)+reportPath, strings.NewReader("reason=closed"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", from)
		if got := serve(t, cfg).do(r).StatusCode; got != want || (want == http.StatusForbidden) != (len(reported(cfg)) == 0) {
			t.Errorf("a report from %q is answered %d, kept are %+v", from, got, reported(cfg))
		}
	}
}

func TestNobodyReportsWithoutEnd(t *testing.T) {
	s := serve(t, config())
	var last answer
	for range 31 {
		r := httptest.NewRequest(http.MethodPost, facilityPath(sample.PeachStreet)+reportPath, strings.NewReader("reason=closed"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		last = s.do(r)
	}
	if last.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the 31st report in a row is answered %d", last.StatusCode)
	}
}

func TestWhatIsReportedIsNotLogged(t *testing.T) {
	var log bytes.Buffer
	server := newServer(t, config())
	app := httpx.New(httpx.Config{Logger: slog.New(slog.NewTextHandler(&log, nil)), Page: server.ErrorPage})
	server.Register(app)
	s := site{t: t, app: app, lang: english}
	at := facilityPath(sample.PeachStreet) + reportPath
	for _, form := range []string{"reason=number&words=bakery", "words=bakery", "reason=number&reason=bakery"} {
		s.post(at, form)
	}
	if !strings.Contains(log.String(), "/facility/:id/report") || strings.Contains(log.String(), "bakery") || strings.Contains(log.String(), sample.PeachStreet) {
		t.Errorf("the log says %s", log.String())
	}
}
