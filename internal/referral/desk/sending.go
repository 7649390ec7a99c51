package desk

import (
	"context"
	"errors"
	"strings"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
)

// Limits of what is sent from a case. A second press within a minute is a slip:
// the gateway can take as long. A caller and some places are written to twice or
// thrice; who sends more than twenty times a day troubles somebody.
const (
	slip       = time.Minute
	mostADay   = 20
	aDay       = 24 * time.Hour
	formsAreBy = 2 * account.Longest // no page of a session is older
)

var (
	// ErrSentAlready: the same was sent, or tried, a moment ago.
	ErrSentAlready = errors.New("this was sent a moment ago")
	// ErrSentEnough: from this case nothing more is sent today.
	ErrSentEnough = errors.New("too much was sent from this case: wait a day")
	// ErrFormUsed: the form was sent before, and its page was loaded anew.
	ErrFormUsed = errors.New("this form was sent before")
)

// Sending is a message on its way from the desk to an address. Of address and
// content only a digest is kept, for a minute.
type Sending struct {
	referral.HandOver
	Address string
	Content string // what tells two messages to an address apart
	Form    string // the key of the form, see [Desk.Once]
}

// BeginSending must come before anything is sent. It refuses with ErrNotFound,
// referral.ErrInvalid, referral.ErrNotSafe what the person does not want to be
// sent, or not now, ErrSentAlready or ErrSentEnough.
func (d *Desk) BeginSending(ctx context.Context, by referral.Actor, s Sending) error {
	if err := d.mayHandOver(ctx, by, s.HandOver); err != nil {
		return err
	}
	if err := d.Once(ctx, by, s.Form); err != nil {
		return errors.Join(ErrSentAlready, err)
	}
	for _, l := range d.sendingLimits(s) {
		until, err := d.store.Attempt(ctx, []account.Limit{l.Limit}, d.now())
		if err == nil && !until.IsZero() {
			err = l.told
		}
		if err != nil {
			return err
		}
	}
	return d.read(ctx, by, ofCase(s.Case))
}

// mayHandOver is for what has not left yet.
func (d *Desk) mayHandOver(ctx context.Context, by referral.Actor, h referral.HandOver) error {
	if err := h.Validate(); err != nil {
		return err
	}
	c, err := d.see(ctx, by, h.Case)
	if err != nil {
		return err
	}
	if h.To == referral.ToCaller {
		return c.Contact.MaySend(h.Way, d.now())
	}
	r, err := d.seeReferral(ctx, by, h.Referral)
	if err == nil && r.Case != h.Case {
		err = ErrNotFound
	}
	return err
}

// EndSending notes what was sent, or failed to be: this can be tried again at
// once. It refuses nobody, as it is too late: what left is noted even if the
// sender, the person's wish or the hour changed meanwhile.
func (d *Desk) EndSending(ctx context.Context, by referral.Actor, s Sending) error {
	if s.Failed {
		limits := d.sendingLimits(s)
		if err := d.store.Forget(ctx, limits[0].Limit); err != nil {
			return err
		}
	}
	return d.noteHandOver(ctx, by, s.HandOver)
}

type sendingLimit struct {
	account.Limit
	told error
}

// sendingLimits are those of a message, under keys that tell neither whom it
// goes to nor from which case.
func (d *Desk) sendingLimits(s Sending) []sendingLimit {
	message := strings.Join([]string{s.Case, string(s.Way), string(s.To), s.Referral, strings.TrimSpace(s.Address), s.Content}, "\x00")
	return []sendingLimit{
		{account.Limit{Key: d.digest("message", message), Most: 1, Window: slip}, ErrSentAlready},
		{account.Limit{Key: d.digest("messages of a case", s.Case), Most: mostADay, Window: aDay}, ErrSentEnough},
	}
}

// Once refuses with ErrFormUsed a form that somebody sent before, by the random
// key that its page gave it: a page that is loaded anew sends its form again. A
// form without a key is not refused.
func (d *Desk) Once(ctx context.Context, by referral.Actor, form string) error {
	if form == "" {
		return nil
	}
	limit := account.Limit{Key: d.digest("form", by.Person+"\x00"+form), Most: 1, Window: formsAreBy}
	until, err := d.store.Attempt(ctx, []account.Limit{limit}, d.now())
	if err == nil && !until.IsZero() {
		err = ErrFormUsed
	}
	return err
}
