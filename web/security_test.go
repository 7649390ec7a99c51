package web

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/httpx"
	"haven/internal/store/storetest"
)

// replica is the same office behind another server: one more, or the same one
// after a restart.
func (o *office) replica() *office {
	o.t.Helper()
	other, cfg, now := *o, config(), func() time.Time { return o.at }
	other.staff = &Staff{Gate: gate.New(o.store, o.keys, now), Desk: o.staff.Desk}
	cfg.Now, cfg.Staff = now, other.staff
	other.site = serve(o.t, cfg)
	return &other
}

func TestATokenThatSomebodyPlantedIsNeverSignedIn(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		_, secret, _ := o.joined("ann@example.org")
		o.link("eve@example.org", account.Agent, o.line)
		eve := o.guest()
		eve.post(o.link("eve@example.org", account.Agent, o.line), "password=a+few+plain+words")
		made, _ := account.NewToken()
		for _, planted := range []string{made, eve.token} {
			o.at = o.at.Add(time.Minute)
			ann := o.guest()
			ann.token = planted
			ann.begin("ann@example.org").leadsTo(t, codePath)
			halfway := ann.token
			ann.post(codePath, "code="+secret.Code(o.at)).leadsTo(t, deskPath)
			ann.isIn(t, "her own", true)
			for what, token := range map[string]string{"planted": planted, "from halfway": halfway} {
				if token == ann.token {
					t.Errorf("the token %s stays", what)
				}
				(&guest{o, token}).isIn(t, what, false)
			}
		}
	})
}

func TestASessionEndsOnTheServerToo(t *testing.T) {
	o := inOffice(t)
	g, secret, _ := o.joined("ann@example.org")
	kept := g.token
	out := g.post(signOutPath, "")
	out.leadsTo(t, "/")
	if g.token != "" {
		t.Errorf("the browser keeps %q", g.token)
	}
	(&guest{o, kept}).isIn(t, "the token from before", false)

	g.begin("ann@example.org")
	g.post(codePath, "code="+secret.Code(o.at))
	g.isIn(t, "at first", true)
	o.at = o.at.Add(account.Idle)
	g.isIn(t, "after an idle hour", false)
	g.begin("ann@example.org")
	g.post(codePath, "code="+secret.Code(o.at))
	for range 24 {
		g.isIn(t, "at work", true)
		o.at = o.at.Add(account.Longest / 24)
	}
	g.isIn(t, "after a shift", false)
}

func TestLinksAndCodesWorkOnceAndForTheirTime(t *testing.T) {
	o := inOffice(t)
	link := o.link("bob@example.org", account.Agent, o.line)
	o.at = o.at.Add(account.LinkLasts)
	o.guest().get(link).is(t, http.StatusGone)
	o.guest().post(link, "password=a+few+plain+words").is(t, http.StatusGone)

	_, secret, _ := o.joined("ann@example.org")
	code := secret.Code(o.at)
	first, second := o.guest(), o.guest()
	first.begin("ann@example.org")
	second.begin("ann@example.org")
	first.post(codePath, "code="+code).leadsTo(t, deskPath)
	second.post(codePath, "code="+code).is(t, http.StatusForbidden, "it was used before")
	second.isIn(t, "with a code that was used", false)
	o.at = o.at.Add(5 * time.Minute)
	second.post(codePath, "code="+code).is(t, http.StatusForbidden)
}

// throttled wants an answer to tell when there may be another attempt.
func (a answer) throttled(t *testing.T, what string) {
	t.Helper()
	wait, err := strconv.Atoi(a.Header.Get("Retry-After"))
	if a.StatusCode != http.StatusTooManyRequests || err != nil || wait < 1 || wait > 15*60 {
		t.Errorf("%s: %d, Retry-After %q", what, a.StatusCode, a.Header.Get("Retry-After"))
	}
	a.says(t, "Too many attempts. Wait ")
}

func TestGuessingAPasswordIsSlowedOnEveryReplicaAndForEveryEmailAlike(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		o.joined("ann@example.org")
		offices := []*office{o, o.replica()}
		wrong := func(n int, email string) answer {
			return offices[n%2].guest().post(signInPath, url.Values{"email": {email}, "password": {"guess"}}.Encode())
		}
		for n := range 10 {
			known, unknown := wrong(n, "ann@example.org"), wrong(n, "nobody@example.org")
			if known.StatusCode != http.StatusForbidden || unknown.StatusCode != http.StatusForbidden ||
				strings.ReplaceAll(known.body, "ann@", "nobody@") != unknown.body {
				t.Fatalf("attempt %d tells which e-mail has an account: %d and %d", n, known.StatusCode, unknown.StatusCode)
			}
		}
		wrong(0, "ann@example.org").throttled(t, "the eleventh")
		wrong(1, "nobody@example.org").throttled(t, "the eleventh for nobody")
		restarted := o.replica().guest()
		restarted.begin("ann@example.org").throttled(t, "after a restart, even if right")
		o.at = o.at.Add(15 * time.Minute)
		restarted.begin("ann@example.org").leadsTo(t, codePath)
	})
}

