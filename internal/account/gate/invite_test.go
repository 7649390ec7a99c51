package gate_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/store"
)

func TestAnAgentComesInByALinkWithPasswordAndAuthenticator(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		link := h.invited("Ann@Example.org", account.Agent, h.line)
		for range 2 { // a mail program looks, too
			if u, err := h.Invitation(ctx, link); err != nil || u.Email != "ann@example.org" || u.Organisation != h.line {
				t.Fatalf("the link invites %+v (%v)", u, err)
			}
		}
		ticket, err := h.Join(ctx, link, password, desk)
		h.succeed(err)
		h.signedIn("without an authenticator", ticket.Token, false)
		secret, err := h.OfferSecret(ctx, ticket.Token)
		h.succeed(err)
		if again, err := h.OfferSecret(ctx, ticket.Token); err != nil || again != secret {
			t.Errorf("a page loaded anew shows another secret (%v)", err)
		}
		_, _, err = h.Enrol(ctx, ticket.Token, "000", desk)
		h.fails("a code that is none", err, gate.ErrRefused)
		full, codes, err := h.Enrol(ctx, ticket.Token, secret.Code(h.now()), desk)
		h.succeed(err)
		h.signedIn("with one", full.Token, true)
		h.signedIn("the token from before", ticket.Token, false)
		if len(codes) != account.RecoveryCodes {
			t.Errorf("there are %d recovery codes", len(codes))
		}
		_, err = h.OfferSecret(ctx, full.Token)
		h.fails("a second authenticator", err, gate.ErrForbidden)
	})
}

func TestALinkWorksOnceAndItsReuseIsNoted(t *testing.T) {
	onEachEngine(t, func(h *house) {
		link := h.invited("ann@example.org", account.Agent, h.line)
		join := func() error { _, err := h.Join(t.Context(), link, password, desk); return err }
		if won := h.race(4, join, gate.ErrLink); won != 1 {
			t.Errorf("%d of 4 who used it at once came in", won)
		}
		h.fails("afterwards", join(), gate.ErrLink)
		if refused := h.trailIsWhole()["account.link-refused"]; refused != 4 {
			t.Errorf("the trail tells of %d vain uses, want 4", refused)
		}
	})
}

func TestALinkThatIsReplacedOldOrMadeUpWorksNoMore(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		first := h.invited("ann@example.org", account.Agent, h.line)
		second := h.invited("ann@example.org", account.Agent, h.line)
		made, _ := account.NewToken()
		for what, link := range map[string]string{"replaced": first, "made up": made, "cut off": second[:20], "none": ""} {
			_, err := h.Join(ctx, link, password, desk)
			h.fails(what, err, gate.ErrLink)
		}
		_, err := h.Join(ctx, second, "short", desk)
		if !errors.As(err, new(account.PasswordError)) {
			t.Errorf("a short password is answered %v", err)
		}
		h.forward(account.LinkLasts)
		_, err = h.Join(ctx, second, password, desk)
		h.fails("too old", err, gate.ErrLink)
	})
}

func TestPeopleInviteIntoTheirOwnOrganisation(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		other := h.organisation(account.Helpline, "Another Line")
		supervisor := gate.Actor{User: account.User{ID: "sue", Role: account.Supervisor, Organisation: h.line}, From: desk}
		agent := gate.Actor{User: account.User{ID: "ann", Role: account.Agent, Organisation: h.line}, From: desk}
		for _, tt := range []struct {
			by   gate.Actor
			new  gate.Newcomer
			want error
		}{
			{supervisor, gate.Newcomer{Email: "bob@example.org", Role: account.Agent, Organisation: h.line}, nil},
			{supervisor, gate.Newcomer{Email: "bob@example.org", Role: account.Supervisor, Organisation: h.line}, gate.ErrTaken},
			{supervisor, gate.Newcomer{Email: "eve@example.org", Role: account.Agent, Organisation: other}, gate.ErrForbidden},
			{supervisor, gate.Newcomer{Email: "eve@example.org", Role: account.Admin, Organisation: h.line}, gate.ErrForbidden},
			{supervisor, gate.Newcomer{Email: "eve", Role: account.Agent, Organisation: h.line}, account.ErrEmail},
			{agent, gate.Newcomer{Email: "eve@example.org", Role: account.Agent, Organisation: h.line}, gate.ErrForbidden},
		} {
			_, err := h.Invite(ctx, tt.by, tt.new)
			h.fails(string(tt.by.User.Role)+" invites "+string(tt.new.Role)+" "+tt.new.Email, err, tt.want)
		}
	})
}

