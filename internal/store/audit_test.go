package store_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var (
	auditKey = audit.Key{4, 2}
	book     = audit.NewBook(auditKey, func() time.Time { return noon })
	ann      = audit.Who{Account: "ann", Organisation: "line", From: netip.MustParseAddr("198.51.100.77")}
)

// whole checks the trail and returns how many entries it has.
func whole(ctx context.Context, s *store.Store) (entries int, err error) {
	check := audit.NewCheck(auditKey)
	head, err := s.Trail(ctx, func(e audit.Entry) error { entries++; return check.Next(e) })
	if err != nil {
		return entries, err
	}
	return entries, check.End(head)
}

func TestReplicasChainTheirNotesOneAfterTheOther(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		replicas := []*store.Store{storetest.Open(t, url), storetest.Open(t, url)}
		const each = 25
		var wg sync.WaitGroup
		for i, s := range replicas {
			wg.Go(func() {
				for n := range each {
					if err := s.Note(t.Context(), book.Note(ann, "case.read", fmt.Sprintf("case:%d-%d", i, n))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if entries, err := whole(t.Context(), replicas[0]); err != nil || entries != len(replicas)*each {
			t.Errorf("%d entries: %v", entries, err)
		}
	})
}

func TestATouchedTrailIsToldByTheFirstEntryThatIsNotAsItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, tt := range []struct {
			touch string
			at    int64 // 0 where it is the head that tells
		}{
			{"UPDATE audit SET origin = '192.0.2.0/24' WHERE number = 3", 3},
			{"DELETE FROM audit WHERE number = 2", 2},
			{"DELETE FROM audit WHERE number >= 4", 4},
			{"INSERT INTO audit SELECT 6, at, actor, organisation, action, subject, origin, hash FROM audit WHERE number = 5", 6},
			{"UPDATE audit_head SET number = 4, hash = (SELECT hash FROM audit WHERE number = 4)", 0},
		} {
			succeed(t, s.Exec(t.Context(), "DELETE FROM audit"))
			succeed(t, s.Exec(t.Context(), "UPDATE audit_head SET number = 0, hash = '', seal = ''"))
			for n := range 5 {
				succeed(t, s.Note(t.Context(), book.Note(ann, "case.read", fmt.Sprintf("case:%d", n))))
			}
			if entries, err := whole(t.Context(), s); entries != 5 || err != nil {
				t.Fatalf("before it was touched: %d entries, %v", entries, err)
			}
			succeed(t, s.Exec(t.Context(), tt.touch))
			_, err := whole(t.Context(), s)
			var broken *audit.BrokenError
			if tt.at == 0 && !errors.Is(err, audit.ErrHead) || tt.at != 0 && (!errors.As(err, &broken) || broken.Number != tt.at) {
				t.Errorf("%s: %v, want entry %d", tt.touch, err, tt.at)
			}
		}
	})
}

func TestAnEntryKeepsAllThatWasNoted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		succeed(t, s.Note(t.Context(), book.Note(ann, "case.read", "case:a")))
		_, err := s.Trail(t.Context(), func(e audit.Entry) error {
			want := audit.Entry{Number: 1, At: noon, Actor: "ann", Organisation: "line", Action: "case.read", Subject: "case:a", Origin: "198.51.100.0/24", Hash: e.Hash}
			if e != want {
				t.Errorf("it is %+v, want %+v", e, want)
			}
			return nil
		})
		succeed(t, err)
	})
}
