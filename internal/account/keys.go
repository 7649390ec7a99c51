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

	"haven/internal/audit"
	"haven/internal/seal"
)

// Keys are the keys of accounts, each made of one root for one use: what
// one of them gives away says nothing of the others.
type Keys struct {
	Audit   audit.Key
	secrets cipher.AEAD // of one-time codes
	words   cipher.AEAD // of what somebody wrote and has not sent yet
	digests [32]byte    // of what is looked up and not read
}

// ErrOtherMaster: a secret was encrypted under other keys than these.
var ErrOtherMaster = errors.New("an account's secret belongs to another master key: give the server the file that was used before")

// KeysOf makes the keys of a root: a secret that the store keeps, wrapped by the
// master key, so that this can be exchanged and the keys stay.
func KeysOf(root seal.Secret) (k Keys, err error) {
	var secrets, words [32]byte
	for use, key := range map[string]*[32]byte{"audit": (*[32]byte)(&k.Audit), "one-time codes": &secrets, "words": &words, "digests": &k.digests} {
		made, err := hkdf.Key(sha256.New, root.Bytes(), nil, "haven account "+use, len(key))
		if err != nil {
			return Keys{}, fmt.Errorf("make a key of accounts: %w", err)
		}
		copy(key[:], made)
	}
	if k.secrets, err = sealing(secrets); err != nil {
		return Keys{}, err
	}
	k.words, err = sealing(words)
	return k, err
}

func sealing(key [32]byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// SealWords encrypts what somebody wrote, for a page that stands open before
// others until they are back. It opens for their account alone.
func (k Keys) SealWords(account string, words []byte) string {
	return base64.RawURLEncoding.EncodeToString(k.words.Seal(nil, nil, words, []byte(account)))
}

// OpenWords undoes SealWords; false for what is another's or not ours.
func (k Keys) OpenWords(account, sealed string) (words []byte, ok bool) {
	bytes, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil, false
	}
	words, err = k.words.Open(nil, nil, bytes, []byte(account))
	return words, err == nil
}

// Digest is what the store keeps of something that is guessed easily, such as
// an address: only the holder of the keys can try guesses.
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
