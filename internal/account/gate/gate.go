// Package gate lets people in: invitations, sign-in, sessions. It ties what
// package account knows to the store and to a clock, and notes each step in
// the audit trail.
//
// A person comes in by an invitation's link ([Gate.Join]) or by e-mail and
// password ([Gate.SignIn]). Both give a [Ticket]: a token for the browser and
// how far that has come. [Gate.Enrol], [Gate.Confirm] and [Gate.Recover] take
// it further and give another; the one before is worth nothing then, so a
// token that somebody planted never comes to be signed in.
package gate

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

var (
	// ErrRefused: e-mail, password or code are not right. Which of them is
	// told to nobody.
	ErrRefused = errors.New("e-mail, password or code are not right")
	// ErrSignedOut: there is no such session, or not any more.
	ErrSignedOut = errors.New("you are signed out: sign in again")
	// ErrLink: a one-time link was used, replaced or is too old, or never was.
	ErrLink = errors.New("this link works no more: ask for a new one")
	// ErrForbidden: the user may not.
	ErrForbidden = errors.New("your role does not include that")
	// ErrFirstWaits: the first supervisor of a helpline is invited already.
	ErrFirstWaits = errors.New("another supervisor is invited: close that account first, or wait until they have joined")
	// ErrTaken: the e-mail has an account already.
	ErrTaken = errors.New("this e-mail has an account already")
)

// ThrottledError: there were too many attempts. It comes whether an account is
// there or not.
type ThrottledError struct{ Until time.Time }

func (e ThrottledError) Error() string {
	return fmt.Sprintf("too many attempts: try again after %s", e.Until.Format("15:04 MST"))
}

// Gate is safe for concurrent use; gates of several processes on one database
// are one.
type Gate struct {
	store *store.Store
	keys  account.Keys
	book  audit.Book
	now   func() time.Time
	// hashing bounds how many passwords are hashed at once, each in 19 MiB: a
	// shift that signs in leaves half of the processors to those at work.
	hashing chan struct{}
}

// New is a gate to the accounts in a store.
func New(s *store.Store, keys account.Keys, now func() time.Time) *Gate {
	return &Gate{s, keys, audit.NewBook(keys.Audit, now), now, make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// Book is for notes of what signed-in people do.
func (g *Gate) Book() audit.Book { return g.book }

// Actor is a user who does something, and from where.
type Actor struct {
	User account.User
	From netip.Addr
}

// Who is how the audit trail names an actor.
func (a Actor) Who() audit.Who {
	return audit.Who{Account: a.User.ID, Organisation: a.User.Organisation.ID, From: a.From}
}

// Ticket is what a browser is given: a token to keep in a cookie, and what is
// still asked of it.
type Ticket struct {
	Token   string
	Stage   account.Stage
	Expires time.Time
}

// ticket makes a session of a stage and its token.
func (g *Gate) ticket(user string, stage account.Stage) (Ticket, store.SessionRow) {
	token, hash := account.NewToken()
	now, lasts := g.now(), account.Halfway
	if stage == account.SignedIn {
		lasts = account.Longest
	}
	expires := now.Add(lasts)
	return Ticket{token, stage, expires}, store.SessionRow{Hash: hash, Account: user, Stage: stage, Seen: now, Expires: expires}
}

// attempt counts an attempt; ThrottledError when it is one too many.
func (g *Gate) attempt(ctx context.Context, limits ...account.Limit) error {
	until, err := g.store.Attempt(ctx, limits, g.now())
	if err == nil && !until.IsZero() {
		err = ThrottledError{until}
	}
	return err
}

// inTurn runs what hashes a password when there is room for it.
func (g *Gate) inTurn(ctx context.Context, hash func()) error {
	select {
	case g.hashing <- struct{}{}:
		defer func() { <-g.hashing }()
		hash()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *Gate) note(a Actor, action audit.Action) audit.Note {
	return g.book.Note(a.Who(), action, subject(a.User.ID))
}

func subject(user string) string { return "account:" + user }

// Sweep deletes attempts and links that are over, and sessions a shift after
// their end: they work no more whether it runs or not.
func (g *Gate) Sweep(ctx context.Context) error { return g.store.SweepAccounts(ctx, g.now()) }

// instead replaces a store's ErrNotFound by what people are told.
func instead(err, told error) error {
	if errors.Is(err, store.ErrNotFound) {
		return told
	}
	return err
}