func TestGuessingCodesIsSlowedOnEveryReplica(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		_, secret, codes := o.joined("ann@example.org")
		o.at = o.at.Add(15 * time.Minute)
		g := o.guest()
		g.begin("ann@example.org")
		other := &guest{o.replica(), g.token}
		for n := range 5 {
			[]*guest{g, other}[n%2].post(codePath, "code=00000"+strconv.Itoa(n)).is(t, http.StatusForbidden)
		}
		g.post(codePath, "code="+secret.Code(o.at)).throttled(t, "the sixth code, even if right")
		other.post(recoverPath, "recovery="+codes[0]).throttled(t, "a recovery code instead")
	})
}

func TestGuessingThePresentPasswordTellsWhenToTryAgain(t *testing.T) {
	o := inOffice(t)
	g, _, _ := o.joined("ann@example.org")
	for range 10 {
		g.post(changePath, "present=guess&password=other+plain+words").is(t, http.StatusBadRequest)
	}
	g.post(changePath, "present=a+few+plain+words&password=other+plain+words").throttled(t, "the eleventh")
}

func TestTheCookieIsGuarded(t *testing.T) {
	for base, want := range map[string]http.Cookie{
		"https://haven.example": {Name: "__Host-haven", Secure: true},
		"http://127.0.0.1:8080": {Name: "haven"},
	} {
		o := openOffice(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), func(cfg *Config) { cfg.BaseURL = base })
		link := o.link("ann@example.org", account.Agent, o.line)
		page := o.guest().post(link, "password=a+few+plain+words")
		if len(page.Cookies()) != 1 {
			t.Fatalf("%s gives %v", base, page.Cookies())
		}
		got := page.Cookies()[0]
		if got.Name != want.Name || got.Secure != want.Secure || !got.HttpOnly || got.SameSite != http.SameSiteLaxMode ||
			got.Path != "/" || got.Domain != "" || got.Expires.Sub(o.at) > account.Halfway+account.Longest {
			t.Errorf("%s gives %v", base, got)
		}
	}
}

// elsewhere are ways to say another site, or another header.
var elsewhere = []string{
	"https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/%2fevil.example", "/%5cevil.example", "///evil.example",
	"http:evil.example", "javascript:alert(1)", "data:text/html,evil", "/\t/evil.example", "/\r\nSet-Cookie: evil=1", "%0d%0aSet-Cookie: evil=1", "evil.example", " //evil.example",
}

func TestNobodyIsLedToAnotherSite(t *testing.T) {
	o := inOffice(t)
	g := o.guest()
	g.post(o.link("fay@example.org", account.Facility, o.organisation(account.Owner, "Peach Street")), "password=a+few+plain+words")
	for _, to := range elsewhere {
		form := url.Values{"email": {"fay@example.org"}, "password": {somePassword}, toField: {to}}
		page := o.guest().post(signInPath, form.Encode())
		page.leadsTo(t, listingsPath)
		if page.Header.Get("Set-Cookie") == "" || strings.Contains(fmt.Sprint(page.Header), "evil") {
			t.Errorf("to %q is answered with %v", to, page.Header)
		}
		for _, path := range []string{signInPath, codePath, recoverPath} {
			o.guest().get(path+"?"+url.Values{toField: {to}}.Encode()).keepsQuiet(t, "evil")
		}
	}
}

func TestWhatStrangersSendMakesNoHeaderAndNoLineOfTheLog(t *testing.T) {
	o := inOffice(t)
	var log bytes.Buffer
	cfg := config()
	cfg.Now, cfg.Staff = func() time.Time { return o.at }, o.staff
	s := newServer(t, cfg)
	app := httpx.New(httpx.Config{Logger: slog.New(slog.NewTextHandler(&log, nil)), Page: s.ErrorPage})
	s.Register(app)
	o.app = app
	injected := "x\r\nSet-Cookie: evil=1\r\nlevel=ERROR msg=evil"
	requests := 0
	for _, path := range []string{
		signInPath, codePath, recoverPath, againPath, authenticatorPath, casesPath, peoplePath,
		"/join/" + url.PathEscape(injected), "/person/" + url.PathEscape(injected) + "/renew", "/" + url.PathEscape(injected),
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			form := url.Values{"email": {injected}, "password": {injected}, "code": {injected}, "recovery": {injected}, "to": {injected}, injected: {injected}}
			r := httptest.NewRequest(method, path+"?"+form.Encode(), strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			for _, name := range []string{"User-Agent", "X-Forwarded-For", "Referer", "Accept-Language"} {
				r.Header.Set(name, "evil\tlevel=ERROR")
			}
			page := o.do(r)
			requests++
			if strings.Contains(fmt.Sprint(page.Header), "evil") {
				t.Errorf("%s %s is answered with %v", method, path, page.Header)
			}
		}
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != requests || strings.Contains(log.String(), "evil") {
		t.Errorf("%d requests make %d lines:\n%s", requests, len(lines), log.String())
	}
}

func TestSeekersAreShownTheWayInAndGivenNoCookie(t *testing.T) {
	o := inOffice(t)
	way := regexp.MustCompile(`<footer(?s:.*)<a class="way-in" href="/sign-in">For helplines and facilities: sign in</a>`)
	for _, path := range []string{"/", "/about", "/no-such-page"} {
		page := o.get(path)
		if !way.MatchString(page.body) || len(page.Cookies()) > 0 {
			t.Errorf("%s: %v", path, page.Cookies())
		}
		serve(t, config()).get(path).keepsQuiet(t, "way-in")
	}
	o.as(account.Agent).get(accountPath).keepsQuiet(t, "way-in")
}
