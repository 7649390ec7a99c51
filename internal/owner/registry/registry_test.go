package registry_test

import (
	"errors"
	"net/netip"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/owner"
	"haven/internal/owner/registry"
	"haven/internal/sample"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// town is a registry over a few places, at a clock that tests put forward.
type town struct {
	*testing.T
	*registry.Registry
	store *store.Store
	gate  *gate.Gate
	keys  account.Keys
	at    *time.Time
}

const (
	peach = "peach" // has a website of its own
	plum  = "plum"  // shares one with pear
	pear  = "pear"
)

var stranger = netip.MustParseAddr("198.51.100.7")

func inTown(t *testing.T, test func(t *testing.T, at town)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, openTown(t, s)) })
}

func openTown(t *testing.T, s *store.Store) town {
	t.Helper()
	master, err := seal.MakeMaster(filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := gate.OpenKeys(t.Context(), s, master)
	if err != nil {
		t.Fatal(err)
	}
	at := new(sample.Now)
	now := func() time.Time { return *at }
	lets := gate.New(s, keys, now)
	for id, website := range map[string]string{peach: "https://www.peach.org", plum: "https://fruit.org/plum", pear: "https://fruit.org/pear"} {
		place := store.ListingRow{State: store.Listed, Digest: id, Listing: facility.Listing{
			ID: id, Name: facility.Name{Name: "At the " + id}, Website: website,
			Location: facility.Location{Point: geo.Point{Lat: 33.7, Lon: -84.3}, Precision: facility.Exact},
		}}
		said := store.StatementRow{Record: "facility/" + id, Source: "facility", At: *at, Rank: facility.RankFacility, Identity: "{}", Digest: id}
		if _, err := s.Say(t.Context(), said, place); err != nil {
			t.Fatal(err)
		}
	}
	return town{t, registry.New(s, lets, keys, now), s, lets, keys, at}
}

func (at town) website(listing string) string {
	at.Helper()
	c, err := at.store.Listing(at.Context(), listing)
	if err != nil {
		at.Fatal(err)
	}
	return c.Listing.Website
}

// ask claims a place.
func (at town) ask(listing, email string, way owner.Way) (registry.Asked, error) {
	at.Helper()
	return at.Ask(at.Context(), registry.Application{
		Claim:   owner.Claim{Listing: listing, Email: email, Name: "Fruit Care", Way: way, Words: "I am the director."},
		Website: at.website(listing), From: stranger,
	})
}

func (at town) asked(listing, email string, way owner.Way) registry.Asked {
	at.Helper()
	asked, err := at.ask(listing, email, way)
	if err != nil {
		at.Fatal(err)
	}
	return asked
}

// enter enters a code, and joins where that leads to.
func (at town) enter(a registry.Asked, code string) owner.Claim {
	at.Helper()
	c, join, err := at.Enter(at.Context(), a.Token, code, stranger)
	if err != nil {
		at.Fatal(err)
	}
	at.join(join)
	return c
}

func (at town) join(token string) {
	at.Helper()
	if token == "" {
		return
	}
	if _, err := at.gate.Join(at.Context(), token, "a few plain words", stranger); err != nil {
		at.Fatal(err)
	}
}

// who is who is signed in under an e-mail.
func (at town) who(email string) gate.Actor {
	at.Helper()
	a, err := at.store.AccountOf(at.Context(), email)
	if err != nil {
		at.Fatal(err)
	}
	return gate.Actor{User: a.User}
}

// staffed invites somebody by command and has them join.
func (at town) staffed(role account.Role, name string) gate.Actor {
	at.Helper()
	o := account.Organisation{ID: at.store.NewID(), Kind: role.Kind(), Name: name}
	if err := at.store.AddOrganisation(at.Context(), o, at.gate.Book().Note(audit.Command, "organisation.added", "organisation:"+o.ID)); err != nil {
		at.Fatal(err)
	}
	email := at.store.NewID() + "@staff.example"
	token, err := at.gate.InviteByCommand(at.Context(), gate.Newcomer{Email: email, Role: role, Organisation: o})
	if err != nil {
		at.Fatal(err)
	}
	at.join(token)
	return at.who(email)
}

func (at town) speaks(listing, organisation string) {
	at.Helper()
	if got, err := at.OwnerOf(at.Context(), listing); err != nil || got != organisation {
		at.Errorf("for %s speaks %q, %v, not %q", listing, got, err, organisation)
	}
}

// wrong is another code than this one.
func wrong(code string) string {
	if code == "00000000" {
		return "00000001"
	}
	return "00000000"
}

func (at town) fails(what string, err, want error) {
	at.Helper()
	if !errors.Is(err, want) {
		at.Errorf("%s: %v, not %v", what, err, want)
	}
}

func (at town) matters() []string {
	at.Helper()
	waiting, err := at.Claims().Open(at.Context(), 100)
	count, counting := at.Claims().Count(at.Context())
	if err != nil || counting != nil || count != len(waiting) {
		at.Fatalf("%d of %d matters: %v, %v", len(waiting), count, err, counting)
	}
	var all []string
	for _, m := range waiting {
		all = append(all, m.ID+" "+m.About)
		if found, err := at.Claims().Find(at.Context(), m.ID, "none"); err != nil || len(found) != 1 {
			at.Errorf("%s is found as %v, %v", m.ID, found, err)
		}
	}
	return all
}

func (at town) waits(want ...string) {
	at.Helper()
	if got := at.matters(); !slices.Equal(got, want) {
		at.Errorf("there waits %v, not %v", got, want)
	}
}
