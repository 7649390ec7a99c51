package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestTheProvidersSecretComesFromAFileAndIsNotShown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("swordfish\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := read(t, map[string]string{
		"HAVEN_OIDC_ISSUER": "https://login.example", "HAVEN_OIDC_CLIENT_ID": "haven", "HAVEN_OIDC_CLIENT_SECRET_FILE": file,
		"HAVEN_OIDC_ORGANISATION": "The Line", "HAVEN_OIDC_SECOND_FACTORS": "mfa, otp",
	})
	if err := c.Validate(); err != nil || c.OIDC.ClientSecret != "swordfish" || !slices.Equal(c.OIDC.Trusted(), []string{"mfa", "otp"}) {
		t.Errorf("%+v, %v", c.OIDC, err)
	}
	flags := pflag.NewFlagSet("haven", pflag.ContinueOnError)
	c.AddFlags(flags)
	if strings.Contains(flags.FlagUsages(), "swordfish") {
		t.Error("help shows it")
	}
	if d := Default(); len(d.OIDC.Trusted()) != 0 {
		t.Errorf("by default %v are trusted", d.OIDC.Trusted())
	}
}

func TestProvidersThatCannotWork(t *testing.T) {
	for _, tt := range []struct {
		set  OIDC
		says string
	}{
		{OIDC{ClientID: "haven"}, "--oidc-issuer"},
		{OIDC{Issuer: "http://login.example", ClientID: "haven", Organisation: "The Line"}, "https://"},
		{OIDC{Issuer: "login.example", ClientID: "haven", Organisation: "The Line"}, "https://"},
		{OIDC{Issuer: "https://me@login.example", ClientID: "haven", Organisation: "The Line"}, "https://"},
		{OIDC{Issuer: "https://login.example", Organisation: "The Line"}, "--oidc-client-id"},
		{OIDC{Issuer: "https://login.example", ClientID: "haven"}, "--oidc-organisation"},
	} {
		c := Default()
		c.OIDC = tt.set
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v, want a word on %s", tt.set, err, tt.says)
		}
	}
	c := Default()
	c.OIDC = OIDC{Issuer: "http://127.0.0.1:9/realm", ClientID: "haven", Organisation: "The Line"}
	if err := c.Validate(); err != nil {
		t.Errorf("one on this machine: %v", err)
	}
}
