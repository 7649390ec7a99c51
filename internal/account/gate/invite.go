package gate

import (
	"context"
	"errors"
	"net/netip"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

// Newcomer is somebody to be invited.
type Newcomer struct {
	Email        string
	Role         account.Role
	Organisation account.Organisation
}

// Invite makes an account and the token of its one-time link. Whoever has not
// used theirs gets a new one, and the old one works no more. ErrForbidden when
// the inviter may not, ErrFirstWaits, ErrTaken, account.ErrEmail, or
// ThrottledError.
func (g *Gate) Invite(ctx context.Context, by Actor, n Newcomer) (token string, err error) {
	begun, err := g.store.HasBegun(ctx, n.Organisation.ID)
	if err != nil {
		return "", err
	}
	if !account.MayGive(by.User, n.Role, n.Organisation, begun) {
		return "", ErrForbidden
	}
	if err := g.attempt(ctx, g.keys.InvitationLimit(by.User)); err != nil {
		return "", err
	}
	if account.IsOutside(by.User, n.Organisation) {
		return g.inviteFirst(ctx, by, n)
	}
	return g.invite(ctx, by.Who(), n, false, g.store.AddAccount)
}

// inviteFirst invites the first supervisor of somebody else's helpline: one
// alone at a time, so that no second link waits when the first has joined. The
// trail tells it of the helpline, too.
func (g *Gate) inviteFirst(ctx context.Context, by Actor, n Newcomer) (token string, err error) {
	waits, err := g.firstOf(ctx, n.Organisation.ID)
	if err != nil {
		return "", err
	}
	if email, _ := account.NormalEmail(n.Email); waits != "" && waits != email {
		return "", ErrFirstWaits
	}
	add := g.store.AddAccount
	if waits == "" { // another admin may be as far at this moment
		add = g.store.AddFirstAccount
	}
	token, err = g.invite(ctx, by.Who(), n, true, add)
	if errors.Is(err, store.ErrNotFirst) {
		err = ErrFirstWaits
	}
	if err != nil {
		return "", err
	}
	return token, g.store.Note(ctx, g.book.Note(by.Who(), "organisation.first-invited", "organisation:"+n.Organisation.ID))
}

// firstOf is the e-mail of somebody who was invited into an organisation and
// whose account is open; "" for nobody.
func (g *Gate) firstOf(ctx context.Context, organisation string) (email string, err error) {
	people, err := g.store.People(ctx, organisation)
	for _, p := range people {
		if !p.Disabled {
			return p.Email, err
		}
	}
	return "", err
}

// InviteByCommand is Invite for who works on the server itself.
func (g *Gate) InviteByCommand(ctx context.Context, n Newcomer) (token string, err error) {
	if n.Role.Kind() == "" || n.Role.Kind() != n.Organisation.Kind {
		return "", ErrForbidden
	}
	return g.invite(ctx, audit.Command, n, false, g.store.AddAccount)
}

// invite invites somebody whose account, if they have none yet, is added by add;
// first as link has it.
func (g *Gate) invite(ctx context.Context, who audit.Who, n Newcomer, first bool, add func(context.Context, account.User, audit.Note) error) (token string, err error) {
	email, err := account.NormalEmail(n.Email)
	if err != nil {
		return "", err
	}
	u := account.User{ID: g.store.NewID(), Email: email, Role: n.Role, Organisation: n.Organisation}
	err = add(ctx, u, g.book.Note(who, "account.added", subject(u.ID)))
	if errors.Is(err, store.ErrDuplicate) {
		u, err = g.waiting(ctx, email, n)
	}
	if err != nil {
		return "", err
	}
	return g.link(ctx, who, u.ID, first)
}

// waiting is a user who was invited alike and has not come yet; ErrTaken for
// everybody else.
func (g *Gate) waiting(ctx context.Context, email string, n Newcomer) (account.User, error) {
	a, err := g.store.AccountOf(ctx, email)
	if err == nil && (a.Password != "" || a.Disabled || a.Role != n.Role || a.Organisation.ID != n.Organisation.ID) {
		err = ErrTaken
	}
	return a.User, err
}

// Renew makes a new link for a user who lost password or telephone. Until it
// is used, all stays as it is. ErrForbidden, also where there is no such user.
func (g *Gate) Renew(ctx context.Context, by Actor, user string) (token string, err error) {
	if err := g.MayManage(ctx, by, user); err != nil {
		return "", err
	}
	a, err := g.store.Account(ctx, user)
	if err != nil {
		return "", instead(err, ErrForbidden)
	}
	return g.link(ctx, by.Who(), user, account.IsOutside(by.User, a.Organisation))
}

// RenewByCommand is Renew for who works on the server itself: where nobody is
// left who could sign in. ErrForbidden when the e-mail has no open account.
func (g *Gate) RenewByCommand(ctx context.Context, email string) (account.User, string, error) {
	email, err := account.NormalEmail(email)
	if err != nil {
		return account.User{}, "", err
	}
	a, err := g.store.AccountOf(ctx, email)
	if err == nil && a.Disabled {
		err = ErrForbidden
	}
	if err != nil {
		return account.User{}, "", instead(err, ErrForbidden)
	}
	token, err := g.link(ctx, audit.Command, a.ID, false)
	return a.User, token, err
}

// Disable ends an account with its sessions and links, and deletes it where its
// user never came. ErrForbidden, also where there is no such user.
func (g *Gate) Disable(ctx context.Context, by Actor, user string) error {
	if err := g.MayManage(ctx, by, user); err != nil {
		return err
	}
	return g.store.DisableAccount(ctx, user, g.book.Note(by.Who(), "account.disabled", subject(user)))
}

// MayManage refuses with ErrForbidden whoever may not renew or close an account.
// It refuses one's own, too: who closed it could not come back, and a new link
// for it would be a way around password and codes.
func (g *Gate) MayManage(ctx context.Context, by Actor, user string) error {
	a, err := g.store.Account(ctx, user)
	if err != nil {
		return instead(err, ErrForbidden)
	}
	begun, err := g.store.HasBegun(ctx, a.Organisation.ID)
	if err == nil && (a.ID == by.User.ID || a.Disabled || !account.MayManage(by.User, a.Organisation, begun)) {
		err = ErrForbidden
	}
	return err
}

// link makes a user's link. One that is to be the first is refused with
// ErrForbidden when somebody of their organisation has joined meanwhile.
func (g *Gate) link(ctx context.Context, who audit.Who, user string, first bool) (string, error) {
	token, hash := account.NewToken()
	made := store.LinkRow{Account: user, Hash: hash, Expires: g.now().Add(account.LinkLasts), First: first}
	return token, instead(g.store.Invite(ctx, made, g.book.Note(who, "account.invited", subject(user))), ErrForbidden)
}

// Invitation is whom a link invites. Looking uses nothing up: mail programs
// open links, too. ErrLink.
func (g *Gate) Invitation(ctx context.Context, token string) (account.User, error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return account.User{}, ErrLink
	}
	i, err := g.store.Invitation(ctx, hash)
	if err == nil && (i.Used || !g.now().Before(i.Expires) || i.User.Disabled) {
		err = ErrLink
	}
	return i.User, instead(err, ErrLink)
}

