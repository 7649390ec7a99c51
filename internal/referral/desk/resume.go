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
// helpline's agents share a network. With 1,200 guesses a day at 40 bits and ten
// thousand open cases somebody needs two centuries for an even chance.
const (
	wrongByAccount = 10
	wrongByNetwork = 50
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
	until, err := d.store.Attempt(ctx, limits, d.now())
	if err == nil && !until.IsZero() {
		err = ErrTooMany
	}
	if err != nil {
		return referral.Case{}, err
	}
	c, err := d.Resume(ctx, by, heard)
	if err != nil {
		return referral.Case{}, err
	}
	return c, d.store.Succeeded(ctx, limits)
}

// wrongCodes are the limits for somebody, under keys that tell nobody who.
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
