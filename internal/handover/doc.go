// Package handover carries words away from the desk: by mail, through an SMTP
// server, and as text messages, through a gateway that takes HTTP. It keeps
// nothing and logs nothing, and its errors never hold an address or a number.
// Whether somebody may be written to is for package referral to judge.
package handover

import (
	"context"
	"errors"
	"time"
)

// Sender sends words to somebody.
type Sender interface {
	// Send fails with ErrAddress when to is no address of this sender's kind,
	// and with ErrUnsent when whoever carries the words did not take them. A
	// text message has no subject.
	Send(ctx context.Context, to, subject, text string) error
}

var (
	// ErrAddress: this is no address that anything can be sent to.
	ErrAddress = errors.New("not an address")
	// ErrUnsent: nothing was sent. Another try may help.
	ErrUnsent = errors.New("not sent")
)

// patience is how long an agent waits, with a person on the line, until they are
// told that something could not be sent. It is shorter than a request may take,
// so that what became of it is told and noted.
const patience = 6 * time.Second
