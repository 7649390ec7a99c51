package gate_test

import (
	"errors"
	"testing"

	"haven/internal/account"
	"haven/internal/account/gate"
)

const issuer = "https://login.example"

func identity(subject, email string) account.Identity {
	return account.Identity{Issuer: issuer, Subject: subject, Email: email, Verified: true}
}

func TestWhoWasInvitedComesInByTheProvider(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		link := h.invited("ann@example.org", account.Agent, h.line)
		ticket, err := h.SignInBy(ctx, identity("s1", "Ann@Example.org"), h.line.Name, desk)
		h.succeed(err)
		if ticket.Stage != account.NeedsSecret {
			t.Errorf("the provider alone leads to stage %q", ticket.Stage)
		}
		_, err = h.Invitation(ctx, link)
		h.fails("the link that waited", err, gate.ErrLink)
		secret, err := h.OfferSecret(ctx, ticket.Token)
		h.succeed(err)
		_, _, err = h.Enrol(ctx, ticket.Token, secret.Code(h.now()), desk)
		h.succeed(err)

		again, err := h.SignInBy(ctx, identity("s1", "ann.new-name@example.org"), h.line.Name, desk)
		h.succeed(err)
		h.signedIn("without our code", again.Token, false)
		trusted := identity("s1", "ann@example.org")
		trusted.SecondFactor = true
		full, err := h.SignInBy(ctx, trusted, h.line.Name, desk)
		h.succeed(err)
		h.signedIn("with a second proof that is trusted", full.Token, true)
		_, people, err := h.People(ctx, actor("sue", account.Supervisor, h.line), h.line.ID)
		if err != nil || people[0].State() != account.Active {
			t.Errorf("her account is %v (%v)", people, err)
		}
	})
}

func TestTheProviderLetsNobodyElseIn(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		h.invited("ann@example.org", account.Agent, h.line)
		h.invited("eve@example.org", account.Agent, h.organisation(account.Helpline, "Another Line"))
		h.invited("fay@example.org", account.Facility, h.organisation(account.Owner, h.line.Name))
		h.invited("ada@example.org", account.Admin, h.organisation(account.Operator, h.line.Name))
		ticket, _, _ := h.joined("gone@example.org")
		gone, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		h.succeed(h.Disable(ctx, actor("sue", account.Supervisor, h.line), gone.User.ID))
		unverified := identity("s2", "ann@example.org")
		unverified.Verified = false
		for what, who := range map[string]account.Identity{
			"nobody who was invited": identity("s3", "stranger@example.org"), "an e-mail that is not verified": unverified,
			"somebody of another helpline": identity("s4", "eve@example.org"), "a closed account": identity("s5", "gone@example.org"),
			"an owner of the helpline's name": identity("s7", "fay@example.org"), "an operator of its name": identity("s8", "ada@example.org"),
			"no e-mail": identity("s6", ""), "no subject": identity("", "ann@example.org"),
		} {
			_, err := h.SignInBy(ctx, who, h.line.Name, desk)
			h.fails(what, err, gate.ErrRefused)
		}
		_, err = h.SignInBy(ctx, identity("s1", "ann@example.org"), h.line.Name, desk)
		h.succeed(err)
		_, err = h.SignInBy(ctx, identity("s9", "ann@example.org"), h.line.Name, desk)
		h.fails("who has the e-mail now", err, gate.ErrRefused)
	})
}

func TestANewLinkForgetsTheProvidersUser(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		h.invited("ann@example.org", account.Agent, h.line)
		ticket, err := h.SignInBy(ctx, identity("s1", "ann@example.org"), h.line.Name, desk)
		h.succeed(err)
		s, err := h.Session(ctx, ticket.Token)
		h.succeed(err)
		link, err := h.Renew(ctx, actor("sue", account.Supervisor, h.line), s.User.ID)
		h.succeed(err)
		_, err = h.Join(ctx, link, password, desk)
		h.succeed(err)
		_, err = h.SignInBy(ctx, identity("s2", "ann@example.org"), h.line.Name, desk)
		h.succeed(err)
	})
}

func TestComingBackFromTheProviderIsSlowedByNetwork(t *testing.T) {
	onEachEngine(t, func(h *house) {
		limit := h.keys.NetworkLimit("203.0.113.0/24")
		for range limit.Most {
			if _, err := h.store.Attempt(t.Context(), []account.Limit{limit}, h.now()); err != nil {
				t.Fatal(err)
			}
		}
		_, err := h.SignInBy(t.Context(), identity("s1", "ann@example.org"), h.line.Name, far)
		if !errors.As(err, new(gate.ThrottledError)) {
			t.Errorf("one more: %v", err)
		}
	})
}
