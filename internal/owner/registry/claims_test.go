package registry_test

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/owner"
	"haven/internal/owner/registry"
)

func TestACodeAtThePlacesOwnDomainMakesAnOwner(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		asked := at.asked(peach, "Ann@Peach.org", owner.ByMail)
		at.waits() // no person is needed
		if c := at.enter(asked, owner.Spoken(asked.Code)); c.State != owner.Accepted || c.Proof != owner.ByMail {
			t.Errorf("the claim is %+v", c)
		}
		ann := at.who("ann@peach.org")
		if ann.User.Role != account.Facility || ann.User.Organisation.Name != "Fruit Care" {
			t.Errorf("Ann is %+v", ann.User)
		}
		at.speaks(peach, ann.User.Organisation.ID)
		_, _, err := at.Enter(t.Context(), asked.Token, asked.Code, stranger)
		at.fails("the code again", err, owner.ErrOver)
	})
}

func TestACodeIsMailedOnlyToADomainThatProvesSomething(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		for place, email := range map[string]string{peach: "ann@gmail.com", plum: "ann@fruit.org"} {
			_, err := at.ask(place, email, owner.ByMail)
			at.fails(email+" for "+place, err, owner.ErrElsewhere)
		}
		if domain, err := at.Provable(t.Context(), at.website(peach)); err != nil || domain != "peach.org" {
			t.Errorf("of peach: %q, %v", domain, err)
		}
		if domain, err := at.Provable(t.Context(), at.website(plum)); err != nil || domain != "" {
			t.Errorf("of a shared website: %q, %v", domain, err)
		}
	})
}

func TestACodeReadOutOnTheListedPhoneMakesAnOwner(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		asked := at.asked(plum, "pat@gmail.com", owner.ByPhone)
		at.waits(asked.ID + " phone")
		_, _, err := at.Enter(t.Context(), asked.Token, "12345678", stranger)
		at.fails("before anybody called", err, owner.ErrCode)
		code, err := at.Call(t.Context(), at.staffed(account.Steward, "Operator"), asked.ID)
		if err != nil {
			t.Fatal(err)
		}
		at.enter(asked, code)
		at.speaks(plum, at.who("pat@gmail.com").User.Organisation.ID)
		at.waits()
	})
}

func TestACodeIsShortLivedAndTriedFiveTimes(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		late := at.asked(peach, "ann@peach.org", owner.ByMail)
		*at.at = at.at.Add(owner.CodeLasts)
		_, _, err := at.Enter(t.Context(), late.Token, late.Code, stranger)
		at.fails("after half an hour", err, owner.ErrCode)

		guessed := at.asked(peach, "ann@peach.org", owner.ByMail)
		for range owner.MostTries {
			_, _, err := at.Enter(t.Context(), guessed.Token, wrong(guessed.Code), stranger)
			at.fails("a guess", err, owner.ErrCode)
		}
		_, _, err = at.Enter(t.Context(), guessed.Token, guessed.Code, stranger)
		at.fails("the right one after five guesses", err, owner.ErrCode)
		at.speaks(peach, "")

		_, _, err = at.Enter(t.Context(), guessed.Token[1:]+"A", guessed.Code, stranger)
		at.fails("at no claim", err, owner.ErrNotFound)
	})
}

func TestGuessingAtManyClaimsIsThrottledAcrossRestarts(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		var throttled gate.ThrottledError
		tried := 0
		for i := 0; !errors.As(at.guess(peach, i, &tried), &throttled); i++ {
			if i > 50 {
				t.Fatalf("%d guesses were not throttled", tried)
			}
			at = town{at.T, openTownAgain(at), at.store, at.gate, at.keys, at.at} // the program restarts
		}
		if tried > 60 {
			t.Errorf("%d guesses in a day", tried)
		}
		*at.at = at.at.Add(25 * time.Hour)
		at.asked(peach, "late@peach.org", owner.ByMail)
	})
}

