package web

import (
	"context"
	"crypto/rand"
	"errors"

	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// onceField is the key of a form that is to be sent once, however often it is
// pressed or its page is loaded anew.
const onceField = "once"

// newFormKey is for one form of one page.
func newFormKey() string { return rand.Text() }

// outcome is what became of a message.
type outcome struct {
	Problem string // why it did not go out and what to do; "" otherwise
	Already bool   // the same was sent a moment ago
}

// sendOnce sends something and notes that on the case, unless the same went out
// a moment ago.
func (s *Server) sendOnce(ctx context.Context, say speech, by referral.Actor, m desk.Sending, send func() error) (outcome, error) {
	err := s.Staff.Desk.BeginSending(ctx, by, m)
	switch {
	case errors.Is(err, desk.ErrSentAlready):
		return outcome{Already: true}, nil
	case errors.Is(err, desk.ErrSentEnough):
		return outcome{Problem: say.Text("unsent.enough")}, nil
	case err != nil:
		return outcome{}, err
	}
	problem := say.unsent(send())
	m.Failed = problem != ""
	ctx, done := afterSending(ctx)
	defer done()
	return outcome{Problem: problem}, s.Staff.Desk.EndSending(ctx, by, m)
}
