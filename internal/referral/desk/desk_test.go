package desk_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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

func (o *office) now() time.Time       { return time.Unix(o.time.Load(), 0).UTC() }
func (o *office) wait(d time.Duration) { o.time.Add(int64(d / time.Second)) }
func (o *office) say(_ context.Context, _ string, s facility.Statement) (int64, error) {
	o.said = append(o.said, s)
	return 1, nil
}

func newOffice(t *testing.T, s *store.Store) *office {
	t.Helper()
	o := &office{store: s, master: sealtest.Master(t)}
	o.time.Store(monday.Unix())
	d, err := desk.New(t.Context(), s, o.master, o.say, o.now)
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
		again, err := desk.New(t.Context(), s, o.master, o.say, o.now) // a restart, or a replica
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
		if late, err := s.OverdueReferrals(t.Context(), "line", o.now(), 9); err != nil || len(late) != 1 || !late[0].AckDue.Equal(monday.Add(30*time.Minute)) {
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

func TestAnotherMasterKeyOpensAllAfterRotationAndTheOldOneNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: referral.TextWords, Words: "no puedo dormir"}))
		fresh := sealtest.Master(t)
		if _, err := desk.Rotate(t.Context(), s, fresh, o.master); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("rotated from a key that was never used: %v", err)
		}
		if count, err := desk.Rotate(t.Context(), s, o.master, fresh); err != nil || count != 2 {
			t.Fatalf("%d keys were wrapped anew (%v), want the case's and the codes'", count, err)
		}
		after, err := desk.New(t.Context(), s, fresh, o.say, o.now)
		succeed(t, err)
		_, err = after.Resume(t.Context(), kim, string(code))
		succeed(t, err)
		if texts, err := after.Texts(t.Context(), kim, c.ID); err != nil || texts[0].Words != "no puedo dormir" {
			t.Errorf("read with the new key: %+v (%v)", texts, err)
		}
		if _, err := desk.New(t.Context(), s, o.master, o.say, o.now); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("the old key opens the desk: %v", err)
		}
		if _, err := o.Texts(t.Context(), kim, c.ID); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("the old key opens a case: %v", err)
		}
	})
}
