package desk_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestAReferralFromDraftToDeclineAndTheNextPlace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		r, err := o.Refer(t.Context(), kim, c.ID, "oak")
		succeed(t, err)
		if _, err := o.Referral(t.Context(), place, r.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the place sees a draft: %v", err)
		}
		r, err = o.Move(t.Context(), r.ID, 1, referral.Move{To: referral.Sent, By: kim, Via: referral.AtDesk}, referral.Hours{})
		succeed(t, err)
		o.wait(31 * time.Minute)
		if late, err := s.OverdueReferrals(t.Context(), "line", "", o.now(), 9); err != nil || len(late) != 1 || !late[0].AckDue.Equal(monday.Add(30*time.Minute)) {
			t.Errorf("overdue: %+v (%v)", late, err)
		}
		declined := referral.Move{To: referral.Declined, By: place, Via: referral.ByLink, Reason: referral.NoRoom, Words: "try in June"}
		r, err = o.Move(t.Context(), r.ID, r.Version, declined, referral.Hours{})
		succeed(t, err)
		var conflict *referral.ConflictError[referral.Referral]
		if _, err := o.Move(t.Context(), r.ID, 2, referral.Move{To: referral.Accepted, By: kim, Via: referral.ByVoice}, referral.Hours{}); !errors.As(err, &conflict) || conflict.Theirs.State != referral.Declined {
			t.Errorf("a move from an old version gives %v", err)
		}
		for _, by := range []referral.Actor{kim, place} {
			moves, err := o.History(t.Context(), by, r.ID)
			if err != nil || len(moves) != 2 || moves[1].Words != "try in June" || moves[1].By != place || moves[1].From != referral.Sent {
				t.Errorf("%s sees the history %+v (%v)", by.Role, moves, err)
			}
		}
		if next, found, err := o.Next(t.Context(), kim, c.ID); err != nil || !found || next != "elm" {
			t.Errorf("next is %q (%v)", next, err)
		}
		if _, err := o.History(t.Context(), other, r.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("another helpline sees it: %v", err)
		}
	})
}

func TestOfMovesAtOnceOneIsMade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		r, err := o.Refer(t.Context(), kim, c.ID, "oak")
		succeed(t, err)
		won := race(t, func() (bool, error) {
			_, err := o.Move(t.Context(), r.ID, 1, referral.Move{To: referral.Sent, By: kim, Via: referral.AtDesk}, referral.Hours{})
			return err == nil, unless[*referral.ConflictError[referral.Referral]](err)
		})
		if moves, err := o.History(t.Context(), kim, r.ID); err != nil || won != 1 || len(moves) != 1 {
			t.Errorf("%d moves were made, the history has %+v (%v)", won, moves, err)
		}
	})
}

func TestOfTwoWhoClaimAFollowUpOneCalls(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		if _, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now()); !errors.Is(err, desk.ErrNoConsent) {
			t.Errorf("planned without consent: %v", err)
		}
		consent := o.agree(t, c, referral.FollowUpOK, "line")
		f, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now().Add(time.Hour))
		succeed(t, err)
		if due, err := o.FollowUpsDue(t.Context(), lee, 9); err != nil || len(due) != 0 {
			t.Errorf("due before its time: %+v (%v)", due, err)
		}
		o.wait(time.Hour)
		var people atomic.Int64
		won := race(t, func() (bool, error) {
			by := kim
			by.Person = string(rune('a' + people.Add(1)))
			_, err := o.Claim(t.Context(), by, f.ID)
			if errors.Is(err, desk.ErrTaken) {
				return false, nil
			}
			return err == nil, err
		})
		if won != 1 {
			t.Errorf("%d have it", won)
		}
		if err := o.Finish(t.Context(), boss, f.ID, referral.Met, "", ""); !errors.Is(err, desk.ErrTaken) {
			t.Errorf("finished by somebody else: %v", err)
		}
		o.wait(referral.ClaimTerm)
		if due, err := o.FollowUpsDue(t.Context(), lee, 9); err != nil || len(due) != 1 {
			t.Errorf("a forgotten claim: %+v are due (%v)", due, err)
		}
		_, err = o.Claim(t.Context(), lee, f.ID)
		succeed(t, err)
		if err := o.Finish(t.Context(), lee, f.ID, referral.Unmet, "", ""); !errors.Is(err, referral.ErrInvalid) {
			t.Errorf("unmet without a reason: %v", err)
		}
		succeed(t, o.Finish(t.Context(), lee, f.ID, referral.Unmet, referral.TooFar, "no bus on Sunday"))
		if done, err := o.FollowUps(t.Context(), lee, c.ID); err != nil || len(done) != 1 || done[0].Words != "no bus on Sunday" || done[0].Reason != referral.TooFar {
			t.Errorf("what became of it: %+v (%v)", done, err)
		}
		_, err = o.FollowUpOn(t.Context(), kim, c.ID, o.now())
		succeed(t, err)
		succeed(t, o.Withdraw(t.Context(), kim, c.ID, consent))
		if left, err := o.FollowUps(t.Context(), kim, c.ID); err != nil || len(left) != 1 {
			t.Errorf("after the withdrawal %+v wait (%v)", left, err)
		}
	})
}

