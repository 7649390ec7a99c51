package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"haven/internal/audit"
	"haven/internal/seal"
)

// Keys are the keys of accounts, each made of the master key for one use: what
// one of them gives away says nothing of the others.
type Keys struct {
	Audit   audit.Key
	secrets cipher.AEAD // of one-time codes
	digests [32]byte    // of what is looked up and not read
}

// ErrOtherMaster: a secret was encrypted under another master key.
var ErrOtherMaster = errors.New("an account's secret belongs to another master key: give the server the file that was used before")

// ReadKeys makes the keys of a master key file, which [seal.ReadMaster] must
// accept.
func ReadKeys(file string) (Keys, error) {
	if _, err := seal.ReadMaster(file); err != nil {
		return Keys{}, err
	}
	master, err := os.ReadFile(file)
	if err != nil {
		return Keys{}, fmt.Errorf("master key file: %w", err)
	}
	return makeKeys(master)
}

func makeKeys(master []byte) (k Keys, err error) {
	var secrets [32]byte
	for use, key := range map[string]*[32]byte{"audit": (*[32]byte)(&k.Audit), "one-time codes": &secrets, "digests": &k.digests} {
		made, err := hkdf.Key(sha256.New, master, nil, "haven account "+use, len(key))
		if err != nil {
			return Keys{}, fmt.Errorf("make a key of the master key: %w", err)
		}
		copy(key[:], made)
	}
	block, err := aes.NewCipher(secrets[:])
	if err != nil {
		return Keys{}, err
	}
	k.secrets, err = cipher.NewGCMWithRandomNonce(block)
	return k, err
}

// Digest is what the store keeps of something that is guessed easily, such as
// an address: only the holder of the master key can try guesses.
func (k Keys) Digest(use, text string) string {
	mac := hmac.New(sha256.New, k.digests[:])
	fmt.Fprintf(mac, "%d:%s%s", len(use), use, text)
	return hex.EncodeToString(mac.Sum(nil))
}

// Hide encrypts the secret of an account's one-time codes. It is bound to the
// account: nobody gives theirs to another in the database.
func (k Keys) Hide(account string, secret Secret) string {
	return base64.StdEncoding.EncodeToString(k.secrets.Seal(nil, nil, secret[:], []byte(account)))
}

// Reveal undoes Hide; ErrOtherMaster when it cannot.
func (k Keys) Reveal(account, hidden string) (s Secret, err error) {
	sealed, err := base64.StdEncoding.DecodeString(hidden)
	if err != nil {
		return s, ErrOtherMaster
	}
	secret, err := k.secrets.Open(nil, nil, sealed, []byte(account))
	if err != nil || len(secret) != len(s) {
		return s, ErrOtherMaster
	}
	return Secret(secret), nil
}

// NewSecret makes a secret for one-time codes.
func NewSecret() (s Secret) {
	rand.Read(s[:])
	return s
}
