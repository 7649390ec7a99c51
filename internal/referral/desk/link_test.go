package desk_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// sent is a referral to the oak, sent.
func (o *office) sent(t *testing.T, c referral.Case) referral.Referral {
	t.Helper()
	r, err := o.Refer(t.Context(), kim, c.ID, "oak")
	succeed(t, err)
	r, err = o.Move(t.Context(), r.ID, 1, referral.Move{To: referral.Sent, By: kim, Via: referral.AtDesk}, referral.Hours{})
	succeed(t, err)
	return r
}

// named gives the helpline of the office a name and a number.
func (o *office) named(t *testing.T) {
	t.Helper()
	note := audit.NewBook(audit.Key{}, o.now).Note(audit.Command, "organisation.added", "organisation:line")
	succeed(t, o.store.AddOrganisation(t.Context(), account.Organisation{ID: "line", Kind: account.Helpline, Name: "The Line"}, note))
	succeed(t, o.SetPhone(t.Context(), boss, "+14045550100"))
}

func TestALinkLeadsToOneReferralUntilItIsReplacedOrTooOld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		draft, err := o.Refer(t.Context(), kim, c.ID, "elm")
		succeed(t, err)
		if _, _, err := o.ReferralLink(t.Context(), kim, draft.ID); !errors.Is(err, referral.ErrNotAllowed) {
			t.Errorf("a draft has a link: %v", err)
		}
		r := o.sent(t, c)
		for _, by := range []referral.Actor{lee, other, place} {
			if _, _, err := o.ReferralLink(t.Context(), by, r.ID); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%s makes a link: %v", by.Person, err)
			}
		}
		first, _, err := o.ReferralLink(t.Context(), kim, r.ID)
		succeed(t, err)
		if l, err := o.Follow(t.Context(), first); err != nil || l.Subject != r.ID || l.Place().Org != "oak" || l.Place().Role != referral.Facility {
			t.Fatalf("it leads to %+v (%v)", l, err)
		}
		second, _, err := o.ReferralLink(t.Context(), kim, r.ID)
		succeed(t, err)
		tampered := strings.Repeat("A", 3) + second[3:]
		for what, token := range map[string]string{"replaced": first, "tampered": tampered, "cut off": second[:20], "none": "", "a hash": strings.Repeat("0", 64)} {
			if _, err := o.Follow(t.Context(), token); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		o.wait(referral.LinkTerm)
		if _, err := o.Follow(t.Context(), second); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("too old: %v", err)
		}
	})
}

func TestALinkOfAnErasedCaseLeadsNowhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		token, _, err := o.ReferralLink(t.Context(), kim, o.sent(t, c).ID)
		succeed(t, err)
		q, err := o.AskRoom(t.Context(), kim, c.ID, "elm")
		succeed(t, err)
		room, _, err := o.RoomLink(t.Context(), kim, q.ID)
		succeed(t, err)
		succeed(t, o.HandedOver(t.Context(), kim, referral.HandOver{Case: c.ID, Way: referral.ReadOut, To: referral.ToCaller}))
		succeed(t, o.Erase(t.Context(), boss, c.ID))
		for _, token := range []string{token, room} {
			if _, err := o.Follow(t.Context(), token); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("it leads somewhere: %v", err)
			}
		}
	})
}

func TestALinkIsEndedByHand(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		r := o.sent(t, c)
		token, _, err := o.ReferralLink(t.Context(), kim, r.ID)
		succeed(t, err)
		if l, found, err := o.LinkTo(t.Context(), kim, c.ID, r.ID); err != nil || !found || !l.Expires.Equal(o.now().Add(referral.LinkTerm)) {
			t.Errorf("there is %+v, %v (%v)", l, found, err)
		}
		elsewhere, _ := o.open(t)
		succeed(t, o.EndLink(t.Context(), kim, elsewhere.ID, r.ID))
		if _, err := o.Follow(t.Context(), token); err != nil {
			t.Errorf("ended from another case: %v", err)
		}
		succeed(t, o.EndLink(t.Context(), kim, c.ID, r.ID))
		if _, err := o.Follow(t.Context(), token); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("after its end: %v", err)
		}
	})
}

