package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/provider"
	"haven/internal/account/provider/providertest"
	"haven/internal/sample"
	"haven/internal/store/storetest"
)

// withProvider is an office whose helpline has a provider.
func withProvider(t *testing.T) (*office, *providertest.Provider) {
	theirs := providertest.New(t, func() time.Time { return sample.Now })
	o := openOffice(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), func(cfg *Config) {
		cfg.Staff.Provider = provider.New(provider.Settings{
			Issuer: theirs.URL, ClientID: providertest.ClientID, ClientSecret: providertest.ClientSecret, Organisation: "The Line",
		}, cfg.BaseURL+ProviderBackPath, cfg.Now)
	})
	return o, theirs
}

// traveller is a browser that keeps all its cookies.
type traveller struct {
	*office
	cookies map[string]*http.Cookie
}

func (o *office) traveller() traveller { return traveller{o, map[string]*http.Cookie{}} }

func (v traveller) get(path string) answer {
	v.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site") // the provider leads back
	for _, cookie := range v.cookies {
		r.AddCookie(cookie)
	}
	a := v.do(r)
	for _, cookie := range a.Cookies() {
		if cookie.Value == "" {
			delete(v.cookies, cookie.Name)
		} else {
			v.cookies[cookie.Name] = cookie
		}
	}
	return a
}

func TestSomebodyInvitedSignsInWithTheProviderAndOurCode(t *testing.T) {
	o, theirs := withProvider(t)
	o.link("ann@example.org", account.Agent, o.line)
	v := o.traveller()
	page := v.get(signInPath + "?to=/account")
	page.is(t, http.StatusOK, "Sign in with your account at The Line")
	if !strings.Contains(page.body, `href="/sign-in/provider?to=%2Faccount"`) {
		t.Error("the way there is no link")
	}
	away := v.get(providerPath + "?to=/account")
	address, err := url.Parse(away.address())
	if err != nil || !strings.HasPrefix(away.address(), theirs.URL) || address.Query().Get("code_challenge_method") != "S256" {
		t.Fatalf("it leads to %q (%v)", away.address(), err)
	}
	back := theirs.Admit(away.address(), map[string]any{"sub": "s1", "email": "ann@example.org", "email_verified": true})
	v.get(ProviderBackPath+"?"+back.Encode()).leadsTo(t, authenticatorPath+"?to=%2Faccount")
	if len(v.cookies) != 1 {
		t.Errorf("the browser keeps %v", v.cookies)
	}
	v.get(authenticatorPath).is(t, http.StatusOK, "Add your authenticator app")
	v.get(accountPath).is(t, http.StatusUnauthorized)
	v.get(ProviderBackPath+"?"+back.Encode()).is(t, http.StatusForbidden, "We could not sign you in this way")
}

func TestTheTripIsBoundToTheBrowserThatBeganIt(t *testing.T) {
	o, theirs := withProvider(t)
	o.link("ann@example.org", account.Agent, o.line)
	o.link("eve@example.org", account.Agent, o.line)
	eve, ann := o.traveller(), o.traveller()
	planted := theirs.Admit(eve.get(providerPath).address(), map[string]any{"sub": "eve", "email": "eve@example.org", "email_verified": true})
	ann.get(providerPath)
	page := ann.get(ProviderBackPath + "?" + planted.Encode())
	page.is(t, http.StatusForbidden, "We could not sign you in this way")
	for _, cookie := range page.Cookies() {
		if cookie.Value != "" {
			t.Errorf("she is given %v", cookie)
		}
	}
	page = o.traveller().get(ProviderBackPath + "?" + planted.Encode())
	page.is(t, http.StatusForbidden)
}

func TestTheTripsCookieIsGuardedAndShort(t *testing.T) {
	o, _ := withProvider(t)
	for _, cookie := range o.get(providerPath + "?to=https://evil.example/").Cookies() {
		if cookie.Name != "__Host-haven-trip" || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
			t.Errorf("the cookie is %v", cookie)
		}
		if lasts := cookie.Expires.Sub(o.at); lasts > provider.TripLasts {
			t.Errorf("it lasts %s", lasts)
		}
		if strings.Contains(cookie.Value, "evil") {
			t.Errorf("it leads to %s", cookie.Value)
		}
	}
}

func TestStrangersOfTheProviderAreRefused(t *testing.T) {
	o, theirs := withProvider(t)
	o.link("ann@example.org", account.Agent, o.line)
	for what, claims := range map[string]map[string]any{
		"nobody invited": {"sub": "s1", "email": "eve@example.org", "email_verified": true},
		"not verified":   {"sub": "s1", "email": "ann@example.org"},
	} {
		v := o.traveller()
		back := theirs.Admit(v.get(providerPath).address(), claims)
		page := v.get(ProviderBackPath + "?" + back.Encode())
		if page.StatusCode != http.StatusForbidden || len(v.cookies) > 0 {
			t.Errorf("%s: %d, keeps %v", what, page.StatusCode, v.cookies)
		}
	}
	o.traveller().get(ProviderBackPath+"?error=access_denied").is(t, http.StatusForbidden, "We could not sign you in this way")
}

func TestAProviderThatDoesNotAnswerStopsNobodyElse(t *testing.T) {
	o, theirs := withProvider(t)
	theirs.Close()
	o.get(providerPath).is(t, http.StatusServiceUnavailable)
	o.get(signInPath).is(t, http.StatusOK)
	inOffice(t).get(providerPath).is(t, http.StatusNotFound)
}

func TestTripsToAProviderAreFew(t *testing.T) {
	o, _ := withProvider(t)
	v := o.traveller()
	for range tripRate.Burst {
		if got := v.get(ProviderBackPath + "?state=made&code=up"); got.StatusCode != http.StatusForbidden {
			t.Fatalf("a trip that nobody began: %d", got.StatusCode)
		}
	}
	if got := v.get(ProviderBackPath + "?state=made&code=up"); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the next one: %d", got.StatusCode)
	}
}
