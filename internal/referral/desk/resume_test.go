package desk_test

import (
	"errors"
	"net/netip"
	"strconv"
	"testing"
	"time"

	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var home, elsewhere = netip.MustParseAddr("203.0.113.7"), netip.MustParseAddr("198.51.100.7")

func from(a referral.Actor, addr netip.Addr) referral.Actor {
	a.From = addr
	return a
}

func (o *office) guess(t *testing.T, by referral.Actor) error {
	_, err := o.GoOn(t.Context(), by, string(referral.NewCode()))
	return err
}

func TestWhoGuessesCodesIsStoppedEvenAfterARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		guesser := from(lee, home)
		for range 10 {
			if err := o.guess(t, guesser); !errors.Is(err, desk.ErrNotFound) {
				t.Fatalf("a wrong code gives %v", err)
			}
		}
		anew, err := desk.New(t.Context(), s, o.master, o.book(), o.say, o.now)
		succeed(t, err)
		for what, d := range map[string]*desk.Desk{"this server": o.Desk, "one that was started since": anew} {
			if _, err := d.GoOn(t.Context(), guesser, string(code)); !errors.Is(err, desk.ErrTooMany) {
				t.Errorf("%s gives a right code to a guesser: %v", what, err)
			}
		}
		if got, err := o.GoOn(t.Context(), from(kim, home), string(code)); err != nil || got.ID != c.ID {
			t.Errorf("a colleague waits, too: %v", err)
		}
		o.wait(time.Hour)
		if _, err := o.GoOn(t.Context(), guesser, string(code)); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestWhoGuessesWithManyAccountsOfOneNetworkIsStopped(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	for n := range 300 {
		somebody := from(referral.Actor{Role: referral.Agent, Org: "line", Person: "p" + strconv.Itoa(n/10)}, home)
		if err := o.guess(t, somebody); !errors.Is(err, desk.ErrNotFound) {
			t.Fatalf("guess %d gives %v", n, err)
		}
	}
	if err := o.guess(t, from(kim, home)); !errors.Is(err, desk.ErrTooMany) {
		t.Errorf("the 301st guess gives %v", err)
	}
	if err := o.guess(t, from(kim, elsewhere)); !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("another network waits, too: %v", err)
	}
}

func TestWhoGuessesOnDoesNotStopTheColleaguesOfTheirNetwork(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c, code := o.open(t)
	for range 320 {
		o.guess(t, from(lee, home))
	}
	if got, err := o.GoOn(t.Context(), from(boss, home), string(code)); err != nil || got.ID != c.ID {
		t.Errorf("a colleague is told %v", err)
	}
}

func TestRightCodesAndWhatIsNoneCountForNothing(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	_, code := o.open(t)
	for range 30 {
		if _, err := o.GoOn(t.Context(), from(kim, home), string(code)); err != nil {
			t.Fatal(err)
		}
		if _, err := o.GoOn(t.Context(), from(kim, home), "lemon lemon"); !errors.Is(err, referral.ErrNoCode) {
			t.Fatal(err)
		}
	}
}
