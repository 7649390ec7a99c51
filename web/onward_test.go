package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
)

// written is a form that somebody had filled in.
var written = url.Values{
	"notes":  {"She said: \"I can <b>wait</b>\"\r\nuntil Monday & not longer."},
	"need":   {"DT", "MD"},
	"change": {"save"},
}

func TestWordsThatMeetAnEndedSessionAreSentAfterSigningIn(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		g, secret, _ := o.joined("ann@example.org")
		o.at = o.at.Add(account.Idle)
		page := g.post(casesPath, written.Encode())
		page.is(t, http.StatusUnauthorized, "Your words are kept on this page")
		page.keepsQuiet(t, "wait", "Monday")

		form := hidden(page)
		form.Set(emailField, "ann@example.org")
		form.Set(passwordField, "mistyped")
		page = g.post(signInPath, form.Encode())
		page.is(t, http.StatusForbidden, "Your words are kept on this page")

		form = hidden(page)
		form.Set(emailField, "ann@example.org")
		form.Set(passwordField, somePassword)
		page = g.post(signInPath, form.Encode())
		page.is(t, http.StatusOK, "Enter your code", "Your words are kept on this page")

		form = hidden(page)
		form.Set(oneTimeField, secret.Code(o.at))
		page = g.post(codePath, form.Encode())
		page.is(t, http.StatusOK, "You are signed in again", `She said: "I can <b>wait</b>" until Monday`)
		if !strings.Contains(page.body, `<form method="post" action="`+casesPath+`">`) {
			t.Error("what was written is sent elsewhere")
		}
		if got := hidden(page); got.Encode() != written.Encode() {
			t.Errorf("%v is sent, want %v", got, written)
		}
		g.post(casesPath, hidden(page).Encode()).is(t, http.StatusOK)
	})
}

func TestWordsAreCarriedThroughARecoveryCodeAndASignInElsewhere(t *testing.T) {
	o := inOffice(t)
	g, _, codes := o.joined("ann@example.org")
	o.at = o.at.Add(account.Idle)
	kept := hidden(g.post(casesPath, written.Encode()))

	g.post(againPath, kept.Encode()).is(t, http.StatusUnauthorized, "You are not signed in yet", "Your words are kept")
	g.begin("ann@example.org")
	page := g.post(recoverPath, kept.Encode())
	page.is(t, http.StatusOK, "Recovery code", "Your words are kept")
	form := hidden(page)
	form.Set(recoveryField, codes[0])
	g.post(recoverPath, form.Encode()).is(t, http.StatusOK, "You are signed in again", "until Monday")
	g.post(againPath, kept.Encode()).is(t, http.StatusOK, "You are signed in again", "until Monday")
}

func TestWordsOfOnePersonAreNotShownToAnother(t *testing.T) {
	o := inOffice(t)
	g, _, _ := o.joined("ann@example.org")
	o.joined("bob@example.org")
	o.at = o.at.Add(account.Idle)
	form := hidden(g.post(casesPath, written.Encode()))
	bob := o.as(account.Agent)
	g.token = bob.token
	g.post(againPath, form.Encode()).leadsTo(t, deskPath)
}

func TestWordsAreStoredNowhereAndInNoAddress(t *testing.T) {
	o := inOffice(t)
	g, _, _ := o.joined("ann@example.org")
	o.at = o.at.Add(account.Idle)
	form := hidden(g.post(casesPath, written.Encode()))
	form.Set(emailField, "ann@example.org")
	form.Set(passwordField, somePassword)
	page := g.post(signInPath, form.Encode())
	if page.address() != "" || page.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("it leads to %q and may be kept: %s", page.address(), page.Header.Get("Cache-Control"))
	}
	for _, cookie := range page.Cookies() {
		if strings.Contains(cookie.String(), "Monday") {
			t.Error("a cookie holds what was written")
		}
	}
}

func TestNobodyIsMadeToSendAFormAnywhereElse(t *testing.T) {
	o := inOffice(t)
	g, _, _ := o.joined("ann@example.org")
	for _, to := range []string{
		"https://evil.example/", "//evil.example", "/\\evil.example", "/%2Fevil.example", "/%5Cevil.example", "javascript:alert(1)",
		"/sign-out", "/search", "/sign-in", "/es/search", "/desk", "/desk/case/../../search", "/no-such-page", "", "/desk/case?x=1#y",
	} {
		form := url.Values{keptField: {g.keeps(url.Values{"notes": {"planted"}})}, toField: {to}}
		page := g.post(againPath, form.Encode())
		if found := strings.Contains(page.body, "planted"); found && !strings.Contains(page.body, `action="`+casesPath+`"`) {
			t.Errorf("to %q: %d\n%s", to, page.StatusCode, page.text())
		} else if strings.Contains(page.address(), "evil") {
			t.Errorf("to %q leads to %q", to, page.address())
		}
	}
}

