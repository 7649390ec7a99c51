package listing_test

import (
	"errors"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestWhatGoesWithAStatementIsStoredWithItOrNeitherIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Oak", "1 Elm St", "0101")}})
		call := referral.Call{ID: "call", Listing: ids["Oak"], Helpline: "line", By: "kim", Line: facility.MainLine,
			Outcome: referral.Reached, At: time.Date(2024, time.January, 2, 0, 0, 0, 0, time.UTC)}
		first := itself(2, facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550102"})})
		said, err := d.SayWith(t.Context(), ids["Oak"], first, store.AddCall(call, true, audit.Note{}))
		if err != nil {
			t.Fatal(err)
		}
		if kept, err := s.Call(t.Context(), "line", "kim", "call"); err != nil || kept.Said != said {
			t.Errorf("beside revision %d the call is %+v (%v)", said, kept, err)
		}
		second := itself(3, facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550103"})})
		if _, err := d.SayWith(t.Context(), ids["Oak"], second, store.AddCall(call, true, audit.Note{})); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("a call that was recorded before gives %v", err)
		}
		if l, _ := profile(t, d, ids["Oak"]); l.Phones[0].E164 != "+14045550102" {
			t.Errorf("what was said beside a call that cannot be kept is shown: %+v", l.Phones)
		}
		if err := d.UnsayWith(t.Context(), ids["Oak"], first, said, store.DeleteCall(call, call.At, audit.Note{})); err != nil {
			t.Fatal(err)
		}
		_, err = s.Call(t.Context(), "line", "kim", "call")
		if l, _ := profile(t, d, ids["Oak"]); l.Phones[0].E164 != "+14045550101" || !errors.Is(err, store.ErrNotFound) {
			t.Errorf("taken back, it says %+v, and the call: %v", l.Phones, err)
		}
	})
}
