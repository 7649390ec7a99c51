package gate_test

import (
	"errors"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/store"
)

func TestAChangedPasswordEndsWhatTheOldOneLetIn(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		here, secret, _ := h.joined("ann@example.org")
		elsewhere, err := h.Confirm(ctx, h.halfway("ann@example.org").Token, secret.Code(h.now()), desk)
		h.succeed(err)
		ann, err := h.Actor(ctx, here.Token, desk)
		h.succeed(err)
		half := h.halfway("ann@example.org")
		link, err := h.Renew(ctx, actor("sue", account.Supervisor, h.line), ann.User.ID)
		h.succeed(err)

		h.fails("the wrong present one", h.ChangePassword(ctx, ann, here.Token, "mistyped words", "other plain words"), gate.ErrRefused)
		if err := h.ChangePassword(ctx, ann, here.Token, password, "short"); !errors.As(err, new(account.PasswordError)) {
			t.Errorf("a short one is answered %v", err)
		}
		h.signedIn("elsewhere, before", elsewhere.Token, true)
		h.succeed(h.ChangePassword(ctx, ann, here.Token, password, "other plain words"))
		h.signedIn("here", here.Token, true)
		h.signedIn("elsewhere", elsewhere.Token, false)
		_, err = h.Session(ctx, half.Token)
		h.fails("halfway in", err, gate.ErrSignedOut)
		_, err = h.Invitation(ctx, link)
		h.fails("a link that waited", err, gate.ErrLink)
		_, err = h.SignIn(ctx, "ann@example.org", password, desk)
		h.fails("with the old one", err, gate.ErrRefused)
		_, err = h.SignIn(ctx, "ann@example.org", "other plain words", desk)
		h.succeed(err)
		if n := h.trailIsWhole()["account.password-changed"]; n != 1 {
			t.Errorf("the trail tells of it %d times", n)
		}
	})
}

func TestGuessingThePresentPasswordIsSlowed(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, _, _ := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		for range 10 {
			h.fails("a guess", h.ChangePassword(ctx, ann, ticket.Token, "wrong words", "other plain words"), gate.ErrRefused)
		}
		err = h.ChangePassword(ctx, ann, ticket.Token, password, "other plain words")
		if !errors.As(err, new(gate.ThrottledError)) {
			t.Errorf("the eleventh, even if right: %v", err)
		}
	})
}

func TestAnAccountKnowsWhatItHas(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		first, secret, codes := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, first.Token, desk)
		h.succeed(err)
		h.halfway("ann@example.org") // not signed in yet
		_, err = h.Recover(ctx, h.halfway("ann@example.org").Token, codes[0], desk)
		h.succeed(err)
		h.forward(time.Minute)
		_, err = h.Confirm(ctx, h.halfway("ann@example.org").Token, secret.Code(h.now()), desk)
		h.succeed(err)
		has, err := h.Holdings(ctx, ann)
		h.succeed(err)
		if want := (store.Holdings{Sessions: 3, RecoveryCodes: 9, Authenticator: true}); has != want {
			t.Errorf("it has %+v, want %+v", has, want)
		}
		h.forward(account.Idle)
		if has, err := h.Holdings(ctx, ann); err != nil || has.Sessions != 0 {
			t.Errorf("after an idle hour %d sessions are counted (%v)", has.Sessions, err)
		}
	})
}
