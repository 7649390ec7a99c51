package store_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/pgtest"
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
			wg.Go(func() {
				for n := range each {
					o := account.Organisation{ID: s.NewID(), Kind: account.Helpline, Name: fmt.Sprintf("Line %d-%d", i, n)}
					if err := s.AddOrganisation(t.Context(), o, book.Note(ann, "organisation.added", "organisation:"+o.ID)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if entries, err := whole(t.Context(), replicas[0]); err != nil || entries != 2*len(replicas)*each {
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

func TestWhoReadsAtOnceIsNotedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const readers, each = 40, 10
		var wg sync.WaitGroup
		for i := range readers {
			wg.Go(func() {
				for n := range each {
					if err := s.Note(t.Context(), book.Note(ann, "case.read", fmt.Sprintf("case:%d-%d", i, n))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if entries, err := whole(t.Context(), s); err != nil || entries != readers*each {
			t.Errorf("%d entries: %v", entries, err)
		}
		seen := map[string]int{}
		_, err := s.Trail(t.Context(), func(e audit.Entry) error { seen[e.Subject]++; return nil })
		succeed(t, err)
		for subject, times := range seen {
			if times != 1 {
				t.Errorf("%s is there %d times", subject, times)
			}
		}
	})
}

// Lines are held back here by a trail that somebody else writes to, so that all
// are waiting when it goes on.
func TestReadersWhoWaitEachLearnWhatCameOfTheirLine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		goOn := s.HoldTrail()
		gone, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		go func() { left <- s.Note(gone, book.Note(ann, "case.read", "case:left")) }()
		var others [5]chan error
		for i := range others {
			others[i] = make(chan error, 1)
			go func() { others[i] <- s.Note(t.Context(), book.Note(ann, "case.read", fmt.Sprintf("case:%d", i))) }()
		}
		if err := s.Note(t.Context(), book.Note(ann, "case.read", "Jane Doe")); !errors.Is(err, audit.ErrWords) {
			t.Errorf("words are refused at once: %v", err)
		}
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("who does not wait any more is told %v", err)
		}
		goOn()
		for i := range others {
			if err := <-others[i]; err != nil {
				t.Errorf("reader %d: %v", i, err)
			}
		}
		if _, err := whole(t.Context(), s); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatCannotBeNotedIsToldToEachWhoWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		succeed(t, s.Note(t.Context(), book.Note(ann, "case.read", "case:a")))
		succeed(t, s.Exec(t.Context(), "UPDATE audit_head SET seal = 'of somebody else'"))
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := s.Note(t.Context(), book.Note(ann, "case.read", "case:b")); !errors.Is(err, audit.ErrHead) {
					t.Errorf("a reader is told %v", err)
				}
			})
		}
		wg.Wait()
		n := 0
		_, err := s.Trail(t.Context(), func(audit.Entry) error { n++; return nil })
		succeed(t, err)
		if n != 1 {
			t.Errorf("the trail has %d entries", n)
		}
	})
}

func TestAChangeThatCannotBeNotedIsNotMade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		succeed(t, s.Note(t.Context(), book.Note(ann, "case.read", "case:a")))
		succeed(t, s.Exec(t.Context(), "UPDATE audit_head SET seal = 'of somebody else'"))
		line := account.Organisation{ID: s.NewID(), Kind: account.Helpline, Name: "Line"}
		if err := s.AddOrganisation(t.Context(), line, book.Note(ann, "organisation.added", "organisation:a")); !errors.Is(err, audit.ErrHead) {
			t.Errorf("it is told %v", err)
		}
		found, err := s.Organisations(t.Context(), account.Helpline)
		if err != nil || len(found) != 0 {
			t.Errorf("there are %d helplines, %v", len(found), err)
		}
	})
}

// PostgreSQL may go on before its disk has a change, who made it not.
func TestAChangeIsOnTheDiskWithItsLineWhenItsWriterGoesOn(t *testing.T) {
	url := pgtest.URL(t) + "&synchronous_commit=on" // which other tests do without
	s := storetest.Open(t, url)
	for n := range 20 {
		_, end, err := s.OnDisk(t.Context(), "0/0")
		succeed(t, err)
		line := account.Organisation{ID: s.NewID(), Kind: account.Helpline, Name: fmt.Sprintf("Line %d", n)}
		succeed(t, s.AddOrganisation(t.Context(), line, book.Note(ann, "organisation.added", fmt.Sprintf("organisation:%d", n))))
		if yes, _, err := s.OnDisk(t.Context(), end); err != nil || !yes {
			t.Errorf("change %d is not there, %v", n, err)
		}
	}
}
