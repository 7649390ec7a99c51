// Package providertest is an OpenID Connect provider for tests: it speaks the
// protocol on this machine, signs its own tokens, and lets in whoever a test
// names.
package providertest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// The agreement with whoever asks.
const (
	ClientID     = "haven"
	ClientSecret = "a secret of both"
	Code         = "code-of-the-provider"
)

// Provider is one that runs for the time of a test.
type Provider struct {
	*httptest.Server
	t   testing.TB
	key *rsa.PrivateKey
	now func() time.Time

	mu        sync.Mutex
	claims    map[string]any
	challenge string
	// Forge, if set, changes the parts of a token before it is sent.
	Forge func(token string) string
}

// New starts a provider.
func New(t testing.TB, now func() time.Time) *Provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &Provider{t: t, key: key, now: now}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /.well-known/openid-configuration", p.configuration)
	routes.HandleFunc("GET /keys", p.keys)
	routes.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(routes)
	t.Cleanup(p.Close)
	return p
}

// Admit is what the provider's own page does: it takes the address that
// somebody was sent to, lets in whom claims describe, and returns the query
// that their browser comes back with. Claims win over those that are made here.
func (p *Provider) Admit(address string, claims map[string]any) url.Values {
	p.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	asked := u.Query()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.challenge = asked.Get("code_challenge")
	p.claims = map[string]any{
		"iss": p.URL, "aud": ClientID, "nonce": asked.Get("nonce"),
		"iat": p.now().Unix(), "exp": p.now().Add(time.Minute).Unix(),
	}
	for name, value := range claims {
		p.claims[name] = value
	}
	return url.Values{"state": {asked.Get("state")}, "code": {Code}}
}

func (p *Provider) configuration(w http.ResponseWriter, _ *http.Request) {
	p.write(w, map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token",
		"jwks_uri": p.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"},
	})
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	p.write(w, map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1",
		"n": encode(p.key.N.Bytes()), "e": encode([]byte{1, 0, 1}),
	}}})
}

// token gives an ID token for the code, once, to whoever holds the secret and
// what the challenge was made of.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id, secret, _ := r.BasicAuth()
	secret, _ = url.QueryUnescape(secret)
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if id != ClientID || secret != ClientSecret || r.PostFormValue("code") != Code || p.claims == nil || encode(sum[:]) != p.challenge {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		p.write(w, map[string]any{"error": "invalid_grant"})
		return
	}
	token := p.sign(p.claims)
	p.claims = nil
	if p.Forge != nil {
		token = p.Forge(token)
	}
	p.write(w, map[string]any{"access_token": "of no use", "token_type": "Bearer", "id_token": token})
}

func (p *Provider) sign(claims map[string]any) string {
	body, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	signed := encode([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + encode(body)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	if err != nil {
		p.t.Error(err)
	}
	return signed + "." + encode(signature)
}

func (p *Provider) write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		p.t.Error(err)
	}
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