func TestAPlaceLearnsWhoItIsOnlyWhileAConsentStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		o.named(t)
		c, _ := o.open(t)
		o.agree(t, c, referral.KeepContact, "line")
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: referral.TextContact, Words: "Ana, 404 555 0199"}))
		r := o.sent(t, c)
		expect := func(when, contact string) {
			t.Helper()
			for _, by := range []referral.Actor{place, kim} {
				sheet, err := o.Sheet(t.Context(), by, r.ID)
				succeed(t, err)
				if sheet.Contact != contact || sheet.Language != "es" || len(sheet.Needs) != 2 || sheet.Line != "The Line" || sheet.Phone != "+14045550100" {
					t.Errorf("%s %s sees %+v", when, by.Person, sheet)
				}
			}
		}
		expect("without consent", "")
		o.agree(t, c, referral.Share, "elm")
		expect("with a consent for another place", "")
		id := o.agree(t, c, referral.Share, "oak")
		expect("with a consent", "Ana, 404 555 0199")
		if sheet, err := o.Sheet(t.Context(), place, r.ID); err != nil || !sheet.Until.Equal(o.now().Add(24*time.Hour)) {
			t.Errorf("until %v (%v)", sheet.Until, err)
		}
		succeed(t, o.Withdraw(t.Context(), kim, c.ID, id))
		expect("after the withdrawal", "")
		o.wait(12 * time.Hour)
		o.agree(t, c, referral.Share, "oak")
		expect("with another consent", "Ana, 404 555 0199")
		o.wait(12 * time.Hour)
		expect("when the helpline itself may keep it no more", "")
		o.agree(t, c, referral.KeepContact, "line")
		expect("when it may again", "Ana, 404 555 0199")
		o.wait(12 * time.Hour)
		expect("when the consent is over", "")
		_, err := o.Move(t.Context(), r.ID, r.Version, referral.Move{To: referral.Withdrawn, By: kim, Via: referral.AtDesk}, referral.Hours{})
		succeed(t, err)
		if sheet, err := o.Sheet(t.Context(), place, r.ID); err != nil || sheet.Needs != nil || sheet.Contact != "" || sheet.Line == "" {
			t.Errorf("when it is over it sees %+v (%v)", sheet, err)
		}
	})
}

func TestAPlaceIsAskedForRoomAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		q, err := o.AskRoom(t.Context(), kim, c.ID, "oak")
		succeed(t, err)
		token, _, err := o.RoomLink(t.Context(), kim, q.ID)
		succeed(t, err)
		l, err := o.Follow(t.Context(), token)
		succeed(t, err)
		if l.Kind != referral.LinkToRoom || l.Subject != q.ID {
			t.Errorf("the link leads to %+v", l)
		}
		if _, err := o.AnswerRoom(t.Context(), l.Place(), q.ID, "maybe", referral.ByLink); !errors.Is(err, referral.ErrInvalid) {
			t.Errorf("it may be: %v", err)
		}
		for _, by := range []referral.Actor{lee, other, {Role: referral.Facility, Org: "elm", Person: "pat"}} {
			if _, err := o.AnswerRoom(t.Context(), by, q.ID, referral.HasRoom, referral.ByVoice); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%+v answers: %v", by, err)
			}
		}
		for _, answer := range []struct {
			by   referral.Actor
			room referral.Room
			via  referral.Via
		}{{l.Place(), referral.HasNone, referral.ByLink}, {kim, referral.HasWait, referral.ByVoice}} {
			_, err := o.AnswerRoom(t.Context(), answer.by, q.ID, answer.room, answer.via)
			succeed(t, err)
			all, err := o.RoomQuestions(t.Context(), kim, c.ID)
			if err != nil || len(all) != 1 || all[0].Answer != answer.room || all[0].Via != answer.via || all[0].AnsweredBy != answer.by.Person || !all[0].Answered.Equal(o.now()) {
				t.Errorf("the case has %+v (%v)", all, err)
			}
		}
		if len(o.said) != 0 {
			t.Errorf("it says of the listing %+v", o.said)
		}
	})
}

