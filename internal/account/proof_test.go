package account

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"

	"haven/internal/seal"
)

func TestCodesAreThoseOfRFC6238(t *testing.T) {
	secret := Secret([]byte("12345678901234567890"))
	for seconds, want := range map[int64]string{ // appendix B, SHA1
		59: "94287082", 1111111109: "07081804", 1111111111: "14050471",
		1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130",
	} {
		if got := secret.code(StepAt(time.Unix(seconds, 0)), 8); got != want {
			t.Errorf("at %d the code is %s, want %s", seconds, got, want)
		}
	}
}

func TestACodeIsAcceptedOneStepEarlyOrLateAndNeverTwice(t *testing.T) {
	secret, now := NewSecret(), time.Unix(1_800_000_000, 0)
	at := StepAt(now)
	for _, tt := range []struct {
		what string
		code string
		last int64
		want bool
	}{
		{"this step's", secret.code(at, 6), 0, true},
		{"the step's before", secret.code(at-1, 6), 0, true},
		{"the next step's", secret.code(at+1, 6), 0, true},
		{"one two steps old", secret.code(at-2, 6), 0, false},
		{"one two steps early", secret.code(at+2, 6), 0, false},
		{"this step's again", secret.code(at, 6), at, false},
		{"an older one after this step's", secret.code(at-1, 6), at, false},
		{"one with a blank, as apps show it", secret.code(at, 6)[:3] + " " + secret.code(at, 6)[3:], 0, true},
		{"half of one", secret.code(at, 6)[:5], 0, false},
		{"none", "", 0, false},
	} {
		if _, ok := secret.Step(tt.code, now, tt.last); ok != tt.want {
			t.Errorf("%s: accepted %v, want %v", tt.what, ok, tt.want)
		}
	}
}

func TestAnAuthenticatorReadsTheSecretFromItsURL(t *testing.T) {
	secret := NewSecret()
	u, err := url.Parse(secret.URL("Haven Line", "ann@example.org"))
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Haven Line:ann@example.org" {
		t.Errorf("it is %v (%v)", u, err)
	}
	if q := u.Query(); q.Get("secret") != secret.Text() || q.Get("issuer") != "Haven Line" || strings.Contains(u.RawQuery, "+") {
		t.Errorf("it holds %q", u.RawQuery)
	}
}

func TestAPasswordIsKnownByItsHashAlone(t *testing.T) {
	stored := HashPassword("correct horse battery")
	if strings.Contains(stored, "horse") || HashPassword("correct horse battery") == stored {
		t.Errorf("the hash tells of its password, or of another's: %s", stored)
	}
	for password, want := range map[string]bool{
		"correct horse battery": true, "correct horse batterx": false, "": false, strings.Repeat("x", maxPassword+1): false,
	} {
		if right, outdated := Matches(stored, password); right != want || outdated {
			t.Errorf("%.30q: right %v, outdated %v", password, right, outdated)
		}
	}
	if right, _ := Matches(HashPassword("cafe\u0301 cafe\u0301 café"), "café café cafe\u0301"); !right {
		t.Error("an accent that another keyboard writes otherwise is another password")
	}
	for _, unusable := range []string{"", NoPassword} {
		if right, _ := Matches(unusable, ""); right {
			t.Errorf("whoever has no password comes in with none: %q", unusable)
		}
	}
}

func TestAPasswordHashedAtAnotherCostIsToBeHashedAnew(t *testing.T) {
	cheap := cost{memory: 64, time: 1, lanes: 1}
	salt := make([]byte, saltSize)
	stored := passwordHash{cheap, salt, cheap.of("an old password", salt)}.String()
	if right, outdated := Matches(stored, "an old password"); !right || !outdated {
		t.Errorf("right %v, outdated %v", right, outdated)
	}
	if right, outdated := Matches(stored, "another"); right || outdated {
		t.Errorf("a wrong one: right %v, outdated %v", right, outdated)
	}
}

