package registry_test

import (
	"errors"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/owner"
	"haven/internal/owner/registry"
)

func registryApplication(c owner.Claim) registry.Application {
	return registry.Application{Claim: c, From: stranger}
}

// openTownAgain is the registry of a program that was started again.
func openTownAgain(at town) *registry.Registry {
	return registry.New(at.store, at.gate, at.keys, func() time.Time { return *at.at })
}

// guess claims a place anew and guesses at its code.
func (at town) guess(listing string, i int, tried *int) error {
	asked, err := at.ask(listing, string(rune('a'+i%26))+"@peach.org", owner.ByMail)
	for n := 0; err == nil && n < owner.MostTries; n++ {
		_, _, err = at.Enter(at.Context(), asked.Token, wrong(asked.Code), stranger)
		if *tried++; err != nil && err.Error() == owner.ErrCode.Error() {
			err = nil
		}
	}
	return err
}

func TestAPlaceIsHandedOverWhenBothAgree(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		ann, bob, eve := at.staffed(account.Facility, "Ann's"), at.staffed(account.Facility, "Bob's"), at.staffed(account.Facility, "Eve's")
		if err := at.Give(t.Context(), peach, ann.User.Organisation.ID); err != nil {
			t.Fatal(err)
		}
		at.fails("an offer of what is another's", at.Offer(t.Context(), eve, peach, eve.User.Email), owner.ErrNotFound)
		stu := at.staffed(account.Steward, "Operator")
		at.fails("a steward's offer", at.Offer(t.Context(), stu, peach, bob.User.Email), owner.ErrNotFound)
		for _, email := range []string{"nobody@nowhere.example", bob.User.Email} { // answered alike; the later counts
			if err := at.Offer(t.Context(), ann, peach, email); err != nil {
				t.Fatal(err)
			}
		}
		offer, err := at.OfferOf(t.Context(), peach)
		if err != nil {
			t.Fatal(err)
		}
		for what, who := range map[string]struct{ offers int }{"eve": {0}, "bob": {1}} {
			by := eve
			if what == "bob" {
				by = bob
			}
			if got, err := at.Offers(t.Context(), by); err != nil || len(got) != who.offers {
				t.Errorf("%s is offered %v, %v", what, got, err)
			}
		}
		_, err = at.Take(t.Context(), eve, offer.ID, true, at.OfferCode(offer))
		at.fails("another who takes it", err, owner.ErrNotFound)
		at.speaks(peach, ann.User.Organisation.ID)
		for _, code := range []string{"", wrong(at.OfferCode(offer))} {
			_, err = at.Take(t.Context(), bob, offer.ID, true, code)
			at.fails("an account under the e-mail whose user was told no code", err, owner.ErrCode)
		}
		at.speaks(peach, ann.User.Organisation.ID)
		if _, err := at.Take(t.Context(), bob, offer.ID, true, owner.Spoken(at.OfferCode(offer))); err != nil {
			t.Fatal(err)
		}
		at.speaks(peach, bob.User.Organisation.ID)
		_, err = at.Take(t.Context(), bob, offer.ID, true, at.OfferCode(offer))
		at.fails("taken twice", err, owner.ErrNotFound)
	})
}

func TestTheCodeOfAnOfferIsNotGuessed(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		ann, bob := at.staffed(account.Facility, "Ann's"), at.staffed(account.Facility, "Bob's")
		if err := at.Give(t.Context(), peach, ann.User.Organisation.ID); err != nil {
			t.Fatal(err)
		}
		if err := at.Offer(t.Context(), ann, peach, bob.User.Email); err != nil {
			t.Fatal(err)
		}
		offer, err := at.OfferOf(t.Context(), peach)
		if err != nil {
			t.Fatal(err)
		}
		for range owner.MostOfferTries {
			_, err := at.Take(t.Context(), bob, offer.ID, true, wrong(at.OfferCode(offer)))
			at.fails("a guess", err, owner.ErrCode)
		}
		var throttled gate.ThrottledError
		if _, err := at.Take(t.Context(), bob, offer.ID, true, at.OfferCode(offer)); !errors.As(err, &throttled) {
			t.Errorf("the right code after so many guesses: %v", err)
		}
		at.speaks(peach, ann.User.Organisation.ID)
	})
}

func TestAnOfferIsOverWhenItIsWithdrawnDeclinedOrItsMakerHasLeft(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		ann, bob := at.staffed(account.Facility, "Ann's"), at.staffed(account.Facility, "Bob's")
		for what, end := range map[string]func(owner.Offer) error{
			"withdrawn": func(owner.Offer) error { return at.Withdraw(t.Context(), ann, peach) },
			"declined":  func(o owner.Offer) error { _, err := at.Take(t.Context(), bob, o.ID, false, ""); return err },
			"left":      func(owner.Offer) error { return at.End(t.Context(), ann, peach) },
		} {
			if of, _ := at.OwnerOf(t.Context(), peach); of == "" {
				if err := at.Give(t.Context(), peach, ann.User.Organisation.ID); err != nil {
					t.Fatal(err)
				}
			}
			if err := at.Offer(t.Context(), ann, peach, bob.User.Email); err != nil {
				t.Fatal(err)
			}
			o, err := at.OfferOf(t.Context(), peach)
			if err == nil {
				err = end(o)
			}
			if err != nil {
				t.Fatal(what, err)
			}
			_, err = at.Take(t.Context(), bob, o.ID, true, at.OfferCode(o))
			at.fails(what, err, owner.ErrNotFound)
		}
	})
}

// TestAnOfferEndsWithItsMakersSay: who comes to speak for the place again later
// has offered it to nobody.
func TestAnOfferEndsWithItsMakersSay(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		ann, bob := at.staffed(account.Facility, "Ann's"), at.staffed(account.Facility, "Bob's")
		give := func() {
			if err := at.Give(t.Context(), peach, ann.User.Organisation.ID); err != nil {
				t.Fatal(err)
			}
		}
		give()
		if err := at.Offer(t.Context(), ann, peach, bob.User.Email); err != nil {
			t.Fatal(err)
		}
		o, err := at.OfferOf(t.Context(), peach)
		if err == nil {
			err = at.End(t.Context(), ann, peach)
		}
		if err != nil {
			t.Fatal(err)
		}
		give()
		_, err = at.OfferOf(t.Context(), peach)
		at.fails("the offer from before", err, owner.ErrNotFound)
		_, err = at.Take(t.Context(), bob, o.ID, true, at.OfferCode(o))
		at.fails("taking it", err, owner.ErrNotFound)
		at.speaks(peach, ann.User.Organisation.ID)
	})
}

func TestAStewardEndsAnOwnershipAndNobodyElseDoes(t *testing.T) {
	inTown(t, func(t *testing.T, at town) {
		ann, eve, stu := at.staffed(account.Facility, "Ann's"), at.staffed(account.Facility, "Eve's"), at.staffed(account.Steward, "Operator")
		if err := at.Give(t.Context(), peach, ann.User.Organisation.ID); err != nil {
			t.Fatal(err)
		}
		at.fails("by another", at.End(t.Context(), eve, peach), owner.ErrNotFound)
		if err := at.End(t.Context(), stu, peach); err != nil {
			t.Fatal(err)
		}
		at.speaks(peach, "")
		at.fails("twice", at.End(t.Context(), stu, peach), owner.ErrNotFound)
	})
}
