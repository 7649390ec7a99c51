package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// OIDC is how the people of one organisation sign in with its OpenID Connect
// provider; without an issuer they do not.
type OIDC struct {
	Issuer, ClientID, ClientSecret string
	// Organisation is the name of the one whose invited people may come in so.
	Organisation string
	// SecondFactors are values of amr or acr that stand for our own codes,
	// separated by commas; "" asks for our codes always.
	SecondFactors string
}

func (o *OIDC) settings() []setting {
	return []setting{
		{"HAVEN_OIDC_ISSUER", "oidc-issuer", "OpenID Connect provider that signs in the people of one organisation, such as https://login.example.org (default none)", &o.Issuer, false},
		{"HAVEN_OIDC_CLIENT_ID", "oidc-client-id", "what that provider calls this Haven", &o.ClientID, false},
		{"HAVEN_OIDC_CLIENT_SECRET", "oidc-client-secret", "what proves to that provider that this is Haven; better in a file", &o.ClientSecret, true},
		{"HAVEN_OIDC_ORGANISATION", "oidc-organisation", "name of the helpline whose invited people may sign in there", &o.Organisation, false},
		{"HAVEN_OIDC_SECOND_FACTORS", "oidc-second-factors", "values of amr or acr that stand for Haven's own codes, separated by commas, such as mfa (default none: codes are always asked for)", &o.SecondFactors, false},
	}
}

// Trusted are the second factors, one by one.
func (o *OIDC) Trusted() []string {
	return strings.FieldsFunc(o.SecondFactors, func(r rune) bool { return r == ',' || r == ' ' })
}

func (o *OIDC) validate() error {
	switch {
	case o.Issuer == "" && *o == OIDC{}:
		return nil
	case o.Issuer == "":
		return errors.New("--oidc-issuer is missing: the other settings of OpenID Connect need it")
	case !isIssuer(o.Issuer):
		return fmt.Errorf("--oidc-issuer %q is no address of a provider: write it as https://login.example.org", o.Issuer)
	case o.ClientID == "":
		return errors.New("--oidc-client-id is missing: the provider gives it when Haven is registered there")
	case o.Organisation == "":
		return errors.New("--oidc-organisation is missing: name the helpline whose people may sign in there")
	}
	return nil
}

func isIssuer(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.User == nil && u.RawQuery == "" && u.Fragment == "" && isPrivate(address)
}

// isPrivate reports whether what is sent to an address is read by nobody on the
// way: it wants https, but for what is on this machine.
func isPrivate(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	addr, _ := netip.ParseAddr(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (addr.IsLoopback() || u.Hostname() == "localhost")
}
