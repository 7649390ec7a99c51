package gate_test

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

// meanwhile is the gate of another replica, where something happens once while
// the password of a sign-in is compared: between its two looks at the clock.
func (h *house) meanwhile(happens func()) *gate.Gate {
	looks := 0
	return gate.New(h.store, h.keys, func() time.Time {
		if looks++; looks == 2 {
			happens()
		}
		return h.now()
	})
}

// fay speaks for a place and is signed in.
func (h *house) fay() (gate.Ticket, gate.Actor) {
	h.t.Helper()
	ctx := h.t.Context()
	ticket, err := h.Join(ctx, h.invited("fay@example.org", account.Facility, h.organisation(account.Owner, "Peach Street")), password, desk)
	h.succeed(err)
	fay, err := h.Actor(ctx, ticket.Token, desk)
	h.succeed(err)
	return ticket, fay
}

func TestASignInUnderWayEndsWithTheOldPassword(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, fay := h.fay()
		_, err := h.meanwhile(func() {
			h.succeed(h.ChangePassword(ctx, fay, ticket.Token, password, "other plain words"))
		}).SignIn(ctx, "fay@example.org", password, far)
		h.fails("while the password is changed", err, gate.ErrRefused)

		_, err = h.meanwhile(func() {
			_, err := h.Join(ctx, h.invitedAgain(fay), "third plain words", desk)
			h.succeed(err)
		}).SignIn(ctx, "fay@example.org", "other plain words", far)
		h.fails("while a new link is used", err, gate.ErrRefused)
		if has, err := h.Holdings(ctx, fay); err != nil || has.Sessions != 1 {
			t.Errorf("%d sessions are signed in (%v), want that of the link alone", has.Sessions, err)
		}
	})
}

// invitedAgain is a new link for somebody.
func (h *house) invitedAgain(a gate.Actor) string {
	h.t.Helper()
	_, link, err := h.RenewByCommand(h.t.Context(), a.User.Email)
	h.succeed(err)
	return link
}

// cheap is the hash of a password at a cost that is not today's.
func cheap(password string) string {
	salt := []byte("sixteen bytes...")
	encoded := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=64,t=1,p=1$%s$%s", encoded(salt), encoded(argon2.IDKey([]byte(password), salt, 1, 64, 1, 32)))
}

// TestAPasswordOfAnotherCostIsHashedAnew while its user signs in, and again
// somewhere else at the same moment.
func TestAPasswordOfAnotherCostIsHashedAnew(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, fay := h.fay()
		a, err := h.store.Account(ctx, fay.User.ID)
		h.succeed(err)
		kept, _ := account.TokenHash(ticket.Token)
		h.succeed(h.store.ChangePassword(ctx, a.ID, a.Password, cheap(password), kept, h.Book().Note(fay.Who(), "account.password-changed", "account:"+a.ID)))
		_, err = h.meanwhile(func() {
			_, err := h.SignIn(ctx, "fay@example.org", password, desk)
			h.succeed(err)
		}).SignIn(ctx, "fay@example.org", password, far)
		h.succeed(err)
		a, err = h.store.Account(ctx, a.ID)
		h.succeed(err)
		if right, outdated := account.Matches(a.Password, password); !right || outdated {
			t.Errorf("afterwards the hash is right %v, outdated %v", right, outdated)
		}
	})
}
