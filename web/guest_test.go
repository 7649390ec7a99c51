package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const somePassword = "a few plain words"

// guest is somebody at a browser, which keeps the cookie that it is given and
// runs no scripts.
type guest struct {
	*office
	token string
}

func (o *office) guest() *guest { return &guest{office: o} }

func (g *guest) ask(method, path, form string) answer {
	g.t.Helper()
	a := colleague{office: g.office, token: g.token}.ask(method, path, form)
	for _, cookie := range a.Cookies() {
		g.token = cookie.Value
	}
	return a
}

func (g *guest) get(path string) answer        { return g.ask(http.MethodGet, path, "") }
func (g *guest) post(path, form string) answer { return g.ask(http.MethodPost, path, form) }

// link is the path of a one-time link for a new user.
func (o *office) link(email string, role account.Role, of account.Organisation) string {
	o.t.Helper()
	token, err := o.staff.Gate.InviteByCommand(o.t.Context(), gate.Newcomer{Email: email, Role: role, Organisation: of})
	if err != nil {
		o.t.Fatal(err)
	}
	return joinAddress(token)
}

var shownSecret = regexp.MustCompile(`otpauth://[^"]*secret=([A-Z2-7]+)`)

// code is what an authenticator shows that has read a page.
func (o *office) code(page answer) string {
	o.t.Helper()
	found := shownSecret.FindStringSubmatch(page.body)
	if found == nil {
		o.t.Fatalf("the page shows no secret: %d\n%s", page.StatusCode, page.text())
	}
	return secretOf(o.t, found[1]).Code(o.at)
}

// joined is an agent who came in by a link, on the pages, with the secret of
// their authenticator and their recovery codes.
func (o *office) joined(email string) (g *guest, secret account.Secret, recovery []string) {
	o.t.Helper()
	g = o.guest()
	g.post(o.link(email, account.Agent, o.line), "password="+url.QueryEscape(somePassword))
	page := g.get(authenticatorPath)
	secret = secretOf(o.t, shownSecret.FindStringSubmatch(page.body)[1])
	codes := g.post(authenticatorPath, "code="+o.code(page))
	o.at = o.at.Add(time.Minute) // that code is used
	return g, secret, recoveryCodes(codes)
}

var recoveryCode = regexp.MustCompile(`<code>(\w{4}-\w{4}-\w{4})</code>`)

func recoveryCodes(page answer) (codes []string) {
	for _, found := range recoveryCode.FindAllStringSubmatch(page.body, -1) {
		codes = append(codes, found[1])
	}
	return codes
}

// keeps is what a page carries of words that came too late, sealed.
func (g *guest) keeps(words url.Values) string {
	g.t.Helper()
	told, err := json.Marshal(words)
	if err != nil {
		g.t.Fatal(err)
	}
	sealed, err := g.staff.Gate.Keep(g.t.Context(), g.token, told)
	if err != nil || sealed == "" {
		g.t.Fatalf("nobody is known here (%v)", err)
	}
	return sealed
}

// begin signs in with e-mail and password.
func (g *guest) begin(email string) answer {
	g.t.Helper()
	return g.post(signInPath, "email="+url.QueryEscape(email)+"&password="+url.QueryEscape(somePassword))
}

// isIn wants a browser to be signed in, or not.
func (g *guest) isIn(t *testing.T, what string, want bool) {
	t.Helper()
	if got := g.get(accountPath).StatusCode == http.StatusOK; got != want {
		t.Errorf("%s: signed in %v, want %v", what, got, want)
	}
}

// leadsTo wants an answer to lead somewhere.
func (a answer) leadsTo(t *testing.T, path string) {
	t.Helper()
	if a.StatusCode != http.StatusSeeOther || a.address() != path {
		t.Errorf("%d, leads to %q, want %q\n%s", a.StatusCode, a.address(), path, a.text())
	}
}

// is wants an answer of a status that says something.
func (a answer) is(t *testing.T, status int, sentences ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%d, want %d", a.StatusCode, status)
	}
	a.says(t, sentences...)
}

// hidden are the fields of a page's own forms that nobody sees, as they are sent.
func hidden(page answer) url.Values {
	form := url.Values{}
	_, main, _ := strings.Cut(page.body, "<main")
	for _, found := range hiddenField.FindAllStringSubmatch(main, -1) {
		form.Add(unescaped(found[1]), unescaped(found[2]))
	}
	return form
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

var unescaped = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&#43;", "+").Replace
