package referral

import (
	"fmt"
	"slices"
	"time"
)

// Way is how something was handed over.
type Way string

const (
	ReadOut Way = "read-out"
	Printed Way = "print"
	Mailed  Way = "mail"
	Texted  Way = "text"
	QRShown Way = "qr"
	CodeOut Way = "code" // the code of the case alone
)

// Ways are all ways.
func Ways() []Way { return []Way{ReadOut, Printed, Mailed, Texted, QRShown, CodeOut} }

// sent reports whether something goes to an address or a number, where others
// may see it.
func (w Way) sent() bool { return w == Mailed || w == Texted }

// Receiver is to whom something was handed over: a kind, never an address.
type Receiver string

const (
	ToCaller Receiver = "caller"
	ToPlace  Receiver = "place"
)

// HandOver is a note that something left the desk.
type HandOver struct {
	ID       string
	Case     string
	At       time.Time
	By       string
	Way      Way
	To       Receiver
	Referral string // that went to a place, "" otherwise
	Failed   bool
}

// Validate checks that its way and receiver are known.
func (h HandOver) Validate() error {
	switch {
	case !slices.Contains(Ways(), h.Way):
		return invalid("no way %q to hand over", h.Way)
	case h.To != ToCaller && h.To != ToPlace:
		return invalid("nobody of the kind %q to hand over to", h.To)
	}
	return nil
}

// ErrNotSafe: the person did not say that it is safe to send them something, or
// not at this hour.
var ErrNotSafe = fmt.Errorf("%w: they did not say that a message is safe now", ErrInvalid)

// MaySend refuses with ErrNotSafe what would be sent to somebody against their
// preference at t. What stays between the agent and the caller is not sent.
func (p ContactPreference) MaySend(w Way, t time.Time) error {
	if w.sent() && !(p.MayMessage && p.MayCallAt(t)) {
		return ErrNotSafe
	}
	return nil
}
