package desk_test

import (
	"errors"
	"testing"
	"time"

	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// writable is a case of somebody who may be written to.
func (o *office) writable(t *testing.T) referral.Case {
	t.Helper()
	c, _ := o.open(t)
	f := facts()
	f.Contact = referral.ContactPreference{MayCall: true, MayMessage: true}
	succeed(t, o.Change(t.Context(), kim, c.ID, 1, f))
	return c
}

func mailTo(c referral.Case, address string) desk.Sending {
	return desk.Sending{HandOver: referral.HandOver{Case: c.ID, Way: referral.Mailed, To: referral.ToCaller}, Address: address, Content: "oak elm"}
}

func TestTheSameIsNotSentTwiceWithinAMinute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c := o.writable(t)
		first := mailTo(c, "ana@example.org")
		succeed(t, o.BeginSending(t.Context(), kim, first))
		again, err := desk.New(t.Context(), s, o.master, o.book(), o.say, o.now) // another server
		succeed(t, err)
		if err := again.BeginSending(t.Context(), kim, mailTo(c, " ana@example.org ")); !errors.Is(err, desk.ErrSentAlready) {
			t.Errorf("a second press gives %v", err)
		}
		other := first
		other.Content = "oak"
		succeed(t, o.BeginSending(t.Context(), kim, other))
		succeed(t, o.BeginSending(t.Context(), kim, mailTo(c, "eva@example.org")))
		o.wait(time.Minute)
		succeed(t, o.BeginSending(t.Context(), kim, first))
		first.Failed = true
		succeed(t, o.EndSending(t.Context(), kim, first))
		first.Failed = false
		succeed(t, o.BeginSending(t.Context(), kim, first)) // what failed is tried again at once
	})
}

func TestAFormThatIsLoadedAnewSendsNothing(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c := o.writable(t)
	form := mailTo(c, "ana@example.org")
	form.Form = "K"
	succeed(t, o.BeginSending(t.Context(), kim, form))
	o.wait(11 * time.Hour)
	if err := o.BeginSending(t.Context(), kim, form); !errors.Is(err, desk.ErrSentAlready) {
		t.Errorf("at the end of the shift: %v", err)
	}
}

func TestFromOneCaseNotMoreThanTwentyMessagesGoOutInADay(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c := o.writable(t)
	for n := range 20 {
		succeed(t, o.BeginSending(t.Context(), kim, mailTo(c, string(rune('a'+n))+"@example.org")))
	}
	if err := o.BeginSending(t.Context(), kim, mailTo(c, "z@example.org")); !errors.Is(err, desk.ErrSentEnough) {
		t.Errorf("the 21st gives %v", err)
	}
	succeed(t, o.BeginSending(t.Context(), kim, mailTo(o.writable(t), "z@example.org")))
	o.wait(24 * time.Hour)
	succeed(t, o.BeginSending(t.Context(), kim, mailTo(c, "z@example.org")))
}

func TestWhatLeftIsNotedEvenIfTheCaseWasErasedMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c := o.writable(t)
		message := mailTo(c, "ana@example.org")
		succeed(t, o.BeginSending(t.Context(), kim, message))
		succeed(t, o.Erase(t.Context(), boss, c.ID))
		succeed(t, o.EndSending(t.Context(), kim, message))
		all := o.trail(t)
		if last := all[len(all)-1]; last.Action != "case.handed-over" || last.Actor != "kim" || last.Subject != "case:"+c.ID {
			t.Errorf("the trail ends with %+v", last)
		}
		if err := o.BeginSending(t.Context(), kim, message); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("more is sent from it: %v", err)
		}
	})
}