func TestAPasswordIsLongEnoughAndOtherwiseFree(t *testing.T) {
	for _, tt := range []struct {
		role     Role
		password string
		refused  bool
	}{
		{Agent, "1234567", true}, {Agent, "12345678", false}, {Agent, "ñandú ñandú", false},
		{Facility, "12345678901234", true}, {Facility, "all lower words", false},
		{Admin, strings.Repeat("x", maxPassword+1), true},
	} {
		var short PasswordError
		if err := CheckPassword(tt.role, tt.password); errors.As(err, &short) != tt.refused {
			t.Errorf("%s, %.20q: %v", tt.role, tt.password, err)
		}
	}
}

// roots are those of different installations.
var roots = [...]seal.Secret{seal.NewSecret(), seal.NewSecret(), seal.NewSecret()}

// keys are those of the nth installation.
func keys(t testing.TB, n byte) Keys {
	t.Helper()
	k, err := KeysOf(roots[n])
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestASecretIsReadWithItsMasterKeyAndForItsAccountAlone(t *testing.T) {
	k, secret := keys(t, 1), NewSecret()
	hidden := k.Hide("ann", secret)
	if got, err := k.Reveal("ann", hidden); got != secret || err != nil {
		t.Errorf("it comes back as %v (%v)", got, err)
	}
	for what, reveal := range map[string]func() (Secret, error){
		"another account":    func() (Secret, error) { return k.Reveal("bob", hidden) },
		"another master key": func() (Secret, error) { return keys(t, 2).Reveal("ann", hidden) },
		"cut off":            func() (Secret, error) { return k.Reveal("ann", hidden[:8]) },
		"nothing":            func() (Secret, error) { return k.Reveal("ann", "") },
	} {
		if _, err := reveal(); !errors.Is(err, ErrOtherMaster) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if k.Audit == (audit.Key{}) || k.Audit == keys(t, 2).Audit || k.Audit == audit.Key(k.digests) {
		t.Error("two uses or two master keys share a key")
	}
}

func TestARecoveryCodeIsReadAsPeopleWriteIt(t *testing.T) {
	k := keys(t, 1)
	want, ok := k.RecoveryDigest("ann", "01ab-cdef-gh10")
	for _, typed := range []string{"01ABCDEFGH10", " 01ab cdef gh10 ", "OLab-cdef-ghIo"} {
		if got, fine := k.RecoveryDigest("ann", typed); !ok || !fine || got != want {
			t.Errorf("%q is another code", typed)
		}
	}
	if got, _ := k.RecoveryDigest("bob", "01ab-cdef-gh10"); got == want {
		t.Error("two accounts' codes are stored alike")
	}
	if _, ok := k.RecoveryDigest("ann", "01ab"); ok {
		t.Error("half a code is looked up")
	}
	seen := map[string]bool{}
	for _, code := range NewRecoveryCodes() {
		if _, ok := k.RecoveryDigest("ann", code); !ok || seen[code] {
			t.Errorf("%q is no code, or there twice", code)
		}
		seen[code] = true
	}
}

func FuzzTokenOfAStranger(f *testing.F) {
	token, _ := NewToken()
	for _, seed := range []string{token, token + "=", token[1:], "", "../..", "\x00"} {
		f.Add(seed)
	}
	k := keys(f, 1)
	f.Fuzz(func(t *testing.T, text string) {
		if hash, ok := TokenHash(text); ok && (len(hash) != 64 || len(text) != 43) {
			t.Errorf("%q is a token of hash %q", text, hash)
		}
		k.RecoveryDigest("ann", text)
		if email, err := NormalEmail(text); err == nil {
			if again, err := NormalEmail(email); err != nil || again != email {
				t.Errorf("%q is written %q, then %q (%v)", text, email, again, err)
			}
		}
		if h, err := parseHash(text); err == nil && h.cost.memory > maxMemory {
			t.Errorf("%q costs %d KiB", text, h.cost.memory)
		}
		NewSecret().Step(text, time.Unix(0, 0), 0)
	})
}