func TestANewLinkEndsWhatAnAccountHadBefore(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		old, _, codes := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, old.Token, desk)
		h.succeed(err)
		supervisor := gate.Actor{User: account.User{ID: "sue", Role: account.Supervisor, Organisation: h.line}}
		stranger := gate.Actor{User: account.User{ID: "sam", Role: account.Supervisor, Organisation: account.Organisation{ID: "other"}}}
		_, err = h.Renew(ctx, stranger, ann.User.ID)
		h.fails("a supervisor of another helpline", err, gate.ErrForbidden)
		_, err = h.Renew(ctx, supervisor, "nobody")
		h.fails("for nobody", err, gate.ErrForbidden)
		link, err := h.Renew(ctx, supervisor, ann.User.ID)
		h.succeed(err)
		h.signedIn("until it is used", old.Token, true)
		again, err := h.Join(ctx, link, "other plain words", desk)
		h.succeed(err)
		h.signedIn("once it is used", old.Token, false)
		secret, err := h.OfferSecret(ctx, again.Token)
		h.succeed(err)
		_, _, err = h.Enrol(ctx, again.Token, secret.Code(h.now()), desk)
		h.succeed(err)
		_, err = h.SignIn(ctx, "ann@example.org", password, desk)
		h.fails("the old password", err, gate.ErrRefused)
		half, err := h.SignIn(ctx, "ann@example.org", "other plain words", desk)
		h.succeed(err)
		_, err = h.Recover(ctx, half.Token, codes[0], desk)
		h.fails("an old recovery code", err, gate.ErrRefused)
	})
}

func TestAnAccountThatIsEndedIsOutAtOnce(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, _, _ := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		supervisor := gate.Actor{User: account.User{ID: "sue", Role: account.Supervisor, Organisation: h.line}}
		h.fails("an agent ends a colleague", h.Disable(ctx, ann, ann.User.ID), gate.ErrForbidden)
		h.succeed(h.Disable(ctx, supervisor, ann.User.ID))
		h.signedIn("a session from before", ticket.Token, false)
		_, err = h.SignIn(ctx, "ann@example.org", password, desk)
		h.fails("signing in", err, gate.ErrRefused)
		_, err = h.Renew(ctx, supervisor, ann.User.ID)
		h.fails("a new link", err, gate.ErrForbidden)
	})
}

func TestAnOperatorMakesTheBeginningOfAHelplineAndNoMore(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		line := h.organisation(account.Helpline, "A New Line")
		operator := h.organisation(account.Operator, "Operator")
		ada := gate.Actor{User: account.User{ID: "ada", Email: "ada@example.org", Role: account.Admin, Organisation: operator}, From: desk}
		h.invited("ada@example.org", account.Admin, operator)
		first := func(email string) (string, error) {
			return h.Invite(ctx, ada, gate.Newcomer{Email: email, Role: account.Supervisor, Organisation: line})
		}
		_, err := first("ada@example.org")
		h.fails("an admin's own account", err, gate.ErrTaken)
		_, err = h.Invite(ctx, ada, gate.Newcomer{Email: "eve@example.org", Role: account.Agent, Organisation: line})
		h.fails("an agent", err, gate.ErrForbidden)
		_, err = first("sue@example.org")
		h.succeed(err)
		_, err = first("ada+2@example.org")
		h.fails("a second one beside the first", err, gate.ErrFirstWaits)
		link, err := first("Sue@example.org") // the same again
		h.succeed(err)
		if told := h.trailIsWhole()["organisation.first-invited"]; told != 2 {
			t.Errorf("the trail tells of %d invitations, want 2", told)
		}
		_, err = h.Join(ctx, link, password, desk)
		h.succeed(err)
		_, err = first("ada+2@example.org")
		h.fails("once somebody joined", err, gate.ErrForbidden)

		people, err := h.store.People(ctx, line.ID)
		h.succeed(err)
		sue := people[0]
		h.fails("renew the supervisor", h.MayManage(ctx, ada, sue.ID), gate.ErrForbidden)
		h.succeed(h.store.DisableAccount(ctx, sue.ID, h.Book().Note(audit.Command, "account.disabled", "account:"+sue.ID)))
		_, err = first("ada+2@example.org")
		h.fails("with all accounts closed", err, gate.ErrForbidden)
		_, err = h.InviteByCommand(ctx, gate.Newcomer{Email: "new@example.org", Role: account.Supervisor, Organisation: line})
		h.succeed(err)
	})
}

