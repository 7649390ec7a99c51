package seal_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"haven/internal/seal"
	"haven/internal/seal/sealtest"
)

func TestASecretOpensOnlyWhatItSealedAndAsWhatItWas(t *testing.T) {
	secret, other := seal.NewSecret(), seal.NewSecret()
	sealed := secret.Seal("no puedo dormir", "notes of 1")
	if text, err := secret.Open(sealed, "notes of 1"); err != nil || text != "no puedo dormir" {
		t.Errorf("opened %q (%v)", text, err)
	}
	if strings.Contains(sealed, "dormir") || sealed == secret.Seal("no puedo dormir", "notes of 1") {
		t.Errorf("sealed %q: it tells what it holds, or that it holds the same", sealed)
	}
	bytes, _ := base64.StdEncoding.DecodeString(sealed)
	bytes[len(bytes)-1] ^= 1
	changed := base64.StdEncoding.EncodeToString(bytes)
	for name, open := range map[string]func() (string, error){
		"another secret":  func() (string, error) { return other.Open(sealed, "notes of 1") },
		"another case":    func() (string, error) { return secret.Open(sealed, "notes of 2") },
		"a changed bit":   func() (string, error) { return secret.Open(changed, "notes of 1") },
		"cut off":         func() (string, error) { return secret.Open(sealed[:8], "notes of 1") },
		"nothing at all":  func() (string, error) { return secret.Open("", "notes of 1") },
		"something other": func() (string, error) { return secret.Open("!", "notes of 1") },
	} {
		if text, err := open(); !errors.Is(err, seal.ErrUnreadable) || text != "" {
			t.Errorf("%s opens it: %q (%v)", name, text, err)
		}
	}
}

func TestAWrappedSecretIsOfItsMasterAndItsUse(t *testing.T) {
	master, secret := sealtest.Master(t), seal.NewSecret()
	wrapped := master.Wrap(secret, "case 1")
	sealed := secret.Seal("words", "notes")
	again, err := master.Unwrap(wrapped, "case 1")
	if text, failed := again.Open(sealed, "notes"); err != nil || failed != nil || text != "words" {
		t.Errorf("opened %q (%v, %v)", text, err, failed)
	}
	if _, err := sealtest.Master(t).Unwrap(wrapped, "case 1"); !errors.Is(err, seal.ErrOtherMaster) {
		t.Errorf("another master key unwraps it: %v", err)
	}
	if _, err := master.Unwrap(wrapped, "case 2"); !errors.Is(err, seal.ErrOtherMaster) {
		t.Errorf("it is unwrapped as another case's: %v", err)
	}
}
