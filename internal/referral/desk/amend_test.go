package desk_test

import (
	"fmt"
	"sync"
	"testing"

	"haven/internal/referral"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestPicksOfTwoAgentsAtOnceAllLast(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		var all sync.WaitGroup
		for n := range 8 {
			all.Go(func() {
				err := o.Amend(t.Context(), boss, c.ID, func(f *referral.Facts) {
					f.Picks = append(f.Picks, fmt.Sprintf("place-%d", n))
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		got, err := o.Case(t.Context(), kim, c.ID)
		succeed(t, err)
		if len(got.Picks) != 2+8 {
			t.Errorf("the list is %v", got.Picks)
		}
	})
}

func TestTheLastSearchStandsWhoeverSearched(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		for _, words := range []string{"near=30303", "near=30303", "near=Boston"} {
			succeed(t, o.Replace(t.Context(), kim, c.ID, referral.TextSearch, words))
		}
		texts, err := o.Texts(t.Context(), boss, c.ID)
		succeed(t, err)
		if len(texts) != 1 || texts[0].Words != "near=Boston" {
			t.Errorf("the search is %+v", texts)
		}
	})
}