// TestOfTwoAdminsWhoInviteAtOnceOneDoes: each has looked and found nobody.
func TestOfTwoAdminsWhoInviteAtOnceOneDoes(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		line := h.organisation(account.Helpline, "A New Line")
		operator := h.organisation(account.Operator, "Operator")
		admins := []string{"ada@example.org", "abe@example.org", "amy@example.org", "art@example.org"}
		for _, email := range admins {
			h.invited(email, account.Admin, operator)
		}
		done := make(chan error, len(admins))
		for _, email := range admins {
			go func() {
				id, _, _ := strings.Cut(email, "@")
				by := gate.Actor{User: account.User{ID: id, Email: email, Role: account.Admin, Organisation: operator}, From: desk}
				_, err := h.Invite(ctx, by, gate.Newcomer{Email: "first+" + email, Role: account.Supervisor, Organisation: line})
				done <- err
			}()
		}
		invited := 0
		for range admins {
			if err := <-done; err == nil {
				invited++
			} else {
				h.fails("a second one", err, gate.ErrFirstWaits)
			}
		}
		people, err := h.store.People(ctx, line.ID)
		h.succeed(err)
		if invited != 1 || len(people) != 1 {
			t.Errorf("%d are invited, %d accounts are there", invited, len(people))
		}
	})
}

// TestAnAccountOfSomebodyWhoNeverCameIsDeleted: an e-mail that was mistyped, or
// taken from somebody, is free again.
func TestAnAccountOfSomebodyWhoNeverCameIsDeleted(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		plum := h.organisation(account.Owner, "Plum Street")
		_, fay := h.fay()
		gil := actor("gil", account.Facility, plum)
		into := func(by gate.Actor) error {
			_, err := h.Invite(ctx, by, gate.Newcomer{Email: "ann@example.org", Role: account.Facility, Organisation: by.User.Organisation})
			return err
		}
		h.succeed(into(fay))
		h.fails("elsewhere, while the link waits", into(gil), gate.ErrTaken)
		ann, err := h.store.AccountOf(ctx, "ann@example.org")
		h.succeed(err)
		h.succeed(h.Disable(ctx, fay, ann.ID))
		h.succeed(into(gil))
		if told := h.trailIsWhole()["account.disabled"]; told != 1 {
			t.Errorf("the trail tells of it %d times", told)
		}

		h.succeed(h.Disable(ctx, actor("gus", account.Facility, fay.User.Organisation), fay.User.ID))
		_, err = h.Invite(ctx, gil, gate.Newcomer{Email: fay.User.Email, Role: account.Facility, Organisation: plum})
		h.fails("the e-mail of somebody who came", err, gate.ErrTaken)
	})
}

func TestAnOrganisationThatSpeaksForPlacesInvitesAFewADay(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		_, fay := h.fay()
		colleague := actor("gus", account.Facility, fay.User.Organisation)
		invite := func(by gate.Actor, n int) error {
			_, err := h.Invite(ctx, by, gate.Newcomer{Email: fmt.Sprintf("a%d@example.org", n), Role: account.Facility, Organisation: by.User.Organisation})
			return err
		}
		for n := range 20 {
			h.succeed(invite(fay, n))
		}
		for _, by := range []gate.Actor{fay, colleague} {
			if err := invite(by, 20); !errors.As(err, new(gate.ThrottledError)) {
				t.Errorf("%s invites one more: %v", by.User.ID, err)
			}
		}
		h.succeed(invite(actor("gil", account.Facility, h.organisation(account.Owner, "Plum Street")), 21))
		h.forward(24 * time.Hour)
		h.succeed(invite(fay, 20))
	})
}

// TestNoLinkIsMadeForAHelplineThatBeginsAtThisMoment: an admin looked before its
// supervisor joined.
func TestNoLinkIsMadeForAHelplineThatBeginsAtThisMoment(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		h.joined("sue@example.org")
		sue, err := h.store.AccountOf(ctx, "sue@example.org")
		h.succeed(err)
		made, hash := account.NewToken()
		link := store.LinkRow{Account: sue.ID, Hash: hash, Expires: h.now().Add(time.Hour), First: true}
		h.fails("the link", h.store.Invite(ctx, link, h.Book().Note(audit.Command, "account.invited", "account:"+sue.ID)), store.ErrNotFound)
		_, err = h.Invitation(ctx, made)
		h.fails("looking at it", err, gate.ErrLink)
	})
}
