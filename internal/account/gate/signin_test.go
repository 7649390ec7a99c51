package gate_test

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
)

func TestStaffSignInWithPasswordAndCode(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		_, secret, _ := h.joined("ann@example.org")
		half := h.halfway(" ANN@example.org")
		h.signedIn("with a password alone", half.Token, false)
		_, err := h.OfferSecret(ctx, half.Token)
		h.fails("an authenticator of whoever has only the password", err, gate.ErrForbidden)
		_, err = h.Confirm(ctx, half.Token, "000000x", desk)
		h.fails("a wrong code", err, gate.ErrRefused)
		full, err := h.Confirm(ctx, half.Token, secret.Code(h.now()), desk)
		h.succeed(err)
		h.signedIn("with both", full.Token, true)
		h.signedIn("the token from before, planted or not,", half.Token, false)
		_, err = h.Confirm(ctx, half.Token, secret.Code(h.now().Add(30*time.Second)), desk)
		h.fails("the old token again", err, gate.ErrSignedOut)
		_, err = h.Confirm(ctx, full.Token, secret.Code(h.now().Add(30*time.Second)), desk)
		h.fails("a code nobody asked for", err, gate.ErrSignedOut)
	})
}

func TestACodeLetsOneSessionIn(t *testing.T) {
	onEachEngine(t, func(h *house) {
		_, secret, _ := h.joined("ann@example.org")
		halves := make(chan gate.Ticket, 4)
		for range cap(halves) {
			halves <- h.halfway("ann@example.org")
		}
		code := secret.Code(h.now())
		won := h.race(cap(halves), func() error {
			_, err := h.Confirm(t.Context(), (<-halves).Token, code, desk)
			return err
		}, gate.ErrRefused)
		if won != 1 {
			t.Errorf("%d of 4 who used it at once came in", won)
		}
	})
}

func TestARecoveryCodeLetsOneSessionIn(t *testing.T) {
	onEachEngine(t, func(h *house) {
		_, _, codes := h.joined("ann@example.org")
		halves := make(chan gate.Ticket, 3)
		for range cap(halves) {
			halves <- h.halfway("ann@example.org")
		}
		won := h.race(cap(halves), func() error {
			_, err := h.Recover(t.Context(), (<-halves).Token, codes[3], desk)
			return err
		}, gate.ErrRefused)
		if won != 1 {
			t.Errorf("%d of 3 who used it at once came in", won)
		}
		_, err := h.Recover(t.Context(), h.halfway("ann@example.org").Token, codes[4], desk)
		h.succeed(err)
	})
}

func TestAFacilitySignsInWithItsPassword(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		link := h.invited("fay@example.org", account.Facility, h.organisation(account.Owner, "Peach Street"))
		_, err := h.Join(ctx, link, "14 characters_", desk)
		if !errors.As(err, new(account.PasswordError)) {
			t.Errorf("a password that is all there is may be short: %v", err)
		}
		ticket, err := h.Join(ctx, link, password, desk)
		h.succeed(err)
		h.signedIn("after the link", ticket.Token, true)
		secret, err := h.OfferSecret(ctx, ticket.Token)
		h.succeed(err)
		_, _, err = h.Enrol(ctx, ticket.Token, secret.Code(h.now()), desk)
		h.succeed(err)
		h.halfway("fay@example.org") // who wanted codes is asked for them
	})
}

func TestNobodyLearnsWhichEmailsHaveAccounts(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		h.joined("ann@example.org")
		h.invited("new@example.org", account.Agent, h.line)
		emails := []string{"ann@example.org", "new@example.org", "nobody@example.org", "no address"}
		for attempt := range 12 {
			var answers []string
			for _, email := range emails {
				_, err := h.SignIn(ctx, email, "wrong words", desk)
				answers = append(answers, fmt.Sprint(err))
			}
			for i, answer := range answers {
				if answer != answers[0] {
					t.Errorf("attempt %d: %q is answered %q, %q %q", attempt, emails[i], answer, emails[0], answers[0])
				}
			}
		}
	})
}

func TestGuessingIsSlowedByAccountFromEverywhere(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		h.joined("ann@example.org")
		restarted := gate.New(h.store, h.keys, h.now)
		for n := range 10 {
			from := netip.AddrFrom4([4]byte{10, byte(n), 0, 1})
			_, err := h.SignIn(ctx, "ann@example.org", "wrong words", from)
			h.fails("a guess", err, gate.ErrRefused)
		}
		_, err := restarted.SignIn(ctx, "ann@example.org", password, far)
		var throttled gate.ThrottledError
		if !errors.As(err, &throttled) || !throttled.Until.After(h.now()) {
			t.Errorf("the eleventh, at another replica, even if right: %v", err)
		}
		h.forward(15 * time.Minute)
		h.halfway("ann@example.org")
		for range 12 {
			h.halfway("ann@example.org") // whoever is right may come and go
		}
	})
}

func TestGuessingAtManyAccountsIsSlowedByNetwork(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		limit := h.keys.NetworkLimit("203.0.113.0/24")
		for range limit.Most {
			until, err := h.store.Attempt(ctx, []account.Limit{limit}, h.now())
			if err != nil || !until.IsZero() {
				t.Fatalf("it is slowed too early: %v, %v", until, err)
			}
		}
		_, err := h.SignIn(ctx, "ann@example.org", password, far)
		if !errors.As(err, new(gate.ThrottledError)) {
			t.Errorf("one more from there: %v", err)
		}
		_, err = h.SignIn(ctx, "ann@example.org", password, desk)
		h.fails("from elsewhere", err, gate.ErrRefused)
	})
}

func TestGuessingAtCodesIsSlowed(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		_, secret, codes := h.joined("ann@example.org")
		h.forward(15 * time.Minute)
		for range 5 {
			_, err := h.Confirm(ctx, h.halfway("ann@example.org").Token, "wrong", desk)
			h.fails("a guess", err, gate.ErrRefused)
		}
		half := h.halfway("ann@example.org")
		_, err := h.Confirm(ctx, half.Token, secret.Code(h.now()), far)
		if !errors.As(err, new(gate.ThrottledError)) {
			t.Errorf("the sixth, even if right: %v", err)
		}
		_, err = h.Recover(ctx, half.Token, codes[0], far)
		if !errors.As(err, new(gate.ThrottledError)) {
			t.Errorf("a recovery code instead: %v", err)
		}
	})
}
