package store

import (
	"crypto/rand"
	"encoding/base32"
)

// Crockford's alphabet has no i, l, o and u: an id can be read out on the
// telephone and spells no words.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

const idLength = 10 // characters of 5 bits: among a million, two meet once in 2,000 times

// NewID makes an id for a record: 10 characters, at random. The database
// refuses one that is taken with [ErrDuplicate].
func (s *Store) NewID() string { return newID() }

func newID() string {
	var random [7]byte
	rand.Read(random[:])
	return crockford.EncodeToString(random[:])[:idLength]
}
