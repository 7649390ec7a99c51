package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// tokenSize is that of links and sessions, in bytes: more than anybody
// guesses, so a plain hash is enough in the store.
const tokenSize = 32

var tokenEncoding = base64.RawURLEncoding.Strict()

// NewToken makes a token for a link or a session, and the hash that is stored
// of it.
func NewToken() (token, hash string) {
	var random [tokenSize]byte
	rand.Read(random[:])
	return tokenEncoding.EncodeToString(random[:]), hashOf(random[:])
}

// TokenHash is the hash of a token that somebody sent; ok is false when it
// cannot be one of ours.
func TokenHash(token string) (hash string, ok bool) {
	if len(token) != tokenEncoding.EncodedLen(tokenSize) {
		return "", false
	}
	random, err := tokenEncoding.DecodeString(token)
	if err != nil {
		return "", false
	}
	return hashOf(random), true
}

func hashOf(random []byte) string {
	sum := sha256.Sum256(random)
	return hex.EncodeToString(sum[:])
}

const (
	// RecoveryCodes is how many are given out at once: enough for years of
	// lost telephones, and they fit on a card.
	RecoveryCodes = 10
	// recoverySize is that of a recovery code, in characters of 5 bits.
	recoverySize = 12
)

// readable is Crockford's alphabet: no i, l, o and u.
var readable = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewRecoveryCodes makes the codes for whoever loses their telephone, such as
// "4x7k-09ab-zz3m".
func NewRecoveryCodes() []string {
	codes := make([]string, RecoveryCodes)
	for i := range codes {
		var random [8]byte
		rand.Read(random[:])
		text := readable.EncodeToString(random[:])[:recoverySize]
		codes[i] = text[:4] + "-" + text[4:8] + "-" + text[8:]
	}
	return codes
}

// RecoveryDigest is what the store keeps of an account's recovery code, as
// somebody typed it; ok is false when it cannot be one.
func (k Keys) RecoveryDigest(account, code string) (digest string, ok bool) {
	code = strings.NewReplacer("-", "", " ", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(code))
	if len(code) != recoverySize {
		return "", false
	}
	return k.Digest("recovery", account+"\x00"+code), true
}