func TestWhatAClaimantTypesIsChecked(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		for what, c := range map[string]struct {
			change func(*owner.Claim)
			want   error
		}{
			"no e-mail":      {func(c *owner.Claim) { c.Email = "ann" }, account.ErrEmail},
			"no name":        {func(c *owner.Claim) { c.Name = " " }, owner.ErrForm},
			"a name of two":  {func(c *owner.Claim) { c.Name = "Fruit\nCare" }, owner.ErrForm},
			"a long name":    {func(c *owner.Claim) { c.Name = strings.Repeat("x", 81) }, owner.ErrForm},
			"many words":     {func(c *owner.Claim) { c.Words = strings.Repeat("ü", owner.MaxWords+1) }, owner.ErrForm},
			"a NUL":          {func(c *owner.Claim) { c.Words = "a\x00b" }, owner.ErrForm},
			"no text":        {func(c *owner.Claim) { c.Words = "\xff" }, owner.ErrForm},
			"an unknown way": {func(c *owner.Claim) { c.Way = "pigeon" }, owner.ErrForm},
		} {
			typed := owner.Claim{Listing: peach, Email: "ann@peach.org", Name: "Fruit Care", Way: owner.BySteward}
			c.change(&typed)
			_, err := at.Ask(t.Context(), registryApplication(typed))
			at.fails(what, err, c.want)
		}
	})
}

func TestWhoeverWorksForAnOwnerJoinsByItsInvitation(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		first := at.asked(peach, "ann@peach.org", owner.ByMail)
		at.enter(first, first.Code)
		ann := at.who("ann@peach.org")
		second := at.asked(peach, "bob@peach.org", owner.ByMail)
		if c, join, err := at.Enter(t.Context(), second.Token, second.Code, stranger); err != nil || join != "" || c.State != owner.Proven {
			t.Fatalf("the second is %+v, %q, %v", c, join, err)
		}
		at.speaks(peach, ann.User.Organisation.ID)
		at.waits(second.ID + " proven")
		eve := at.staffed(account.Facility, "Another owner")
		_, _, err := at.LetIn(t.Context(), eve, second.ID)
		at.fails("another owner's invitation", err, owner.ErrNotFound)
		waiting, err := at.ClaimsOn(t.Context(), peach)
		if err != nil || len(waiting) != 1 {
			t.Fatal(waiting, err)
		}
		_, join, err := at.LetIn(t.Context(), ann, second.ID)
		if err != nil {
			t.Fatal(err)
		}
		at.join(join)
		if bob := at.who("bob@peach.org"); bob.User.Organisation.ID != ann.User.Organisation.ID {
			t.Errorf("Bob is %+v", bob.User)
		}
		at.waits()
	})
}

func TestASteward(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		stu, ann := at.staffed(account.Steward, "Operator"), at.staffed(account.Facility, "Ann's")
		if err := at.Give(t.Context(), plum, ann.User.Organisation.ID); err != nil {
			t.Fatal(err)
		}
		asked := at.asked(plum, "new@gmail.com", owner.BySteward)
		_, err := at.Accept(t.Context(), ann, asked.ID)
		at.fails("a facility that decides", err, owner.ErrNotFound)
		done, err := at.Accept(t.Context(), stu, asked.ID)
		if err != nil || done.Previous != ann.User.Organisation.ID || done.Join == "" {
			t.Fatalf("accepted: %+v, %v", done, err)
		}
		at.join(done.Join)
		at.speaks(plum, at.who("new@gmail.com").User.Organisation.ID)
		_, err = at.Refuse(t.Context(), stu, asked.ID)
		at.fails("decided twice", err, owner.ErrNotFound)

		refused := at.asked(pear, "other@gmail.com", owner.BySteward)
		if _, err := at.Refuse(t.Context(), stu, refused.ID); err != nil {
			t.Fatal(err)
		}
		at.speaks(pear, "")
		old := at.asked(pear, "old@gmail.com", owner.BySteward)
		*at.at = at.at.Add(owner.ClaimLasts)
		at.waits()
		_, err = at.Accept(t.Context(), stu, old.ID)
		at.fails("a claim of two weeks ago", err, owner.ErrNotFound)
		*at.at = at.at.Add(owner.KeptFor + time.Hour)
		if err := at.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err = at.ClaimAt(t.Context(), old.Token)
		at.fails("what was swept", err, owner.ErrNotFound)
	})
}

