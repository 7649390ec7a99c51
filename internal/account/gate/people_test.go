package gate_test

import (
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/account/gate"
)

// actor is somebody of a role, at the desk.
func actor(id string, role account.Role, of account.Organisation) gate.Actor {
	return gate.Actor{User: account.User{ID: id, Role: role, Organisation: of}, From: desk}
}

func TestPeopleOfAnOrganisationAreShownWithHowFarTheyHaveCome(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		sue := actor("sue", account.Supervisor, h.line)
		ticket, _, _ := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		h.invited("bob@example.org", account.Agent, h.line)
		gone, _, _ := h.joined("cat@example.org")
		cat, err := h.Actor(ctx, gone.Token, desk)
		h.succeed(err)
		h.succeed(h.Disable(ctx, sue, cat.User.ID))

		of, people, err := h.People(ctx, sue, h.line.ID)
		h.succeed(err)
		if of != h.line {
			t.Errorf("the organisation is %+v", of)
		}
		want := map[string]account.State{"ann@example.org": account.Active, "bob@example.org": account.Invited, "cat@example.org": account.Closed}
		for _, p := range people {
			if p.State() != want[p.Email] {
				t.Errorf("%s is %s, want %s", p.Email, p.State(), want[p.Email])
			}
			delete(want, p.Email)
		}
		if len(want) > 0 {
			t.Errorf("missing are %v", want)
		}
		p, err := h.Person(ctx, sue, ann.User.ID)
		if err != nil || p.Email != "ann@example.org" || p.State() != account.Active {
			t.Errorf("ann is %+v (%v)", p, err)
		}
	})
}

func TestPeopleOfOthersAreShownToAdminsAlone(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, _, _ := h.joined("ann@example.org")
		ann, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		stranger := actor("sam", account.Supervisor, h.organisation(account.Helpline, "Another Line"))
		admin := actor("ada", account.Admin, h.organisation(account.Operator, "Operator"))
		for _, by := range []gate.Actor{ann, stranger} {
			_, _, err := h.People(ctx, by, h.line.ID)
			h.fails(string(by.User.Role)+" sees them all", err, gate.ErrForbidden)
			_, err = h.Person(ctx, by, ann.User.ID)
			h.fails(string(by.User.Role)+" sees one", err, gate.ErrForbidden)
			_, err = h.AddOrganisation(ctx, by, account.Helpline, "Mine")
			h.fails(string(by.User.Role)+" makes an organisation", err, gate.ErrForbidden)
		}
		_, err = h.Person(ctx, admin, "nobody")
		h.fails("nobody is shown", err, gate.ErrForbidden)
		_, _, err = h.People(ctx, admin, "nowhere")
		h.fails("people of nowhere", err, gate.ErrForbidden)
		_, people, err := h.People(ctx, admin, h.line.ID)
		if err != nil || len(people) != 1 {
			t.Errorf("an admin sees %d people (%v)", len(people), err)
		}
		own, err := h.Organisations(ctx, stranger)
		if err != nil || len(own) != 1 || own[0] != stranger.User.Organisation {
			t.Errorf("a supervisor may invite into %v (%v)", own, err)
		}
		if all, err := h.Organisations(ctx, admin); err != nil || len(all) != 3 {
			t.Errorf("an admin may invite into %v (%v)", all, err)
		}
	})
}

func TestAnAdminMakesOrganisations(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		admin := actor("ada", account.Admin, h.organisation(account.Operator, "Operator"))
		made, err := h.AddOrganisation(ctx, admin, account.Owner, " Peach Street \t")
		h.succeed(err)
		if of, _, err := h.People(ctx, admin, made.ID); err != nil || of.Name != "Peach Street" || of.Kind != account.Owner {
			t.Errorf("made is %+v (%v)", of, err)
		}
		_, err = h.AddOrganisation(ctx, admin, account.Owner, "Peach Street")
		h.fails("twice", err, gate.ErrNameTaken)
		for _, name := range []string{"", "two\nlines", strings.Repeat("x", 81), "\xff"} {
			_, err = h.AddOrganisation(ctx, admin, account.Helpline, name)
			h.fails(name, err, gate.ErrName)
		}
		_, err = h.AddOrganisation(ctx, admin, "shop", "Shop")
		h.fails("of a kind there is not", err, gate.ErrName)
	})
}

func TestAHelplineThatSomebodyJoinedIsClosedToTheOperatorsAdmin(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		admin := actor("ada", account.Admin, h.organisation(account.Operator, "Operator"))
		invites := func(email string, role account.Role) error {
			_, err := h.Invite(ctx, admin, gate.Newcomer{Email: email, Role: role, Organisation: h.line})
			return err
		}
		h.fails("an agent", invites("ann@example.org", account.Agent), gate.ErrForbidden)
		h.succeed(invites("sue@example.org", account.Supervisor))
		link := h.invited("sue@example.org", account.Supervisor, h.line)
		u, err := h.Invitation(ctx, link)
		h.succeed(err)
		link, err = h.Renew(ctx, admin, u.ID) // nobody has joined yet
		h.succeed(err)
		h.invited("tom@example.org", account.Supervisor, h.line)
		ticket, err := h.Join(ctx, link, password, desk)
		h.succeed(err)
		s, err := h.Session(ctx, ticket.Token)
		h.succeed(err)
		sue := gate.Actor{User: s.User, From: desk}

		h.fails("another supervisor", invites("ada@example.org", account.Supervisor), gate.ErrForbidden)
		h.fails("one who was invited before", invites("tom@example.org", account.Supervisor), gate.ErrForbidden)
		_, err = h.Renew(ctx, admin, sue.User.ID)
		h.fails("renewing", err, gate.ErrForbidden)
		h.fails("closing", h.Disable(ctx, admin, sue.User.ID), gate.ErrForbidden)
		if roles, err := h.RolesToGive(ctx, admin, h.line); err != nil || len(roles) != 0 {
			t.Errorf("an admin is offered %v (%v)", roles, err)
		}
		if roles, err := h.RolesToGive(ctx, sue, h.line); err != nil || len(roles) != 2 {
			t.Errorf("a supervisor is offered %v (%v)", roles, err)
		}
		h.succeed(h.Disable(ctx, actor("boss", account.Supervisor, h.line), sue.User.ID))
		h.fails("where nobody is left", invites("tom@example.org", account.Supervisor), gate.ErrForbidden)
		h.invited("tom@example.org", account.Supervisor, h.line) // on the server itself
	})
}

func TestNobodyClosesOrRenewsTheirOwnAccount(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		link := h.invited("sue@example.org", account.Supervisor, h.line)
		ticket, err := h.Join(ctx, link, password, desk)
		h.succeed(err)
		s, err := h.Session(ctx, ticket.Token)
		h.succeed(err)
		sue := gate.Actor{User: s.User, From: desk}
		h.fails("closing", h.Disable(ctx, sue, s.User.ID), gate.ErrForbidden)
		_, err = h.Renew(ctx, sue, s.User.ID)
		h.fails("a new link", err, gate.ErrForbidden)
	})
}
