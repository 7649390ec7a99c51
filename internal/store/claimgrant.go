package store

import (
	"context"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
)

// Grant is a claim that is accepted: all of it happens, or nothing.
type Grant struct {
	Claim, Listing string
	From           string // who spoke for the place until now, "" for nobody
	// To is made where New says so, with its first user and their invitation.
	To      account.Organisation
	New     bool
	User    account.User
	Link    string // hash of the invitation's token
	Expires time.Time
	By      string
	At      time.Time
}

// GrantClaim makes a claimant's organisation the owner of a place. ErrOwner when
// the place has another owner by now, ErrNotFound when the claim is over,
// ErrDuplicate when the e-mail has an account by now.
func (s *Store) GrantClaim(ctx context.Context, g Grant, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		// First, as it takes the lock.
		if g.New {
			if err := tx.addOwner(g); err != nil {
				return err
			}
		}
		if err := tx.giveListing(g.Listing, g.From, g.To.ID, g.At); err != nil {
			return err
		}
		return tx.decideClaim(g.Claim, "accepted", g.By, g.At)
	}), "grant a claim")
}

// RenewGrant ends a claim as accepted where the place is its claimant's already:
// User has not come yet, and gets a new link. ErrNotFound when the claim is over, or
// somebody of their organisation has joined.
func (s *Store) RenewGrant(ctx context.Context, g Grant, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		if err := tx.invite(LinkRow{Account: g.User.ID, Hash: g.Link, Expires: g.Expires, First: true}); err != nil {
			return err
		}
		return tx.decideClaim(g.Claim, "accepted", g.By, g.At)
	}), "renew what a claim gave")
}

// addOwner makes an organisation with its first user and their invitation. An
// organisation that bears the name already is another's: the new one is told
// from it by its id.
func (t *tx) addOwner(g Grant) error {
	var taken int
	if err := t.one(&taken, "SELECT COUNT(*) FROM organisation WHERE kind = ? AND name = ?", string(g.To.Kind), g.To.Name); err != nil {
		return err
	}
	if taken > 0 {
		g.To.Name += " (" + g.To.ID + ")"
	}
	if _, err := t.exec("INSERT INTO organisation (id, kind, name) VALUES (?, ?, ?)", g.To.ID, string(g.To.Kind), g.To.Name); err != nil {
		return err
	}
	u := g.User
	_, err := t.exec("INSERT INTO account (id, organisation, role, email, disabled, password, secret, offered, step) VALUES (?, ?, ?, ?, ?, '', '', '', 0)",
		u.ID, g.To.ID, string(u.Role), u.Email, false)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO invitation (account, hash, expires, used) VALUES (?, ?, ?, ?)", u.ID, g.Link, g.Expires.Unix(), false)
	return err
}
