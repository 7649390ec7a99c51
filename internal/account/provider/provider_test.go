package provider_test

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/provider"
	"haven/internal/account/provider/providertest"
)

var noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

func now() time.Time { return noon }

// agreed is a provider, and ours of it.
func agreed(t *testing.T, secondFactors ...string) (*providertest.Provider, *provider.Provider) {
	theirs := providertest.New(t, now)
	return theirs, provider.New(provider.Settings{
		Issuer: theirs.URL, ClientID: providertest.ClientID, ClientSecret: providertest.ClientSecret, SecondFactors: secondFactors,
	}, "https://haven.example/back", now)
}

// identify is a whole trip of somebody whom claims describe; change may touch
// what comes back.
func identify(t *testing.T, theirs *providertest.Provider, ours *provider.Provider, claims map[string]any, change func(url.Values)) (account.Identity, error) {
	t.Helper()
	trip, address, err := ours.Begin(t.Context(), "/desk")
	if err != nil {
		t.Fatal(err)
	}
	back := theirs.Admit(address, claims)
	if change != nil {
		change(back)
	}
	kept := provider.ParseTrip(trip.String())
	if kept != trip || kept.To != "/desk" {
		t.Errorf("a browser keeps %+v of %+v", kept, trip)
	}
	return ours.Identify(t.Context(), kept, back.Get("state"), back.Get("code"))
}

func TestAProviderSaysWhoSomebodyIs(t *testing.T) {
	theirs, ours := agreed(t)
	for _, verified := range []any{true, "true"} {
		who, err := identify(t, theirs, ours, map[string]any{"sub": "s1", "email": "Ann@Example.org", "email_verified": verified, "amr": []string{"pwd", "mfa"}}, nil)
		want := account.Identity{Issuer: theirs.URL, Subject: "s1", Email: "Ann@Example.org", Verified: true}
		if err != nil || who != want {
			t.Errorf("%+v (%v), want %+v", who, err, want)
		}
	}
	for _, verified := range []any{false, "false", nil, 1, "yes"} {
		who, err := identify(t, theirs, ours, map[string]any{"sub": "s1", "email": "ann@example.org", "email_verified": verified}, nil)
		if err != nil || who.Verified {
			t.Errorf("verified %v counts: %+v (%v)", verified, who, err)
		}
	}
}

func TestASecondProofOfTheProviderCountsOnlyIfItIsTrusted(t *testing.T) {
	theirs, ours := agreed(t, "mfa", "https://example.org/loa3")
	for _, tt := range []struct {
		claims map[string]any
		want   bool
	}{
		{map[string]any{"amr": []string{"pwd", "mfa"}}, true},
		{map[string]any{"amr": []string{"pwd"}}, false},
		{map[string]any{"acr": "https://example.org/loa3"}, true},
		{map[string]any{"acr": "https://example.org/loa1"}, false},
		{map[string]any{}, false},
	} {
		tt.claims["sub"] = "s1"
		if who, err := identify(t, theirs, ours, tt.claims, nil); err != nil || who.SecondFactor != tt.want {
			t.Errorf("%v: %v (%v), want %v", tt.claims, who.SecondFactor, err, tt.want)
		}
	}
}

func TestWhatIsNotOfThisTripIsRefused(t *testing.T) {
	theirs, ours := agreed(t)
	for what, tt := range map[string]struct {
		claims map[string]any
		change func(url.Values)
		forge  func(string) string
	}{
		"another browser's state": {change: func(v url.Values) { v.Set("state", "planted") }},
		"no state":                {change: func(v url.Values) { v.Del("state") }},
		"no code":                 {change: func(v url.Values) { v.Del("code") }},
		"a made-up code":          {change: func(v url.Values) { v.Set("code", "made up") }},
		"another trip's nonce":    {claims: map[string]any{"nonce": "planted"}},
		"another's audience":      {claims: map[string]any{"aud": "another site"}},
		"another issuer":          {claims: map[string]any{"iss": "https://evil.example"}},
		"a token that is over":    {claims: map[string]any{"exp": noon.Add(-time.Minute).Unix()}},
		"a token not signed": {forge: func(token string) string {
			_, rest, _ := strings.Cut(token, ".")
			body, _, _ := strings.Cut(rest, ".")
			return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + body + "."
		}},
		"a token changed": {forge: func(token string) string { return token[:len(token)-8] + "AAAAAAAA" }},
		"no token":        {forge: func(string) string { return "" }},
	} {
		theirs.Forge = tt.forge
		claims := map[string]any{"sub": "s1"}
		for name, value := range tt.claims {
			claims[name] = value
		}
		if who, err := identify(t, theirs, ours, claims, tt.change); !errors.Is(err, provider.ErrRefused) {
			t.Errorf("%s: %+v, %v", what, who, err)
		}
	}
}

func TestACodeIsWorthNothingInAnotherBrowser(t *testing.T) {
	theirs, ours := agreed(t)
	_, address, err := ours.Begin(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	stolen := theirs.Admit(address, map[string]any{"sub": "s1"})
	mine, _, err := ours.Begin(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	state, _ := url.ParseQuery(mine.String())
	if _, err := ours.Identify(t.Context(), mine, state.Get("state"), stolen.Get("code")); !errors.Is(err, provider.ErrRefused) {
		t.Errorf("it lets in: %v", err)
	}
	if _, err := ours.Identify(t.Context(), provider.ParseTrip("%zz"), "", stolen.Get("code")); !errors.Is(err, provider.ErrRefused) {
		t.Errorf("without a trip it lets in: %v", err)
	}
}

func TestAProviderOutOfReachIsNoRefusal(t *testing.T) {
	theirs, ours := agreed(t)
	theirs.Close()
	if _, _, err := ours.Begin(t.Context(), ""); err == nil || errors.Is(err, provider.ErrRefused) {
		t.Errorf("it begins with %v", err)
	}
}

func TestWhoWaitedTooLongDoesNotAskAProviderOutOfReachAgain(t *testing.T) {
	asked := 0
	slow := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer slow.Close()
	over, end := context.WithCancel(t.Context())
	end()
	ours := provider.New(provider.Settings{Issuer: slow.URL}, "https://haven.example/back", now)
	if _, _, err := ours.Begin(over, ""); !errors.Is(err, context.Canceled) || asked > 0 {
		t.Errorf("it was asked %d times: %v", asked, err)
	}
}
