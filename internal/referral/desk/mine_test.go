package desk_test

import (
	"errors"
	"testing"

	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestOnesOpenCasesAreThoseThatOneIsOnAndThatAreNotDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		first, code := o.open(t)
		done, _ := o.open(t)
		succeed(t, o.Amend(t.Context(), kim, done.ID, func(f *referral.Facts) { f.Disposition = referral.InformationOnly }))
		for who, want := range map[referral.Actor]int{kim: 1, lee: 0, other: 0} {
			own, err := o.Mine(t.Context(), who, 10)
			succeed(t, err)
			if len(own) != want || want == 1 && own[0].ID != first.ID {
				t.Errorf("%s is on %+v", who.Person, own)
			}
		}
		_, err := o.Resume(t.Context(), lee, string(code))
		succeed(t, err)
		if own, err := o.Mine(t.Context(), lee, 10); err != nil || len(own) != 1 {
			t.Errorf("whoever goes on with a case is not on it: %+v, %v", own, err)
		}
		if _, err := o.Mine(t.Context(), place, 10); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("a place is told %v", err)
		}
	})
}
