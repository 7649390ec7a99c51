package audit

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"time"
)

// ErrWords: what was to be noted is neither an id nor a name of an action.
var ErrWords = errors.New("the audit trail takes ids, not words")

// Book makes notes for the trail.
type Book struct {
	key Key
	now func() time.Time
}

// NewBook is a book whose entries are hashed under key.
func NewBook(key Key, now func() time.Time) Book { return Book{key, now} }

// Who does something, and from where.
type Who struct {
	Account, Organisation string // ids; "" where they are not known
	From                  netip.Addr
}

// Command is who works on the server itself.
var Command = Who{Account: "command"}

// Note is an entry that has no place in the trail yet. The store gives it one
// in the transaction that does what it tells, so that neither is without the
// other.
type Note struct {
	entry Entry
	key   Key
}

// Note says that who does something to subject at this moment.
func (b Book) Note(who Who, action Action, subject string) Note {
	return Note{Entry{
		At: b.now().UTC().Truncate(time.Second), Actor: who.Account, Organisation: who.Organisation,
		Action: action, Subject: subject, Origin: Network(who.From),
	}, b.key}
}

// plain is what ids, actions and networks are made of: no blank, no capital,
// nothing long enough to tell a story.
var plain = regexp.MustCompile(`^[a-z0-9:._/-]{0,80}$`)

// Check is ErrWords when the note holds anything but ids.
func (n Note) Check() error {
	for _, text := range []string{n.entry.Actor, n.entry.Organisation, string(n.entry.Action), n.entry.Subject, n.entry.Origin} {
		if !plain.MatchString(text) {
			return fmt.Errorf("%w: %s", ErrWords, n.entry.Action)
		}
	}
	return nil
}

// Append places a note after the head and returns the entry and the new head.
// ErrWords when it holds anything but ids. The head must be the store's own,
// read under its lock; where it is not sealed under the key it is refused, as
// the next seal would hide that the trail was cut.
func (n Note) Append(h Head) (Entry, Head, error) {
	if err := n.Check(); err != nil {
		return Entry{}, Head{}, err
	}
	if !n.key.sealed(h) {
		return Entry{}, Head{}, fmt.Errorf("%w: run haven audit verify", ErrHead)
	}
	e := n.entry
	e.Number = h.Number + 1
	e.Hash = n.key.hashOf(e, h.Hash)
	next := Head{Number: e.Number, Hash: e.Hash}
	next.Seal = n.key.sealOf(next)
	return e, next, nil
}

// Network is the part of an address that is kept: of 256 neighbours on the old
// Internet, of a site on the new one. "" where there is none.
func Network(addr netip.Addr) string {
	addr = addr.Unmap().WithZone("")
	bits := 48
	if addr.Is4() {
		bits = 24
	}
	prefix, err := addr.Prefix(bits)
	if err != nil || !addr.IsValid() {
		return ""
	}
	return prefix.String()
}
