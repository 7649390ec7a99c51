// Package provider signs people in with the OpenID Connect provider of their
// organisation: Microsoft Entra, Google Workspace, Keycloak and the like.
//
// It only says who somebody is. Whether that is one of us, and what is still
// asked of them, is for package gate to decide. Of what the provider hands out
// nothing is kept: the ID token is read once, the access token not at all.
package provider

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"haven/internal/account"
)

// ErrRefused: the provider did not say who somebody is, or not to this browser.
var ErrRefused = errors.New("the provider did not confirm who you are")

// Settings are what the provider and we agreed on.
type Settings struct {
	Issuer, ClientID, ClientSecret string
	// Organisation is the name of the one whose people may come in this way.
	Organisation string
	// SecondFactors are values of the ID token's amr or acr that stand for our
	// own second proof. With none we ask for our own code whatever it says.
	SecondFactors []string
}

// patience bounds each request to the provider.
const patience = 5 * time.Second

// Provider is safe for concurrent use.
type Provider struct {
	Settings
	back   string // address that the provider leads back to
	now    func() time.Time
	client *http.Client

	mu    sync.Mutex
	found *oidc.Provider // nil until it was asked about itself
}

// New is a provider that leads back to an address. It is not asked yet: that
// it is out of reach must not keep Haven from serving.
func New(s Settings, back string, now func() time.Time) *Provider {
	return &Provider{Settings: s, back: back, now: now, client: &http.Client{Timeout: patience}}
}

// Trip is what a browser keeps while it is with the provider: whoever comes
// back without it was sent by somebody else.
type Trip struct {
	state, nonce, verifier string
	To                     string // where the person goes on to
}

// TripLasts is how long somebody may take to sign in with the provider.
const TripLasts = 10 * time.Minute

// String is a trip as a cookie holds it.
func (t Trip) String() string {
	return url.Values{"state": {t.state}, "nonce": {t.nonce}, "verifier": {t.verifier}, "to": {t.To}}.Encode()
}

// ParseTrip undoes String; what is no trip becomes one that leads nowhere.
func ParseTrip(text string) Trip {
	v, err := url.ParseQuery(text)
	if err != nil {
		return Trip{}
	}
	return Trip{v.Get("state"), v.Get("nonce"), v.Get("verifier"), v.Get("to")}
}

// Begin begins a trip and returns the provider's address to go to.
func (p *Provider) Begin(ctx context.Context, to string) (Trip, string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return Trip{}, "", err
	}
	t := Trip{rand.Text(), rand.Text(), oauth2.GenerateVerifier(), to}
	return t, p.agreement(found).AuthCodeURL(t.state, oidc.Nonce(t.nonce), oauth2.S256ChallengeOption(t.verifier)), nil
}

// discover asks the provider about itself, once it answers.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	if err := ctx.Err(); err != nil { // others waited for it in vain, one by one
		return nil, fmt.Errorf("wait for the OpenID Connect provider: %w", err)
	}
	// The provider keeps the context to fetch keys with later.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.Issuer)
	if err != nil {
		return nil, fmt.Errorf("ask the OpenID Connect provider about itself: %w", err)
	}
	p.found = found
	return found, nil
}

func (p *Provider) agreement(found *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: found.Endpoint(),
		RedirectURL: p.back, Scopes: []string{oidc.ScopeOpenID, "email"},
	}
}

// Identify ends a trip with what the provider sent back: a state and a code.
// ErrRefused, or what kept the provider from answering.
func (p *Provider) Identify(ctx context.Context, t Trip, state, code string) (account.Identity, error) {
	if t.state == "" || subtle.ConstantTimeCompare([]byte(t.state), []byte(state)) != 1 || code == "" {
		return account.Identity{}, ErrRefused
	}
	found, err := p.discover(ctx)
	if err != nil {
		return account.Identity{}, err
	}
	token, err := p.agreement(found).Exchange(oidc.ClientContext(ctx, p.client), code, oauth2.VerifierOption(t.verifier))
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return account.Identity{}, fmt.Errorf("%w: %s", ErrRefused, refused.ErrorCode)
	}
	if err != nil {
		return account.Identity{}, fmt.Errorf("exchange the provider's code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	return p.read(ctx, found, raw, t.nonce)
}

// claims are what we read of an ID token.
type claims struct {
	Email    string   `json:"email"`
	Verified truth    `json:"email_verified"`
	Methods  []string `json:"amr"`
	Class    string   `json:"acr"`
}

// read verifies an ID token: its signature, issuer, audience, time and nonce.
func (p *Provider) read(ctx context.Context, found *oidc.Provider, raw, nonce string) (who account.Identity, err error) {
	token, err := found.Verifier(&oidc.Config{ClientID: p.ClientID, Now: p.now}).Verify(ctx, raw)
	if err != nil {
		return who, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(nonce)) != 1 {
		return who, fmt.Errorf("%w: the nonce is another trip's", ErrRefused)
	}
	var c claims
	if err := token.Claims(&c); err != nil {
		return who, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return account.Identity{
		Issuer: token.Issuer, Subject: token.Subject, Email: c.Email, Verified: bool(c.Verified),
		SecondFactor: slices.ContainsFunc(p.SecondFactors, func(m string) bool { return m == c.Class || slices.Contains(c.Methods, m) }),
	}, nil
}

// truth reads true, and "true" as some providers write it; all else is false.
type truth bool

func (t *truth) UnmarshalJSON(text []byte) error {
	*t = string(text) == "true" || string(text) == `"true"`
	return nil
}
