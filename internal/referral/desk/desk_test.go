package desk_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/seal"
	"haven/internal/seal/sealtest"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var (
	monday = time.Date(2026, time.June, 1, 13, 0, 0, 0, time.UTC)
	kim    = referral.Actor{Role: referral.Agent, Org: "line", Person: "kim"}
	lee    = referral.Actor{Role: referral.Agent, Org: "line", Person: "lee"}
	boss   = referral.Actor{Role: referral.Supervisor, Org: "line", Person: "boss"}
	other  = referral.Actor{Role: referral.Supervisor, Org: "other-line", Person: "ola"}
	place  = referral.Actor{Role: referral.Facility, Org: "oak", Person: "pat"}
)

// office is a desk with its clock.
type office struct {
	*desk.Desk
	store  *store.Store
	master seal.Master
	time   atomic.Int64
	said   []facility.Statement
}

func (o *office) book() audit.Book     { return audit.NewBook(audit.Key{}, o.now) }
func (o *office) now() time.Time       { return time.Unix(o.time.Load(), 0).UTC() }
func (o *office) wait(d time.Duration) { o.time.Add(int64(d / time.Second)) }
func (o *office) say(ctx context.Context, _ string, s facility.Statement, beside ...store.Beside) (int64, error) {
	o.said = append(o.said, s)
	return 1, o.store.Together(ctx, beside...)
}

func (o *office) rotated() audit.Note { return o.book().Note(audit.Command, "key.rotated", "") }

func (o *office) unsay(ctx context.Context, _ string, _ facility.Statement, _ int64, beside ...store.Beside) error {
	return o.store.Together(ctx, beside...)
}

func newOffice(t *testing.T, s *store.Store) *office {
	t.Helper()
	o := &office{store: s, master: sealtest.Master(t)}
	o.time.Store(monday.Unix())
	d, err := desk.New(t.Context(), s, o.master, o.book(), o.say, o.now, desk.TakingBack(o.unsay))
	succeed(t, err)
	o.Desk = d
	return o
}

func succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func facts() referral.Facts {
	return referral.Facts{Needs: []string{"MU", "MD"}, Language: "es", Channel: referral.ByCall, Disposition: referral.StillOpen,
		Contact: referral.ContactPreference{MayCall: true}, Picks: []string{"oak", "elm"}}
}

func (o *office) open(t *testing.T) (referral.Case, referral.Code) {
	t.Helper()
	c, code, err := o.Open(t.Context(), kim, facts())
	succeed(t, err)
	return c, code
}

func (o *office) agree(t *testing.T, c referral.Case, p referral.Purpose, to string) string {
	t.Helper()
	id, err := o.Agree(t.Context(), kim, referral.Consent{Case: c.ID, Purpose: p, To: to, Until: o.now().Add(24 * time.Hour), How: referral.Spoken})
	succeed(t, err)
	return id
}

func TestACallerGoesOnWithTheirCodeAtTheSameHelplineOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		if _, err := o.Case(t.Context(), lee, c.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("a colleague who is not on the case sees it: %v", err)
		}
		heard := strings.ToUpper(strings.ReplaceAll(string(code), "-", " "))
		if _, err := o.Resume(t.Context(), other, heard); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the code works at another helpline: %v", err)
		}
		if _, err := o.Resume(t.Context(), lee, string(referral.NewCode())); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("another code works: %v", err)
		}
		again, err := desk.New(t.Context(), s, o.master, o.book(), o.say, o.now) // a restart, or a replica
		succeed(t, err)
		if found, err := again.Resume(t.Context(), lee, heard); err != nil || found.ID != c.ID || found.Needs[1] != "MD" {
			t.Errorf("the code leads to %+v (%v)", found, err)
		}
		for _, by := range []referral.Actor{kim, lee, boss} {
			if _, err := o.Case(t.Context(), by, c.ID); err != nil {
				t.Errorf("%s does not see the case: %v", by.Person, err)
			}
		}
		for _, by := range []referral.Actor{other, place, {}, {Role: "admin", Org: "line", Person: "root"}} {
			if _, err := o.Case(t.Context(), by, c.ID); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%+v sees the case: %v", by, err)
			}
		}
	})
}

func TestOfTwoWhoWriteAtOnceTheLaterIsShownBothTexts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		_, err := o.Resume(t.Context(), lee, string(code))
		succeed(t, err)
		for _, base := range []int64{0, 1} { // to an empty field, and over a text
			mine := referral.Text{Field: referral.TextNotes, Words: "asked for Medicaid", Version: base}
			theirs := mine
			theirs.Words = "needs a bus"
			succeed(t, o.Write(t.Context(), kim, c.ID, mine))
			var conflict *referral.ConflictError[referral.Text]
			err := o.Write(t.Context(), lee, c.ID, theirs)
			if !errors.As(err, &conflict) || conflict.Yours.Words != theirs.Words || conflict.Theirs.Words != mine.Words || conflict.Theirs.By != "kim" {
				t.Fatalf("the later one gets %v: %+v", err, conflict)
			}
			theirs.Version = conflict.Version
			if strings.Contains(err.Error(), mine.Words) {
				t.Error("the error tells words")
			}
		}
		f := facts()
		succeed(t, o.Change(t.Context(), kim, c.ID, 1, f))
		f.Language = "en"
		var conflict *referral.ConflictError[referral.Facts]
		if err := o.Change(t.Context(), lee, c.ID, 1, f); !errors.As(err, &conflict) || conflict.Yours.Language != "en" || conflict.Theirs.Language != "es" || conflict.Version != 2 {
			t.Errorf("facts: %v, %+v", err, conflict)
		}
	})
}

