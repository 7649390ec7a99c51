package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Lengths of passwords, in characters. NIST SP 800-63B-4, 3.1.1.2: at least 15
// where the password is all there is, at least 8 beside a second proof, and no
// rules of what it is made of.
const (
	minAlone  = 15
	minBeside = 8
	// maxPassword bounds the work that a stranger can ask for, in bytes.
	maxPassword = 512
)

// PasswordError says how long a password has to be.
type PasswordError struct{ Least, Most int }

func (e PasswordError) Error() string {
	if e.Most > 0 {
		return fmt.Sprintf("the password is too long: at most %d characters", e.Most)
	}
	return fmt.Sprintf("the password is too short: at least %d characters; a few words do well", e.Least)
}

// LeastPassword is how many characters the password of a role has, to be told
// before somebody thinks of one.
func (r Role) LeastPassword() int {
	if r.Staff() {
		return minBeside
	}
	return minAlone
}

// CheckPassword refuses a new password that is too short for a role, or too
// long, with a PasswordError.
func CheckPassword(role Role, password string) error {
	if least := role.LeastPassword(); utf8.RuneCountInString(norm.NFKC.String(password)) < least {
		return PasswordError{Least: least}
	}
	if len(password) > maxPassword {
		return PasswordError{Most: maxPassword / utf8.UTFMax}
	}
	return nil
}

// cost is what a guess costs.
type cost struct {
	memory uint32 // KiB
	time   uint32 // passes
	lanes  uint8
}

// currentCost is the first that the OWASP Password Storage Cheat Sheet names
// for argon2id with less than 46 MiB: 19 MiB, two passes, one lane. More would
// let fewer agents sign in at once on two cores.
var currentCost = cost{memory: 19 * 1024, time: 2, lanes: 1}

// Bounds of costs that are read back: a row that somebody wrote to the
// database must not take all memory.
const (
	maxMemory = 1 << 20 // KiB
	maxTime   = 64
	saltSize  = 16
	hashSize  = 32
)

// HashPassword makes what is stored of a password: salt, hash and what it
// cost, in the form that argon2's own program writes.
func HashPassword(password string) string {
	var salt [saltSize]byte
	rand.Read(salt[:])
	return passwordHash{currentCost, salt[:], currentCost.of(password, salt[:])}.String()
}

// of hashes a password. It is normalised first: keyboards write é in two ways.
func (c cost) of(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.time, c.memory, c.lanes, hashSize)
}

// NoPassword is the hash of a password that nobody knows: for whoever is not
// there, who must take as long.
var NoPassword = passwordHash{currentCost, make([]byte, saltSize), make([]byte, hashSize)}.String()

// Matches reports whether stored is the hash of a password, and whether it was
// made at another cost than today's and should be made anew.
func Matches(stored, password string) (right, outdated bool) {
	h, err := parseHash(stored)
	if err != nil || len(password) > maxPassword {
		return false, false
	}
	right = subtle.ConstantTimeCompare(h.cost.of(password, h.salt), h.sum) == 1
	return right, right && h.cost != currentCost
}

type passwordHash struct {
	cost      cost
	salt, sum []byte
}

func (h passwordHash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.memory, h.cost.time, h.cost.lanes,
		base64.RawStdEncoding.EncodeToString(h.salt), base64.RawStdEncoding.EncodeToString(h.sum))
}

var errHash = errors.New("not a hash of a password")

func parseHash(text string) (h passwordHash, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.cost.memory, &h.cost.time, &h.cost.lanes); err != nil {
		return h, errHash
	}
	salt, bad := base64.RawStdEncoding.DecodeString(parts[4])
	sum, worse := base64.RawStdEncoding.DecodeString(parts[5])
	h.salt, h.sum = salt, sum
	sane := h.cost.memory <= maxMemory && h.cost.time >= 1 && h.cost.time <= maxTime && h.cost.lanes >= 1
	if bad != nil || worse != nil || !sane || len(salt) != saltSize || len(sum) != hashSize {
		return h, errHash
	}
	return h, nil
}
