package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/referral"
)

// Limits of wrong codes: a code misheard is said again twice or thrice, and a
// helpline's agents, fifty and more, share a network: it is there for whoever
// has many accounts. With 7,200 guesses a day at 40 bits and ten thousand open
// cases somebody with thirty accounts needs three decades for an even chance.
const (
	wrongByAccount = 10
	wrongByNetwork = 300
	wrongWindow    = time.Hour
)

// ErrTooMany: there were too many wrong codes. It comes whether this one is
// right or not.
var ErrTooMany = errors.New("too many codes were wrong: wait an hour")

// GoOn is Resume within limits, which hold over restarts and for all servers on
// one database. What is no code at all is no guess and counts for nothing.
func (d *Desk) GoOn(ctx context.Context, by referral.Actor, heard string) (referral.Case, error) {
	if _, err := referral.ParseCode(heard); err != nil {
		return referral.Case{}, err
	}
	limits := d.wrongCodes(by)
	for _, l := range limits { // one by one: who is stopped takes nothing from the others
		until, err := d.store.Attempt(ctx, []account.Limit{l}, d.now())
		if err == nil && !until.IsZero() {
			err = ErrTooMany
		}
		if err != nil {
			return referral.Case{}, err
		}
	}
	c, err := d.Resume(ctx, by, heard)
	if err != nil {
		return referral.Case{}, err
	}
	return c, d.store.Succeeded(ctx, limits)
}

// wrongCodes are the limits for somebody, their own first, under keys that tell
// nobody who.
func (d *Desk) wrongCodes(by referral.Actor) []account.Limit {
	return []account.Limit{
		{Key: d.digest("codes by account", by.Person), Most: wrongByAccount, Window: wrongWindow},
		{Key: d.digest("codes by network", audit.Network(by.From)), Most: wrongByNetwork, Window: wrongWindow},
	}
}

func (d *Desk) digest(what, of string) string {
	mac := hmac.New(sha256.New, d.codes.Bytes())
	mac.Write([]byte(what + "\x00" + of))
	return hex.EncodeToString(mac.Sum(nil))
}
