package account

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// One-time codes are those of RFC 6238 as every authenticator app makes them:
// HMAC-SHA-1, six digits, a new one every 30 seconds. It is done here because
// the libraries only say whether a code is right, and we must know of which
// step it is, so that none is accepted twice.
const (
	codeDigits = 6
	codeStep   = 30 * time.Second
	// codeDrift is how many steps a telephone's clock may be off, each way
	// (RFC 6238, 5.2).
	codeDrift = 1
)

// Secret is what a user's authenticator shares with us (160 bits, RFC 4226, 4).
type Secret [20]byte

// Text is how the secret is typed into an authenticator.
func (s Secret) Text() string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s[:])
}

// URL is how an authenticator reads the secret from a QR code.
func (s Secret) URL(issuer, email string) string {
	query := url.Values{"secret": {s.Text()}, "issuer": {issuer}}
	return "otpauth://totp/" + url.PathEscape(issuer+":"+email) + "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
}

// Step finds the time step around now of which code is, later than that of the
// last code accepted; ok is false when there is none.
func (s Secret) Step(code string, now time.Time, last int64) (step int64, ok bool) {
	code = strings.Map(digit, code)
	if len(code) != codeDigits {
		return 0, false
	}
	at := StepAt(now)
	for try := at - codeDrift; try <= at+codeDrift; try++ {
		if try > last && subtle.ConstantTimeCompare([]byte(code), []byte(s.code(try, codeDigits))) == 1 {
			step, ok = try, true
		}
	}
	return step, ok
}

// StepAt is the time step of a moment.
func StepAt(now time.Time) int64 { return now.Unix() / int64(codeStep/time.Second) }

// Code is what an authenticator shows at a moment.
func (s Secret) Code(now time.Time) string { return s.code(StepAt(now), codeDigits) }

// code is HOTP (RFC 4226, 5.3).
func (s Secret) code(step int64, digits int) string {
	mac := hmac.New(sha1.New, s[:])
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step)))
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[offset:]) & 0x7fffffff
	text := fmt.Sprintf("%010d", n)
	return text[len(text)-digits:]
}

// digit drops the blanks that people and apps put between digits.
func digit(r rune) rune {
	if r == ' ' || r == '-' {
		return -1
	}
	return r
}