func TestOfManyWhoWriteAtOnceOneWinsAndTheOthersAreTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		won := race(t, func() (bool, error) {
			err := o.Write(t.Context(), kim, c.ID, referral.Text{Field: referral.TextNotes, Words: "words"})
			return err == nil, unless[*referral.ConflictError[referral.Text]](err)
		})
		if won != 1 {
			t.Errorf("%d wrote the first version", won)
		}
	})
}

// race does a thing eight times at once and counts the successes.
func race(t *testing.T, do func() (won bool, err error)) int64 {
	t.Helper()
	var all sync.WaitGroup
	var wins atomic.Int64
	for range 8 {
		all.Go(func() {
			won, err := do()
			if err != nil {
				t.Error(err)
			}
			if won {
				wins.Add(1)
			}
		})
	}
	all.Wait()
	return wins.Load()
}

// unless is the error, but for those of a kind.
func unless[E error](err error) error {
	var expected E
	if errors.As(err, &expected) {
		return nil
	}
	return err
}

func TestContactDetailsNeedAConsentAndGoWithIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		contact := referral.Text{Field: referral.TextContact, Words: "Kim, 404 555 0101"}
		if err := o.Write(t.Context(), kim, c.ID, contact); !errors.Is(err, desk.ErrNoConsent) {
			t.Errorf("kept without consent: %v", err)
		}
		id := o.agree(t, c, referral.KeepContact, "line")
		succeed(t, o.Write(t.Context(), kim, c.ID, contact))
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: referral.TextNotes, Words: "stay"}))
		succeed(t, o.Withdraw(t.Context(), kim, c.ID, id))
		if texts, err := o.Texts(t.Context(), kim, c.ID); err != nil || len(texts) != 1 || texts[0].Words != "stay" {
			t.Errorf("after the withdrawal there are %+v (%v)", texts, err)
		}
		if may, err := o.MayShare(t.Context(), kim, c.ID, "oak"); err != nil || may {
			t.Errorf("identity may be shared: %v (%v)", may, err)
		}
		o.agree(t, c, referral.Share, "oak")
		if may, err := o.MayShare(t.Context(), kim, c.ID, "oak"); err != nil || !may {
			t.Errorf("with a consent it may not: %v (%v)", may, err)
		}
	})
}

func TestAnotherMasterKeyOpensAllAfterRotationAndTheOldOneNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: referral.TextWords, Words: "no puedo dormir"}))
		addresses, err := seal.New(t.Context(), s, o.master, o.now)
		succeed(t, err)
		token, err := addresses.Seal(t.Context(), seal.Search, []byte("near=30303"))
		succeed(t, err)
		fresh := sealtest.Master(t)
		if _, err := s.RewrapKeys(t.Context(), sealtest.Master(t), sealtest.Master(t), o.now(), o.rotated()); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("rotated from a key that was never used: %v", err)
		}
		if count, err := s.RewrapKeys(t.Context(), o.master, fresh, o.now(), o.rotated()); err != nil || count != 3 {
			t.Fatalf("%d keys were wrapped anew (%v), want the case's, the codes' and that of addresses", count, err)
		}
		if count, err := s.RewrapKeys(t.Context(), o.master, fresh, o.now(), o.rotated()); err != nil || count != 0 {
			t.Errorf("a second time %d keys were wrapped anew (%v)", count, err)
		}
		addresses, err = seal.New(t.Context(), s, fresh, o.now)
		succeed(t, err)
		if asked, err := addresses.Open(t.Context(), seal.Search, token); err != nil || string(asked) != "near=30303" {
			t.Errorf("an address from before leads to %q (%v)", asked, err)
		}
		after, err := desk.New(t.Context(), s, fresh, o.book(), o.say, o.now)
		succeed(t, err)
		_, err = after.Resume(t.Context(), kim, string(code))
		succeed(t, err)
		if texts, err := after.Texts(t.Context(), kim, c.ID); err != nil || texts[0].Words != "no puedo dormir" {
			t.Errorf("read with the new key: %+v (%v)", texts, err)
		}
		if _, err := desk.New(t.Context(), s, o.master, o.book(), o.say, o.now); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("the old key opens the desk: %v", err)
		}
		if _, err := o.Texts(t.Context(), kim, c.ID); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("the old key opens a case: %v", err)
		}
	})
}
