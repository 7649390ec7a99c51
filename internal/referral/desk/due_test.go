package desk_test

import (
	"testing"
	"time"

	"haven/internal/referral"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// waiting is a follow-up that is due in an hour, of somebody with a wish and a
// consent until then or longer.
func (o *office) waiting(t *testing.T, wish referral.ContactPreference, consent time.Duration) string {
	t.Helper()
	c, _ := o.open(t)
	_, err := o.Agree(t.Context(), kim, referral.Consent{Case: c.ID, Purpose: referral.FollowUpOK, To: "line", Until: o.now().Add(consent), How: referral.Spoken})
	succeed(t, err)
	f, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now().Add(time.Hour))
	succeed(t, err)
	changed := facts()
	changed.Contact = wish
	succeed(t, o.Change(t.Context(), kim, c.ID, 1, changed))
	return f.ID
}

// Monday is nine o'clock in New York; an hour later follow-ups are due.
func TestThoseWhoMayNotBeCalledNowTakeNoRoomInAListOfWhoMay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		anyTime := referral.ContactPreference{MayCall: true}
		hours := func(from, until int, zone string) referral.ContactPreference {
			return referral.ContactPreference{MayCall: true, From: from, Until: until, Zone: zone}
		}
		for range 3 {
			o.waiting(t, hours(9, 12, "America/Los_Angeles"), 48*time.Hour)
			o.waiting(t, hours(9, 10, "America/New_York"), 48*time.Hour)
			o.waiting(t, referral.ContactPreference{}, 48*time.Hour)
			o.waiting(t, anyTime, time.Hour)
		}
		o.wait(time.Second)
		want := []string{o.waiting(t, hours(7, 12, "America/Los_Angeles"), 48*time.Hour)}
		o.wait(time.Second)
		want = append(want, o.waiting(t, anyTime, 48*time.Hour))
		o.wait(time.Hour)
		due, err := o.FollowUpsDue(t.Context(), lee, 2)
		if err != nil || len(due) != 2 || due[0].ID != want[0] || due[1].ID != want[1] {
			t.Errorf("due are %+v (%v), want %v", due, err, want)
		}
		o.wait(2 * time.Hour) // nine in Los Angeles
		if due, err := o.FollowUpsDue(t.Context(), lee, 99); err != nil || len(due) != 5 {
			t.Errorf("at nine in Los Angeles %d are due (%v)", len(due), err)
		}
		if due, err := o.FollowUpsDue(t.Context(), other, 99); err != nil || len(due) != 0 {
			t.Errorf("another helpline has %+v (%v)", due, err)
		}
	})
}

func TestReferralsOfColleaguesTakeNoRoomInOnesOwnThatAreOverdue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		for range 3 {
			c, _ := o.open(t)
			o.sent(t, c)
		}
		o.wait(time.Minute)
		c, code := o.open(t)
		own := o.sent(t, c)
		_, err := o.Resume(t.Context(), lee, string(code))
		succeed(t, err)
		o.wait(time.Hour)
		if late, err := o.Overdue(t.Context(), lee, 1); err != nil || len(late) != 1 || late[0].ID != own.ID {
			t.Errorf("lee is told of %+v (%v)", late, err)
		}
		if late, err := o.Overdue(t.Context(), boss, 9); err != nil || len(late) != 4 {
			t.Errorf("the supervisor is told of %+v (%v)", late, err)
		}
	})
}
