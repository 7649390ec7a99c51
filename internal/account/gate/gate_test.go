package gate_test

import (
	"context"
	"errors"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

const password = "a few plain words"

var (
	noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	desk = netip.MustParseAddr("198.51.100.7")
	far  = netip.MustParseAddr("203.0.113.9")
)

// house is a Haven with a helpline, at a clock that tests put forward.
type house struct {
	*gate.Gate
	t     *testing.T
	store *store.Store
	keys  account.Keys
	line  account.Organisation
	mu    sync.Mutex
	at    time.Time
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *house) forward(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}

// onEachEngine runs a test in a fresh house.
func onEachEngine(t *testing.T, test func(h *house)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		master := filepath.Join(t.TempDir(), "master.key")
		wraps, err := seal.MakeMaster(master)
		if err != nil {
			t.Fatal(err)
		}
		keys, err := gate.OpenKeys(t.Context(), s, wraps)
		if err != nil {
			t.Fatal(err)
		}
		h := &house{t: t, store: s, keys: keys, at: noon}
		h.Gate = gate.New(s, keys, h.now)
		h.line = h.organisation(account.Helpline, "The Line")
		test(h)
		h.trailIsWhole()
	})
}

func (h *house) organisation(kind account.Kind, name string) account.Organisation {
	h.t.Helper()
	o := account.Organisation{ID: h.store.NewID(), Kind: kind, Name: name}
	if err := h.store.AddOrganisation(h.t.Context(), o, h.Book().Note(audit.Command, "organisation.added", "organisation:"+o.ID)); err != nil {
		h.t.Fatal(err)
	}
	return o
}

// trailIsWhole wants the trail to be so, and counts what it tells of.
func (h *house) trailIsWhole() (actions map[audit.Action]int) {
	h.t.Helper()
	actions = map[audit.Action]int{}
	check := audit.NewCheck(h.keys.Audit)
	head, err := h.store.Trail(context.WithoutCancel(h.t.Context()), func(e audit.Entry) error {
		actions[e.Action]++
		return check.Next(e)
	})
	if err := errors.Join(err, check.End(head)); err != nil {
		h.t.Error(err)
	}
	return actions
}

// invited is the token of a link for somebody.
func (h *house) invited(email string, role account.Role, to account.Organisation) string {
	h.t.Helper()
	token, err := h.InviteByCommand(h.t.Context(), gate.Newcomer{Email: email, Role: role, Organisation: to})
	if err != nil {
		h.t.Fatal(err)
	}
	return token
}

// joined is a signed-in agent, with secret and recovery codes.
func (h *house) joined(email string) (gate.Ticket, account.Secret, []string) {
	h.t.Helper()
	ctx := h.t.Context()
	ticket, err := h.Join(ctx, h.invited(email, account.Agent, h.line), password, desk)
	h.succeed(err)
	secret, err := h.OfferSecret(ctx, ticket.Token)
	h.succeed(err)
	ticket, codes, err := h.Enrol(ctx, ticket.Token, secret.Code(h.now()), desk)
	h.succeed(err)
	h.forward(time.Minute) // that code is used
	return ticket, secret, codes
}

// halfway is a session that needs a code.
func (h *house) halfway(email string) gate.Ticket {
	h.t.Helper()
	ticket, err := h.SignIn(h.t.Context(), email, password, desk)
	h.succeed(err)
	if ticket.Stage != account.NeedsCode {
		h.t.Fatalf("a password alone leads to stage %q", ticket.Stage)
	}
	return ticket
}

func (h *house) succeed(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// fails wants an error of one kind.
func (h *house) fails(what string, err, want error) {
	h.t.Helper()
	if !errors.Is(err, want) {
		h.t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// signedIn wants a token to be that of a signed-in user, or not.
func (h *house) signedIn(what, token string, want bool) {
	h.t.Helper()
	if _, err := h.Actor(h.t.Context(), token, desk); (err == nil) != want || err != nil && !errors.Is(err, gate.ErrSignedOut) {
		h.t.Errorf("%s: %v, want signed in %v", what, err, want)
	}
}

// race does the same many times at once and returns how often it went well;
// every other time has to be refused as want.
func (h *house) race(times int, do func() error, want error) (won int) {
	h.t.Helper()
	results := make([]error, times)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = do() })
	}
	wg.Wait()
	for _, err := range results {
		if err == nil {
			won++
		} else if !errors.Is(err, want) {
			h.t.Errorf("somebody got %v, want %v", err, want)
		}
	}
	return won
}