// Join uses a link: the account gets the password, and a session that is
// signed in or, for staff, still needs an authenticator. Of two who use one
// link at once, one does. ErrLink, account.PasswordError or ThrottledError.
func (g *Gate) Join(ctx context.Context, token, password string, from netip.Addr) (Ticket, error) {
	if err := g.attempt(ctx, g.keys.NetworkLimit(audit.Network(from))); err != nil {
		return Ticket{}, err
	}
	u, err := g.Invitation(ctx, token)
	if errors.Is(err, ErrLink) {
		return Ticket{}, errors.Join(err, g.refusedLink(ctx, u, from))
	}
	if err != nil {
		return Ticket{}, err
	}
	if err := account.CheckPassword(u.Role, password); err != nil {
		return Ticket{}, err
	}
	return g.join(ctx, u, token, password, from)
}

func (g *Gate) join(ctx context.Context, u account.User, token, password string, from netip.Addr) (Ticket, error) {
	var hashed string
	if err := g.inTurn(ctx, func() { hashed = account.HashPassword(password) }); err != nil {
		return Ticket{}, err
	}
	stage := account.SignedIn
	if u.Role.Staff() {
		stage = account.NeedsSecret
	}
	hash, _ := account.TokenHash(token)
	ticket, begun := g.ticket(u.ID, stage)
	err := g.store.UseInvitation(ctx, hash, hashed, begun, g.note(Actor{u, from}, "account.joined"))
	if errors.Is(err, store.ErrNotFound) {
		return Ticket{}, errors.Join(ErrLink, g.refusedLink(ctx, u, from))
	}
	return ticket, err
}

// refusedLink notes that somebody tried a link in vain; u is who it invited,
// where that is known.
func (g *Gate) refusedLink(ctx context.Context, u account.User, from netip.Addr) error {
	return g.store.Note(ctx, g.book.Note(audit.Who{From: from}, "account.link-refused", subject(u.ID)))
}

// EnterByCommand signs somebody in without any proof, for who runs a demo on
// this machine. ErrForbidden when there is no such user.
func (g *Gate) EnterByCommand(ctx context.Context, email string) (Ticket, error) {
	a, err := g.store.AccountOf(ctx, email)
	if err == nil && a.Disabled {
		err = store.ErrNotFound
	}
	if err != nil {
		return Ticket{}, instead(err, ErrForbidden)
	}
	ticket, begun := g.ticket(a.ID, account.SignedIn)
	return ticket, g.store.BeginSession(ctx, begun, a.Password, a.Password, g.book.Note(audit.Command, "session.signed-in", subject(a.ID)))
}