func TestTheClockEndsWhatStandsStill(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		sent, waiting := o.sent(t, c), o.sent(t, c)
		waiting, err := o.Move(t.Context(), waiting.ID, waiting.Version, referral.Move{To: referral.Waitlisted, By: place, Via: referral.ByLink}, referral.Hours{})
		succeed(t, err)
		ticks := func(after time.Duration, want int) {
			t.Helper()
			o.wait(after)
			if expired, err := o.Tick(t.Context()); err != nil || expired != want {
				t.Errorf("%d were ended (%v), want %d", expired, err, want)
			}
		}
		ticks(referral.AckAllowed+time.Minute, 0)
		for _, by := range []referral.Actor{kim, boss} {
			if late, err := o.Overdue(t.Context(), by, 9); err != nil || len(late) != 1 || late[0].ID != sent.ID {
				t.Errorf("%s sees as overdue %+v (%v)", by.Person, late, err)
			}
		}
		for _, by := range []referral.Actor{lee, other} {
			if late, err := o.Overdue(t.Context(), by, 9); err != nil || len(late) != 0 {
				t.Errorf("%s sees as overdue %+v (%v)", by.Person, late, err)
			}
		}
		ticks(24*time.Hour, 1)
		ticks(0, 0)
		moves, err := o.History(t.Context(), place, sent.ID)
		succeed(t, err)
		if last := moves[len(moves)-1]; last.To != referral.Expired || last.By.Role != referral.Clock || last.Via != referral.ByTime || last.Task != "failed" {
			t.Errorf("it ended by %+v", last)
		}
		ticks(30*24*time.Hour, 1)
		if r, err := o.Referral(t.Context(), kim, waiting.ID); err != nil || r.State != referral.Expired {
			t.Errorf("the waiting list ended in %+v (%v)", r, err)
		}
	})
}

func TestNothingIsSentToWhoDidNotSayThatItIsSafe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t) // may be called, and no more
		to := func(w referral.Way) desk.Sending {
			return desk.Sending{HandOver: referral.HandOver{Case: c.ID, Way: w, To: referral.ToCaller}, Address: "ana@example.org"}
		}
		begins := func(w referral.Way) error { return o.BeginSending(t.Context(), kim, to(w)) }
		for _, w := range []referral.Way{referral.Mailed, referral.Texted} {
			if err := begins(w); !errors.Is(err, referral.ErrNotSafe) {
				t.Errorf("%s: %v", w, err)
			}
		}
		succeed(t, o.HandedOver(t.Context(), kim, to(referral.ReadOut).HandOver))
		f := facts()
		f.Contact = referral.ContactPreference{MayCall: true, MayMessage: true, From: 9, Until: 17, Zone: "America/New_York"}
		succeed(t, o.Change(t.Context(), kim, c.ID, 1, f))
		succeed(t, begins(referral.Mailed)) // at nine in New York
		succeed(t, o.EndSending(t.Context(), kim, to(referral.Mailed)))
		o.wait(8*time.Hour - time.Second)
		succeed(t, begins(referral.Texted))
		o.wait(time.Second)
		if err := begins(referral.Texted); !errors.Is(err, referral.ErrNotSafe) {
			t.Errorf("at five: %v", err)
		}
		succeed(t, o.EndSending(t.Context(), kim, to(referral.Texted))) // it left before five, and is noted after
		o.wait(time.Second)
		if err := begins("pigeon"); !errors.Is(err, referral.ErrInvalid) {
			t.Errorf("by pigeon: %v", err)
		}
		r := o.sent(t, c)
		succeed(t, o.EndSending(t.Context(), kim, desk.Sending{HandOver: referral.HandOver{Case: c.ID, Way: referral.Mailed, To: referral.ToPlace, Referral: r.ID, Failed: true}}))
		all, err := o.HandOvers(t.Context(), kim, c.ID)
		if err != nil || len(all) != 4 || all[0].To != referral.ToPlace || !all[0].Failed || all[0].By != "kim" {
			t.Errorf("the case says %+v (%v)", all, err)
		}
		if _, err := o.HandOvers(t.Context(), lee, c.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("a stranger reads it: %v", err)
		}
	})
}

func TestACodeThatWasLostIsReplaced(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, lost := o.open(t)
		if _, err := o.Recode(t.Context(), other, c.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("another helpline replaces it: %v", err)
		}
		fresh, err := o.Recode(t.Context(), kim, c.ID)
		succeed(t, err)
		if _, err := o.Resume(t.Context(), lee, string(lost)); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the lost code leads to it: %v", err)
		}
		if found, err := o.Resume(t.Context(), lee, string(fresh)); err != nil || found.ID != c.ID {
			t.Errorf("the new code leads to %+v (%v)", found, err)
		}
	})
}
