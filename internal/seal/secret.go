package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
)

// Secret is a key for one thing, such as a case of the helpline desk. Whoever
// destroys its wrapped form destroys all that was sealed with it.
type Secret struct {
	bytes []byte
	aead  cipher.AEAD
}

// ErrUnreadable: a sealed text is not of this secret, or is not what its place
// in the store says.
var ErrUnreadable = errors.New("a sealed text cannot be opened")

// NewSecret makes a secret at random.
func NewSecret() Secret {
	bytes := make([]byte, keySize)
	rand.Read(bytes)
	return Secret{bytes, newAEAD(bytes)}
}

// Bytes are the secret itself, to key a hash with.
func (s Secret) Bytes() []byte { return s.bytes }

// Seal encrypts a text, bound to what it is: it opens as nothing else.
func (s Secret) Seal(text, as string) string {
	return sealWith(s.aead, []byte(text), "haven text\x00"+as)
}

// Open decrypts what Seal made; ErrUnreadable.
func (s Secret) Open(sealed, as string) (string, error) {
	text, err := openWith(s.aead, sealed, "haven text\x00"+as)
	if err != nil {
		return "", ErrUnreadable
	}
	return string(text), nil
}

// Wrap encrypts a secret for the store, bound to what it is for.
func (m Master) Wrap(s Secret, what string) string {
	return sealWith(m.aead, s.bytes, "haven secret\x00"+what)
}

// Unwrap is the secret that was wrapped; ErrOtherMaster if that was not done
// with this master key.
func (m Master) Unwrap(wrapped, what string) (Secret, error) {
	bytes, err := openWith(m.aead, wrapped, "haven secret\x00"+what)
	if err != nil || len(bytes) != keySize {
		return Secret{}, fmt.Errorf("%w: a key in the database was wrapped with another master key than the one in %s: "+
			"give the server the file that was used before, or that other servers on this database use", ErrOtherMaster, m.file)
	}
	return Secret{bytes, newAEAD(bytes)}, nil
}

func sealWith(aead cipher.AEAD, text []byte, as string) string {
	nonce := make([]byte, nonceSize)
	rand.Read(nonce)
	return base64.StdEncoding.EncodeToString(aead.Seal(nonce, nonce, text, []byte(as)))
}

func openWith(aead cipher.AEAD, sealed, as string) ([]byte, error) {
	bytes, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(bytes) < nonceSize {
		return nil, ErrUnreadable
	}
	return aead.Open(nil, bytes[:nonceSize], bytes[nonceSize:], []byte(as))
}
