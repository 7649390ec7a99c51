package gate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestASessionEndsWhenItLiesIdleOrAfterAShift(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ticket, _, _ := h.joined("ann@example.org")
		for range 23 { // half an hour each, from a minute on
			h.forward(account.Idle / 2)
			h.signedIn("at work", ticket.Token, true)
		}
		h.forward(account.Idle / 2)
		h.signedIn("after twelve hours", ticket.Token, false)

		idle, _, _ := h.joined("bob@example.org")
		h.signedIn("at first", idle.Token, true)
		h.forward(account.Idle)
		h.signedIn("after an idle hour", idle.Token, false)

		half := h.halfway("ann@example.org")
		h.forward(account.Halfway)
		_, err := h.Session(t.Context(), half.Token)
		h.fails("halfway, too late", err, gate.ErrSignedOut)
	})
}

func TestSigningOutEndsOneSessionOrAll(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		first, secret, _ := h.joined("ann@example.org")
		second, err := h.Confirm(ctx, h.halfway("ann@example.org").Token, secret.Code(h.now()), desk)
		h.succeed(err)
		h.forward(time.Minute)
		third, err := h.Confirm(ctx, h.halfway("ann@example.org").Token, secret.Code(h.now()), desk)
		h.succeed(err)
		colleague, _, _ := h.joined("bob@example.org")

		h.succeed(h.SignOut(ctx, first.Token, desk))
		h.signedIn("the one signed out", first.Token, false)
		h.signedIn("another", second.Token, true)
		h.fails("signing out twice", h.SignOut(ctx, first.Token, desk), gate.ErrSignedOut)

		ann, err := h.Actor(ctx, second.Token, desk)
		h.succeed(err)
		h.succeed(h.SignOutEverywhere(ctx, ann))
		h.signedIn("this one", second.Token, false)
		h.signedIn("one elsewhere", third.Token, false)
		h.signedIn("a colleague", colleague.Token, true)
	})
}

func TestATokenThatIsNoneIsSignedOut(t *testing.T) {
	onEachEngine(t, func(h *house) {
		made, _ := account.NewToken()
		for _, token := range []string{"", "x", made, strings.Repeat("é", 22), made + "\x00"} {
			h.signedIn("a stranger", token, false)
		}
	})
}

func TestWhatIsOverIsDeleted(t *testing.T) {
	onEachEngine(t, func(h *house) {
		ctx := t.Context()
		ticket, _, _ := h.joined("ann@example.org")
		hash, _ := account.TokenHash(ticket.Token)
		h.succeed(h.Sweep(ctx))
		h.signedIn("before its time", ticket.Token, true)
		ann, err := h.Actor(ctx, ticket.Token, desk)
		h.succeed(err)
		h.forward(account.Longest)
		h.succeed(h.Sweep(ctx))
		h.signedIn("after its time", ticket.Token, false)
		kept, err := h.Keep(ctx, ticket.Token, []byte("words"))
		h.succeed(err)
		if words, ok := h.Kept(ann.User, kept); string(words) != "words" || !ok {
			t.Errorf("what she wrote is %q (%v)", words, ok)
		}
		if words, ok := h.Kept(account.User{ID: "bob"}, kept); ok {
			t.Errorf("another reads %q", words)
		}
		h.forward(account.Longest)
		h.succeed(h.Sweep(ctx))
		_, err = h.store.Session(ctx, hash)
		h.fails("its row", err, store.ErrNotFound)
		if kept, err := h.Keep(ctx, ticket.Token, []byte("words")); kept != "" || err != nil {
			t.Errorf("whose it was is still known: %q (%v)", kept, err)
		}
	})
}

func TestADatabaseFileHoldsNothingThatLetsSomebodyIn(t *testing.T) {
	folder := t.TempDir()
	file, master := filepath.Join(folder, "haven.db"), filepath.Join(folder, "master.key")
	wraps, err := seal.MakeMaster(master)
	if err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, file)
	keys, err := gate.OpenKeys(t.Context(), s, wraps)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: s, keys: keys, at: noon}
	h.Gate = gate.New(h.store, keys, h.now)
	h.line = h.organisation(account.Helpline, "The Line")
	link := h.invited("bob@example.org", account.Agent, h.line)
	ticket, secret, codes := h.joined("ann@example.org")
	_, err = h.SignIn(t.Context(), "secret.admirer@example.org", password, desk)
	h.fails("somebody unknown", err, gate.ErrRefused)
	var all strings.Builder
	files, _ := filepath.Glob(file + "*")
	for _, name := range files {
		content, err := os.ReadFile(name)
		h.succeed(err)
		all.Write(content)
	}
	if !strings.Contains(all.String(), "ann@example.org") {
		t.Fatal("the test does not see what must be there")
	}
	for what, private := range map[string]string{
		"a link": link, "a session": ticket.Token, "a secret": secret.Text(), "the bytes of a secret": string(secret[:]),
		"a recovery code": codes[0], "its characters": strings.ReplaceAll(codes[0], "-", ""), "a password": password,
		"an address": desk.String(), "the e-mail of a stranger": "secret.admirer",
	} {
		if strings.Contains(all.String(), private) {
			t.Errorf("it holds %s", what)
		}
	}
}
