package seal_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"haven/internal/seal"
	"haven/internal/seal/sealtest"
)

var noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// clock is a clock that tests put forward.
type clock struct{ at time.Time }

func (c *clock) now() time.Time          { return c.at }
func (c *clock) forward(d time.Duration) { c.at = c.at.Add(d) }

// replica is a sealer on some keys.
func replica(t testing.TB, keys seal.Keys, master seal.Master, c *clock) *seal.Sealer {
	t.Helper()
	s, err := seal.New(t.Context(), keys, master, c.now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sealed(t testing.TB, s *seal.Sealer, p seal.Purpose, content string) string {
	t.Helper()
	token, err := s.Seal(t.Context(), p, []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// opens reports that a token holds content, or ends with an error.
func opens(t testing.TB, s *seal.Sealer, p seal.Purpose, token, content string, want error) {
	t.Helper()
	got, err := s.Open(t.Context(), p, token)
	if string(got) != content || !errors.Is(err, want) {
		t.Errorf("it opens as %q, %v; want %q, %v", got, err, content, want)
	}
}

const asked = "near=30303&code=MU"

func TestWhatIsSealedIsOpened(t *testing.T) {
	s := replica(t, &sealtest.Keys{}, sealtest.Master(t), &clock{noon})
	for _, content := range []string{"", asked, "\x80\x00\x00", strings.Repeat("a", 63), strings.Repeat("a", 64), strings.Repeat("\x00", seal.MaxContent)} {
		opens(t, s, seal.Search, sealed(t, s, seal.Search, content), content, nil)
	}
	if _, err := s.Seal(t.Context(), seal.Search, make([]byte, seal.MaxContent+1)); !errors.Is(err, seal.ErrTooLong) {
		t.Errorf("one byte more is sealed: %v", err)
	}
}

func TestATokenTellsNothing(t *testing.T) {
	s := replica(t, &sealtest.Keys{}, sealtest.Master(t), &clock{noon})
	one, two := sealed(t, s, seal.Search, asked), sealed(t, s, seal.Search, asked)
	if one == two {
		t.Error("whoever searches for the same has the same address")
	}
	if len(one) != len(sealed(t, s, seal.Search, "q=a")) {
		t.Error("its length tells how much was asked")
	}
	if len(one) > 150 || strings.Trim(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		t.Errorf("this is no short part of an address: %s", one)
	}
}

func TestATokenWithAnyCharacterChangedIsBroken(t *testing.T) {
	s := replica(t, &sealtest.Keys{}, sealtest.Master(t), &clock{noon})
	token := sealed(t, s, seal.Search, asked)
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range token {
		for _, other := range alphabet {
			changed := token[:i] + string(other) + token[i+1:]
			if changed == token {
				continue
			}
			if content, err := s.Open(t.Context(), seal.Search, changed); !refused(err) || content != nil {
				t.Fatalf("with character %d changed to %c it opens as %q, %v", i, other, content, err)
			}
		}
		opens(t, s, seal.Search, token[:i], "", seal.ErrBroken)
	}
	opens(t, s, seal.Search, token+"A", "", seal.ErrBroken)
	opens(t, s, seal.Search, strings.Repeat(token, 100), "", seal.ErrBroken)
}

// refused reports whether a token is one that is not opened.
func refused(err error) bool {
	return errors.Is(err, seal.ErrBroken) || errors.Is(err, seal.ErrExpired)
}

func TestATokenOfOnePurposeIsNothingToAnother(t *testing.T) {
	s := replica(t, &sealtest.Keys{}, sealtest.Master(t), &clock{noon})
	opens(t, s, seal.Shortlist, sealed(t, s, seal.Search, asked), "", seal.ErrBroken)
	opens(t, s, seal.Search, sealed(t, s, seal.Shortlist, asked), "", seal.ErrBroken)
}

func TestASearchCanBeOpenedForADayAndAShortlistForThirty(t *testing.T) {
	for _, tt := range []struct {
		purpose seal.Purpose
		least   time.Duration // if sealed when its key was about to be replaced
		most    time.Duration // if sealed when its key was made
	}{
		{seal.Search, 23 * time.Hour, 24 * time.Hour},
		{seal.Shortlist, 29 * 24 * time.Hour, 30 * 24 * time.Hour},
	} {
		c := &clock{noon}
		s := replica(t, &sealtest.Keys{}, sealtest.Master(t), c)
		first := sealed(t, s, tt.purpose, asked)
		c.forward(tt.most - tt.least - time.Second)
		last := sealed(t, s, tt.purpose, asked)
		c.forward(tt.least)
		opens(t, s, tt.purpose, first, asked, nil)
		opens(t, s, tt.purpose, last, asked, nil)
		c.forward(time.Second)
		opens(t, s, tt.purpose, first, "", seal.ErrExpired)
		opens(t, s, tt.purpose, last, "", seal.ErrExpired)
	}
}

func TestKeysRotate(t *testing.T) {
	c, keys := &clock{noon}, &sealtest.Keys{}
	s := replica(t, keys, sealtest.Master(t), c)
	var tokens []string
	for range 48 {
		tokens = append(tokens, sealed(t, s, seal.Search, asked))
		sealed(t, s, seal.Search, asked)
		c.forward(time.Hour)
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	live, err := keys.SealKeys(t.Context(), noon)
	if err != nil || len(live) != 23 {
		t.Errorf("after two days there are %d keys (%v), want 23", len(live), err)
	}
	for hour, token := range tokens {
		content, want := "", seal.ErrExpired
		if hour > 24 {
			content, want = asked, nil
		}
		opens(t, s, seal.Search, token, content, want)
	}
}

func TestAnAddressOutlivesARestartAndWorksAtEveryReplica(t *testing.T) {
	c, keys, master := &clock{noon}, &sealtest.Keys{}, sealtest.Master(t)
	one, two := replica(t, keys, master, c), replica(t, keys, master, c)
	opens(t, two, seal.Search, sealed(t, one, seal.Search, asked), asked, nil)
	opens(t, one, seal.Search, sealed(t, two, seal.Search, asked), asked, nil)

	token := sealed(t, one, seal.Search, asked)
	restarted := replica(t, keys, master, c)
	opens(t, restarted, seal.Search, token, asked, nil)
	before, _ := keys.SealKeys(t.Context(), noon)
	sealed(t, restarted, seal.Search, asked)
	if after, _ := keys.SealKeys(t.Context(), noon); len(after) != len(before) {
		t.Error("each restart makes a key")
	}
}

func TestOfManyWhoSealAtOnceOneMakesTheKey(t *testing.T) {
	keys := &sealtest.Keys{}
	s := replica(t, keys, sealtest.Master(t), &clock{noon})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { opens(t, s, seal.Search, sealed(t, s, seal.Search, asked), asked, nil) })
	}
	wg.Wait()
	if made, err := keys.SealKeys(t.Context(), noon); err != nil || len(made) != 1 {
		t.Errorf("%d keys were made (%v), want 1", len(made), err)
	}
}

func TestAnotherMasterKeyIsRefusedAtTheStartWithAdvice(t *testing.T) {
	c, keys := &clock{noon}, &sealtest.Keys{}
	token := sealed(t, replica(t, keys, sealtest.Master(t), c), seal.Search, asked)
	_, err := seal.New(t.Context(), keys, sealtest.Master(t), c.now)
	if !errors.Is(err, seal.ErrOtherMaster) || !strings.Contains(err.Error(), "master.key") || !strings.Contains(err.Error(), "DELETE FROM seal_key") {
		t.Errorf("it is refused with %v", err)
	}
	c.forward(24 * time.Hour) // no key is left that would matter
	opens(t, replica(t, keys, sealtest.Master(t), c), seal.Search, token, "", seal.ErrExpired)
}

func TestAKeyChangedInTheStoreIsRefused(t *testing.T) {
	c, master := &clock{noon}, sealtest.Master(t)
	original := &sealtest.Keys{}
	sealed(t, replica(t, original, master, c), seal.Search, asked)
	stored, err := original.SealKeys(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*seal.Key){
		"its life prolonged":  func(k *seal.Key) { k.Expires = k.Expires.Add(time.Hour) },
		"made later":          func(k *seal.Key) { k.Made = k.Made.Add(time.Hour) },
		"of another purpose":  func(k *seal.Key) { k.Purpose = "shortlist" },
		"of another id":       func(k *seal.Key) { k.ID = "0000000000000000" },
		"of an unreadable id": func(k *seal.Key) { k.ID = "x" },
		"cut off":             func(k *seal.Key) { k.Wrapped = k.Wrapped[:8] },
		"not base64":          func(k *seal.Key) { k.Wrapped = "!" },
	} {
		k := stored[0]
		change(&k)
		keys := &sealtest.Keys{}
		if err := keys.AddSealKey(t.Context(), k); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.New(t.Context(), keys, master, c.now); !errors.Is(err, seal.ErrOtherMaster) {
			t.Errorf("a key %s is taken: %v", what, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	s := replica(f, &sealtest.Keys{}, sealtest.Master(f), &clock{noon})
	own := sealed(f, s, seal.Search, asked)
	for _, token := range []string{"", "AQAAAAAAAAAA", own, own[:len(own)-4], sealed(f, s, seal.Shortlist, asked)} {
		f.Add(token)
	}
	f.Fuzz(func(t *testing.T, token string) {
		content, err := s.Open(t.Context(), seal.Search, token)
		if err == nil && string(content) != asked || err != nil && !refused(err) {
			t.Errorf("%q opens as %q, %v", token, content, err)
		}
	})
}