// TestAnAccountHoldsManyPlaces: a phone proves a place, not whose an e-mail is.
func TestAnAccountHoldsManyPlaces(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		first := at.asked(peach, "ann@peach.org", owner.ByMail)
		at.enter(first, first.Code)
		ann, stu := at.who("ann@peach.org"), at.staffed(account.Steward, "Operator")
		byPhone := func(signedIn string) owner.Claim {
			asked, err := at.Ask(t.Context(), registryApplication(owner.Claim{
				Listing: plum, Email: "ann@peach.org", Name: "Fruit Care", Way: owner.ByPhone, Account: signedIn,
			}))
			if err != nil {
				t.Fatal(err)
			}
			code, err := at.Call(t.Context(), stu, asked.ID)
			if err != nil {
				t.Fatal(err)
			}
			return at.enter(asked, code)
		}
		if c := byPhone(""); c.State != owner.Proven {
			t.Errorf("somebody who is not signed in: %+v", c)
		}
		at.speaks(plum, "")
		byPhone(ann.User.ID)
		at.speaks(plum, ann.User.Organisation.ID)

		desk := at.staffed(account.Agent, "The Line")
		asked := at.asked(pear, desk.User.Email, owner.BySteward)
		_, err := at.Accept(t.Context(), stu, asked.ID)
		at.fails("an agent's e-mail", err, owner.ErrEmailInUse)
		at.speaks(pear, "")
	})
}

// TestAnAccountUnderSomebodysEmailTakesNothingThatTheyProve: whoever speaks for
// a place may invite any e-mail, and holds the link.
func TestAnAccountUnderSomebodysEmailTakesNothingThatTheyProve(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		eve, stu := at.staffed(account.Facility, "Eve's"), at.staffed(account.Steward, "Operator")
		link, err := at.gate.Invite(t.Context(), eve, gate.Newcomer{Email: "ann@peach.org", Role: account.Facility, Organisation: eve.User.Organisation})
		if err != nil {
			t.Fatal(err)
		}
		at.join(link) // by Eve

		byCode := at.asked(peach, "ann@peach.org", owner.ByMail)
		if c := at.enter(byCode, byCode.Code); c.State != owner.Proven {
			t.Errorf("with the code from the mailbox: %+v", c)
		}
		at.speaks(peach, "")
		_, err = at.Accept(t.Context(), stu, byCode.ID)
		at.fails("accepted by a steward", err, owner.ErrEmailInUse)
		at.speaks(peach, "")

		asEve, err := at.Ask(t.Context(), registry.Application{
			Claim:   owner.Claim{Listing: peach, Email: "ann@peach.org", Name: "Eve's", Way: owner.ByMail, Account: at.who("ann@peach.org").User.ID},
			Website: at.website(peach), From: stranger,
		})
		if err != nil {
			t.Fatal(err)
		}
		at.enter(asEve, asEve.Code) // who is signed in and reads the mailbox
		at.speaks(peach, eve.User.Organisation.ID)
	})
}