func TestACallSpeaksOfThePlaceAndCountsForItsReach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		for _, outcome := range []referral.CallOutcome{referral.Reached, referral.Voicemail, referral.WrongNumber, referral.Reached, referral.Reached} {
			succeed(t, o.Called(t.Context(), kim, referral.Call{Listing: "oak", Line: facility.MainLine, Outcome: outcome}))
		}
		if len(o.said) != 4 || o.said[1].Claims.Contradicts[0] != facility.FieldPhone {
			t.Errorf("said %+v", o.said)
		}
		reach, err := o.Reach(t.Context(), "oak", "elm")
		if err != nil || !reach["oak"].Shown() || reach["oak"].Rate != 0.6 || reach["elm"].Calls != 0 {
			t.Errorf("reach %+v (%v)", reach, err)
		}
	})
}

func TestAPlaceReadsNoNoteThatMayTellWhoItIsOnceTheConsentIsOver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		for _, how := range []string{"withdrawn", "its time over"} {
			c, _ := o.open(t)
			r, err := o.Refer(t.Context(), kim, c.ID, "oak")
			succeed(t, err)
			move := func(m referral.Move) {
				t.Helper()
				r, err = o.Move(t.Context(), r.ID, r.Version, m, referral.Hours{})
				succeed(t, err)
			}
			sees := func(by referral.Actor, want ...string) {
				t.Helper()
				moves, err := o.History(t.Context(), by, r.ID)
				succeed(t, err)
				for i, m := range moves {
					if m.Words != want[i] || m.Hidden != (by == place && want[i] == "") {
						t.Errorf("%s: %s sees %q (hidden: %v) as note %d, want %q", how, by.Role, m.Words, m.Hidden, i, want[i])
					}
				}
			}
			move(referral.Move{To: referral.Sent, By: kim, Via: referral.AtDesk, Words: "needs a ride"})
			o.wait(time.Minute)
			consent := o.agree(t, c, referral.Share, "oak")
			o.agree(t, c, referral.Share, "elm")
			move(referral.Move{To: referral.Acknowledged, By: kim, Via: referral.ByVoice, Words: "Ana, 404-555-0101"})
			move(referral.Move{To: referral.Accepted, By: place, Via: referral.ByLink, Words: "we call her"})
			sees(place, "needs a ride", "Ana, 404-555-0101", "we call her")
			o.wait(time.Minute)
			if how == "withdrawn" {
				succeed(t, o.Withdraw(t.Context(), kim, c.ID, consent))
			} else {
				o.wait(24 * time.Hour)
			}
			o.wait(time.Minute)
			move(referral.Move{To: referral.Waitlisted, By: kim, Via: referral.ByVoice, Words: "from Monday"})
			sees(place, "needs a ride", "", "we call her", "from Monday")
			sees(kim, "needs a ride", "Ana, 404-555-0101", "we call her", "from Monday")
			o.agree(t, c, referral.Share, "oak")
			sees(place, "needs a ride", "Ana, 404-555-0101", "we call her", "from Monday")
		}
	})
}

func TestWhoIsAtACallTellsWhatBecameOfItThoughTheConsentIsWithdrawnInIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		begun := func() (c referral.Case, id string) {
			c, _ = o.open(t)
			consent := o.agree(t, c, referral.FollowUpOK, "line")
			f, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now())
			succeed(t, err)
			_, err = o.FollowUpOn(t.Context(), kim, c.ID, o.now())
			succeed(t, err)
			_, err = o.Claim(t.Context(), kim, f.ID)
			succeed(t, err)
			succeed(t, o.Withdraw(t.Context(), kim, c.ID, consent))
			return c, f.ID
		}
		left := func(c referral.Case, want int) {
			t.Helper()
			if left, err := o.FollowUps(t.Context(), kim, c.ID); err != nil || len(left) != want {
				t.Errorf("%d are left (%v), want %d", len(left), err, want)
			}
		}
		told, done := begun()
		forgotten, claimed := begun()
		left(told, 1)
		succeed(t, o.Finish(t.Context(), kim, done, referral.Met, "", "in a programme since May"))
		if lapsed, err := s.LapsedContacts(t.Context(), o.now(), 9); err != nil || len(lapsed) != 0 {
			t.Errorf("the night is to see to %+v (%v)", lapsed, err)
		}
		_, err := o.EraseDue(t.Context())
		succeed(t, err)
		left(forgotten, 1)
		o.wait(referral.ClaimTerm)
		if lapsed, err := s.LapsedContacts(t.Context(), o.now(), 9); err != nil || len(lapsed) != 1 || lapsed[0].ID != forgotten.ID {
			t.Errorf("the next night is to see to %+v (%v)", lapsed, err)
		}
		_, err = o.EraseDue(t.Context())
		succeed(t, err)
		left(forgotten, 0)
		left(told, 1)
		if err := o.Finish(t.Context(), kim, claimed, referral.Met, "", "too late"); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("what is deleted takes an answer: %v", err)
		}
	})
}
