package desk_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/board"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestTheBoardForgetsTheCasesItErasesAndNotTheirCounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		o.served(t)
		stays := o.served(t)
		goes := o.served(t)
		_, _, err := o.Open(t.Context(), other, facts())
		succeed(t, err)
		month := board.MonthOf(monday)
		before, err := o.Counted(t.Context(), boss, month)
		succeed(t, err)
		if got := before[board.Mark{Measure: board.Channels, A: "call"}]; got != 3 {
			t.Errorf("%d contacts are counted of three", got)
		}
		if got := before.Acknowledged(); got.Sent != 3 || got.InTime != 3 || got.Median != "15" {
			t.Errorf("answers: %+v", got)
		}
		if got := before[board.Mark{Measure: board.UnmetNeeds, B: "MU MD"}]; got != 3 {
			t.Errorf("%d unmet needs: %+v", got, before)
		}
		succeed(t, o.Erase(t.Context(), boss, goes.ID))
		succeed(t, o.Erase(t.Context(), boss, stays.ID))
		after, err := o.Counted(t.Context(), boss, month)
		succeed(t, err)
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("the board after an erasure: %s", diff)
		}
		if later, err := o.Counted(t.Context(), boss, board.MonthOf(monday.AddDate(0, 1, 0))); err != nil || len(later) != 0 {
			t.Errorf("the next month has %+v (%v)", later, err)
		}
	})
}

// served is a case with a referral that was answered and declined, and a
// follow-up that found the need unmet.
func (o *office) served(t *testing.T) referral.Case {
	t.Helper()
	c, _ := o.open(t)
	o.agree(t, c, referral.FollowUpOK, "line")
	r, err := o.Refer(t.Context(), kim, c.ID, "oak")
	succeed(t, err)
	r, err = o.Move(t.Context(), r.ID, r.Version, referral.Move{To: referral.Sent, By: kim, Via: referral.ByVoice}, referral.Hours{})
	succeed(t, err)
	o.wait(12 * time.Minute)
	_, err = o.Move(t.Context(), r.ID, r.Version, referral.Move{To: referral.Declined, By: kim, Via: referral.ByVoice, Reason: referral.NoRoom}, referral.Hours{})
	succeed(t, err)
	f, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now())
	succeed(t, err)
	_, err = o.Claim(t.Context(), kim, f.ID)
	succeed(t, err)
	succeed(t, o.Finish(t.Context(), kim, f.ID, referral.Unmet, referral.NoRoom, ""))
	return c
}

func TestTheBoardIsForTheSupervisorsOfAHelpline(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		o.open(t)
		for _, by := range []referral.Actor{kim, place, {}} {
			if _, err := o.Counted(t.Context(), by, board.MonthOf(monday)); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%+v sees it: %v", by, err)
			}
		}
		if counts, err := o.Counted(t.Context(), other, board.MonthOf(monday)); err != nil || len(counts) != 0 {
			t.Errorf("another helpline sees %+v (%v)", counts, err)
		}
	})
}