func TestAStrangerCannotFillAMailboxOrAnInbox(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		claim := func(network string, n int) error {
			_, err := at.Ask(t.Context(), registry.Application{
				Claim:   owner.Claim{Listing: peach, Email: fmt.Sprintf("a%d@peach.org", n), Name: "Eve", Way: owner.ByMail},
				Website: at.website(peach), From: netip.MustParseAddr(network),
			})
			return err
		}
		var throttled gate.ThrottledError
		mails := 0
		for n := range 30 { // at the mailboxes of one domain
			if err := claim("198.51.100.7", n); err == nil {
				mails++
			} else if !errors.As(err, &throttled) {
				t.Fatal(err)
			}
		}
		if mails != 5 {
			t.Errorf("one network sends %d mails to a domain in a day", mails)
		}
		if err := claim("203.0.113.9", 100); err != nil {
			t.Errorf("and keeps others from claiming: %v", err)
		}
		for n := range 60 {
			if claim(fmt.Sprintf("10.%d.0.1", n), 200+n) == nil {
				mails++
			}
		}
		if mails > 20 {
			t.Errorf("many networks send %d mails to a domain in a day", mails)
		}
	})
}

func TestWhoHasNoCodeUsesUpNobodysTries(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		eve := at.asked(peach, "eve@gmail.com", owner.ByPhone)
		for range 100 {
			_, _, err := at.Enter(t.Context(), eve.Token, "12345678", stranger)
			at.fails("a guess where there is no code", err, owner.ErrCode)
		}
		ann := at.asked(peach, "ann@peach.org", owner.ByMail)
		if c := at.enter(ann, ann.Code); c.State != owner.Accepted {
			t.Errorf("the claim is %+v", c)
		}
	})
}

// lost claims a place with a code and never uses the link.
func (at town) lost(listing, email string) (join string) {
	at.Helper()
	asked := at.asked(listing, email, owner.ByMail)
	c, join, err := at.Enter(at.Context(), asked.Token, asked.Code, stranger)
	if err != nil || c.State != owner.Accepted || join == "" {
		at.Fatalf("the claim is %+v, leads to %q (%v)", c, join, err)
	}
	return join
}

func TestWhoLostTheirLinkGetsANewOneForTheirMailbox(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		first := at.lost(peach, "ann@peach.org")
		*at.at = at.at.Add(account.LinkLasts)
		second := at.lost(peach, "ann@peach.org")
		_, err := at.gate.Join(t.Context(), first, "a few plain words", stranger)
		at.fails("the link from before", err, gate.ErrLink)
		at.join(second)
		at.speaks(peach, at.who("ann@peach.org").User.Organisation.ID)

		late := at.asked(peach, "ann@peach.org", owner.ByMail)
		if c := at.enter(late, late.Code); c.State != owner.Proven {
			t.Errorf("a new link for an account that is used: %+v", c)
		}
	})
}

func TestAStewardRenewsTheLinkOfWhoseThePlaceIs(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		stu := at.staffed(account.Steward, "Operator")
		accepted := func() registry.Accepted {
			t.Helper()
			done, err := at.Accept(t.Context(), stu, at.asked(plum, "pat@gmail.com", owner.BySteward).ID)
			if err != nil || done.Join == "" {
				t.Fatalf("accepted: %+v, %v", done, err)
			}
			return done
		}
		accepted()
		*at.at = at.at.Add(account.LinkLasts)
		again := accepted()
		if again.Previous != "" {
			t.Errorf("they are told that %q lost it", again.Previous)
		}
		at.join(again.Join)
		at.speaks(plum, at.who("pat@gmail.com").User.Organisation.ID)
		_, err := at.Accept(t.Context(), stu, at.asked(plum, "pat@gmail.com", owner.BySteward).ID)
		at.fails("once they came", err, owner.ErrEmailInUse)
	})
}

// TestACodeReadOutRenewsNoLink: a phone does not show whose a mailbox is.
func TestACodeReadOutRenewsNoLink(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		at.lost(peach, "ann@peach.org")
		asked := at.asked(peach, "ann@peach.org", owner.ByPhone)
		code, err := at.Call(t.Context(), at.staffed(account.Steward, "Operator"), asked.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c, join, err := at.Enter(t.Context(), asked.Token, code, stranger); err != nil || c.State != owner.Proven || join != "" {
			t.Errorf("the claim is %+v, leads to %q (%v)", c, join, err)
		}
	})
}
