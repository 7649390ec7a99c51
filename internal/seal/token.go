package seal

import (
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
)

// A token is base64url of
//
//	version (1 byte) | key id (8) | nonce (12) | ciphertext and tag (16 more than the padded content)
//
// Version, key id and purpose are authenticated with the content.
const (
	version   = 1
	idSize    = 8
	nonceSize = 12
	tagSize   = 16
	headSize  = 1 + idSize

	// padStep is what a content is padded to a multiple of: most searches are
	// of one length then.
	padStep = 64
	// maxPadded bounds a token at 5.5 thousand characters: all codes there are
	// fit in, and the address into the 16 KB that a request's head may have.
	maxPadded = 64 * padStep

	// MaxContent is how many bytes can be sealed.
	MaxContent = maxPadded - 1
	maxSealed  = headSize + nonceSize + maxPadded + tagSize
)

// encoding is strict: a token is written in one way only.
var encoding = base64.RawURLEncoding.Strict()

type keyID [idSize]byte

// sealed is a token, read.
type sealed struct {
	key   keyID
	nonce []byte
	box   []byte // ciphertext and tag
}

func newToken(id keyID, aead cipher.AEAD, p Purpose, content []byte) string {
	padded := pad(content)
	token := make([]byte, 0, headSize+nonceSize+len(padded)+tagSize)
	token = append(append(token, version), id[:]...)
	nonce := make([]byte, nonceSize)
	rand.Read(nonce)
	token = append(token, nonce...)
	return encoding.EncodeToString(aead.Seal(token, nonce, padded, bound(id, p)))
}

// readToken takes a token apart; ok is false if it was never one of ours.
func readToken(token string) (s sealed, ok bool) {
	if len(token) > encoding.EncodedLen(maxSealed) {
		return sealed{}, false
	}
	raw, err := encoding.DecodeString(token)
	if err != nil || len(raw) < headSize+nonceSize+padStep+tagSize || raw[0] != version {
		return sealed{}, false
	}
	s.key = keyID(raw[1:headSize])
	s.nonce, s.box = raw[headSize:headSize+nonceSize], raw[headSize+nonceSize:]
	return s, true
}

// open returns the content; ok is false if anything was tampered with.
func (s sealed) open(aead cipher.AEAD, p Purpose) (content []byte, ok bool) {
	padded, err := aead.Open(nil, s.nonce, s.box, bound(s.key, p))
	if err != nil {
		return nil, false
	}
	return unpad(padded)
}

// bound is what a token is authenticated with beside its content.
func bound(id keyID, p Purpose) []byte {
	return append(append([]byte{version}, id[:]...), p.name...)
}

// padEnd stands between a content and the zeros it is padded with.
const padEnd = 0x80

func pad(content []byte) []byte {
	padded := make([]byte, (len(content)/padStep+1)*padStep)
	padded[copy(padded, content)] = padEnd
	return padded
}

func unpad(padded []byte) (content []byte, ok bool) {
	return bytes.CutSuffix(bytes.TrimRight(padded, "\x00"), []byte{padEnd})
}
