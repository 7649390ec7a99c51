package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"time"
)

// Action is what somebody did, such as "account.invited".
type Action string

// Entry is a line of the trail.
type Entry struct {
	Number       int64 // from 1, without gaps
	At           time.Time
	Actor        string // id of the account; "" when nobody was signed in, "command" on the server itself
	Organisation string // the actor's, by its id
	Action       Action
	Subject      string // what it was done to, such as "account:4x7…"
	Origin       string // coarse network, see [Network]
	Hash         string // of all this and the hash before, under the key
}

// Head is the end of the trail.
type Head struct {
	Number int64  // of the last entry, 0 while there is none
	Hash   string // its hash, "" while there is none
	Seal   string // both under the key
}

// Key is under which entries are hashed and the head is sealed.
type Key [32]byte

// hashOf covers the entry and, through its hash, every one before.
func (k Key) hashOf(e Entry, before string) string {
	mac := hmac.New(sha256.New, k[:])
	writeText(mac, "entry", before)
	writeNumber(mac, e.Number)
	writeNumber(mac, e.At.Unix())
	writeText(mac, e.Actor, e.Organisation, string(e.Action), e.Subject, e.Origin)
	return hex.EncodeToString(mac.Sum(nil))
}

func (k Key) sealOf(h Head) string {
	mac := hmac.New(sha256.New, k[:])
	writeText(mac, "head", h.Hash)
	writeNumber(mac, h.Number)
	return hex.EncodeToString(mac.Sum(nil))
}

// writeText puts the length before each text, so that no two rows of texts
// hash alike.
func writeText(h hash.Hash, texts ...string) {
	for _, text := range texts {
		writeNumber(h, int64(len(text)))
		h.Write([]byte(text))
	}
}

func writeNumber(h hash.Hash, n int64) {
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
}