func TestAFormWithAPasswordIsCarriedNowhere(t *testing.T) {
	o := inOffice(t)
	for _, name := range unkept {
		page := o.guest().post(casesPath, name+"=swordfish&notes=words")
		page.is(t, http.StatusUnauthorized)
		page.keepsQuiet(t, "swordfish", `name="kept"`)
	}
}

func TestASearchForACallerIsSentAfterSigningIn(t *testing.T) {
	o := inOffice(t)
	ann, _, _ := o.joined("ann@example.org")
	kim := o.as(account.Agent)
	path, code := kim.newCase()
	o.at = o.at.Add(account.Idle)
	for _, c := range []struct {
		to   string
		form url.Values
	}{
		{path + "/search", url.Values{"near": {"30303"}, "code": {"MD"}}},
		{deskSearchPath, url.Values{"near": {"30303"}, "code": {"MD", "DT"}, "must": {"BU"}}},
		{resumePath, url.Values{"code": {code}}},
	} {
		page := ann.post(c.to, c.form.Encode())
		page.is(t, http.StatusUnauthorized, "Your words are kept on this page")
		if o := hidden(page); o.Get(toField) != c.to {
			t.Errorf("from %s it goes on to %q", c.to, o.Get(toField))
		}
		page.keepsQuiet(t, "30303", code)
	}
}

func TestWhatIsTooLongToCarryIsSaidToBe(t *testing.T) {
	o := inOffice(t)
	ann, _, _ := o.joined("ann@example.org")
	o.at = o.at.Add(account.Idle)
	page := ann.post(casesPath, "notes="+strings.Repeat("x", maxKept))
	page.is(t, http.StatusUnauthorized, "It was too long to keep here")
	page.keepsQuiet(t, `name="kept"`)
	longest := hidden(ann.post(casesPath, "notes="+strings.Repeat("é", maxKept/7)))
	longest.Set(emailField, strings.Repeat("e", 254))
	longest.Set(passwordField, strings.Repeat("p", 512))
	if got := o.guest().post(signInPath, longest.Encode()).StatusCode; got != http.StatusForbidden {
		t.Errorf("a form that is carried is answered with %d", got)
	}
}

func TestWordsOfNobodyKnownAreCarriedNowhere(t *testing.T) {
	o := inOffice(t)
	g, _, _ := o.joined("ann@example.org")
	o.at = o.at.Add(30 * time.Hour)
	if err := o.staff.Gate.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := g.post(casesPath, written.Encode())
	page.is(t, http.StatusUnauthorized, "We do not know any more who wrote this")
	page.keepsQuiet(t, `name="kept"`)
	bob := o.as(account.Agent)
	g.token = bob.token
	for _, planted := range []string{"notes=of+nobody", `{"notes":["of nobody"]}`, strings.Repeat("A", 80)} {
		form := url.Values{toField: {casesPath}, keptField: {planted}, "kept.notes": {"of nobody"}}
		g.post(againPath, form.Encode()).keepsQuiet(t, "of nobody")
	}
}

func TestWordsGoAlongIntoAnotherLanguage(t *testing.T) {
	o := inOffice(t)
	g, secret, _ := o.joined("ann@example.org")
	o.at = o.at.Add(account.Idle)
	page := g.post(casesPath, written.Encode())
	if !strings.Contains(page.body, `<form method="post" action="/es/sign-in/again">`) {
		t.Fatalf("the other language is a link:\n%s", page.body)
	}
	form := url.Values{toField: {"/es/desk/case"}, keptField: {hidden(page).Get(keptField)}}
	spanish := g.post("/es"+againPath, form.Encode())
	spanish.is(t, http.StatusUnauthorized, "Su texto está guardado en esta página")
	form.Set(emailField, "ann@example.org")
	form.Set(passwordField, somePassword)
	g.post("/es"+signInPath, form.Encode())
	form.Set(oneTimeField, secret.Code(o.at))
	last := g.post("/es"+codePath, form.Encode())
	last.is(t, http.StatusOK, "until Monday")
	for _, want := range []string{`<form method="post" action="/es/desk/case">`, `<form method="post" action="/sign-in/again">`} {
		if !strings.Contains(last.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
