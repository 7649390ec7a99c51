package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// keySize is that of AES-256, in bytes.
const keySize = 32

// Key is a key as the store keeps it: wrapped, which only the master key undoes.
type Key struct {
	ID      string
	Purpose string
	Made    time.Time // to the second, as is Expires
	Expires time.Time // when it is to be deleted
	Wrapped string
}

// liveKey is a key at work.
type liveKey struct {
	id            keyID
	purpose       string
	made, expires time.Time
	aead          cipher.AEAD
}

// sealsAt reports whether new addresses of a purpose are sealed with the key.
func (k *liveKey) sealsAt(now time.Time, p Purpose) bool {
	return k.purpose == p.name && !now.Before(k.made) && now.Before(k.made.Add(p.seals))
}

// makeKey makes a key at random, and what the store keeps of it.
func (m Master) makeKey(p Purpose, now time.Time) (*liveKey, Key) {
	secret := make([]byte, keySize)
	rand.Read(secret)
	now = now.Truncate(time.Second)
	k := &liveKey{purpose: p.name, made: now, expires: now.Add(p.keeps), aead: newAEAD(secret)}
	rand.Read(k.id[:])
	stored := Key{ID: hex.EncodeToString(k.id[:]), Purpose: k.purpose, Made: k.made, Expires: k.expires}
	stored.Wrapped = m.wrap(secret, stored)
	return k, stored
}

// wrap encrypts a secret, bound to all that is stored with it: nobody prolongs
// a key's life in the store.
func (m Master) wrap(secret []byte, of Key) string {
	nonce := make([]byte, nonceSize)
	rand.Read(nonce)
	return base64.StdEncoding.EncodeToString(m.aead.Seal(nonce, nonce, secret, of.facts()))
}

// unwrap is the key that was stored. It fails with ErrOtherMaster if that was
// not done with this master key.
func (m Master) unwrap(stored Key) (*liveKey, error) {
	secret, wrong := m.secret(stored)
	id, unreadable := hex.DecodeString(stored.ID)
	if wrong != nil || unreadable != nil || len(secret) != keySize || len(id) != idSize {
		return nil, m.refuse(stored)
	}
	return &liveKey{keyID(id), stored.Purpose, stored.Made, stored.Expires, newAEAD(secret)}, nil
}

func (m Master) secret(stored Key) ([]byte, error) {
	wrapped, err := base64.StdEncoding.DecodeString(stored.Wrapped)
	if err != nil || len(wrapped) < nonceSize {
		return nil, errors.New("cut off")
	}
	return m.aead.Open(nil, wrapped[:nonceSize], wrapped[nonceSize:], stored.facts())
}

// Rewrap is what the store is to keep of a key when another master key takes
// this one's place: the same where that has wrapped it already.
func (m Master) Rewrap(stored Key, to Master) (wrapped string, err error) {
	secret, err := m.secret(stored)
	if err == nil {
		return to.wrap(secret, stored), nil
	}
	if _, err := to.secret(stored); err == nil {
		return stored.Wrapped, nil
	}
	return "", m.refuse(stored)
}

func (m Master) refuse(stored Key) error {
	return fmt.Errorf("%w: key %s in the database was made with another master key than the one in %s: "+
		"give the server the file that was used before, or that other servers on this database use. "+
		"If it is lost, run DELETE FROM seal_key on the database: addresses of searches and shortlists then ask again", ErrOtherMaster, stored.ID, m.file)
}

func (k Key) facts() []byte {
	return fmt.Appendf(nil, "haven seal key\x00%s\x00%s\x00%d\x00%d", k.ID, k.Purpose, k.Made.Unix(), k.Expires.Unix())
}

// newAEAD is AES-256-GCM. Its nonces are random: a key would have to seal four
// thousand million times before two might meet.
func newAEAD(secret []byte) cipher.AEAD {
	block, err := aes.NewCipher(secret)
	if err != nil {
		panic(err) // the size is a constant
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has the block size it needs
	}
	return aead
}
