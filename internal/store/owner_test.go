package store_test

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/owner"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// owners adds organisations that speak for places.
func owners(t *testing.T, s *store.Store, ids ...string) {
	t.Helper()
	for _, id := range ids {
		o := account.Organisation{ID: id, Kind: account.Owner, Name: "Owner " + id}
		succeed(t, s.AddOrganisation(t.Context(), o, book.Note(audit.Command, "organisation.added", "organisation:"+id)))
	}
}

func give(t *testing.T, s *store.Store, listing, from, to string) error {
	t.Helper()
	return s.GiveListing(t.Context(), listing, from, to, noon, book.Note(ann, "owner.given", "listing:"+listing))
}

// speaking checks who speaks for a place.
func speaking(t *testing.T, s *store.Store, listing, want string) {
	t.Helper()
	if got, err := s.OwnerOf(t.Context(), listing); err != nil || got != want {
		t.Errorf("for %s speaks %q, %v, not %q", listing, got, err, want)
	}
}

func TestAPlaceHasOneOwner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		owners(t, s, "care", "hope")
		speaking(t, s, "peach", "")
		succeed(t, give(t, s, "peach", "", "care"))
		speaking(t, s, "peach", "care")
		if err := give(t, s, "peach", "", "hope"); !errors.Is(err, store.ErrOwner) {
			t.Errorf("a second owner: %v", err)
		}
		succeed(t, give(t, s, "peach", "care", "hope"))
		speaking(t, s, "peach", "hope")
		succeed(t, give(t, s, "peach", "hope", ""))
		speaking(t, s, "peach", "")
	})
}

// plumIsHopes publishes three places, of which one has an owner.
func plumIsHopes(t *testing.T, s *store.Store) {
	t.Helper()
	run := begin(t, s, directory(2022))
	stage(t, s, run, listed("peach", "Peach Street"), listed("plum", "Plum Street"), listed("pear", "Pear Street"))
	publish(t, s, run)
	owners(t, s, "care", "hope")
	succeed(t, give(t, s, "plum", "", "hope"))
}

// plumAndPear publishes that both are one place with another listing, or that
// each is its own ("").
func plumAndPear(t *testing.T, s *store.Store, listing string) {
	t.Helper()
	run := begin(t, s, directory(2023))
	var moved []store.RecordRow
	for i, id := range []string{"plum", "pear"} {
		to := cmp.Or(listing, id)
		moved = append(moved, store.RecordRow{Key: recordOf(id), ID: id, Listing: to, Seq: int64(i + 2)})
	}
	succeed(t, s.StageRecords(t.Context(), run.ID, moved))
	publish(t, s, run)
}

func TestAnOfferFollowsMerges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		plumIsHopes(t, s)
		offer := func(id, listing string) error {
			o := owner.Offer{ID: id, Listing: listing, From: "hope", Email: id + "@example.org", Made: noon}
			return s.AddOffer(t.Context(), o, book.Note(ann, "owner.offered", "listing:"+listing))
		}
		stands := func(want string) {
			t.Helper()
			for _, id := range []string{"peach", "plum", "pear"} {
				if o, err := s.OfferOf(t.Context(), id, "hope"); o.ID != want || (err == nil) != (want != "") {
					t.Errorf("of %s stands the offer %q (%v), not %q", id, o.ID, err, want)
				}
			}
		}
		succeed(t, offer("first", "plum"))
		plumAndPear(t, s, "peach")
		stands("first")
		succeed(t, offer("second", "peach")) // instead of the first
		if _, err := s.Offer(t.Context(), "first"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the offer before: %v", err)
		}
		stands("second")
		succeed(t, give(t, s, "pear", "hope", "care"))
		stands("")
		if err := offer("third", "peach"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an offer of what is another's: %v", err)
		}
	})
}

// TestAnOwnerFollowsMergesAndSplits merges two owned places and parts them.
func TestAnOwnerFollowsMergesAndSplits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		plumIsHopes(t, s)
		plumAndPear(t, s, "peach")
		for _, id := range []string{"peach", "plum", "pear"} {
			speaking(t, s, id, "hope")
		}
		succeed(t, give(t, s, "pear", "hope", "care")) // any of its ids means the place
		speaking(t, s, "plum", "care")
		for organisation, want := range map[string][]string{"care": {"peach"}, "hope": nil} {
			if got, err := s.ListingsOf(t.Context(), organisation); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s speaks for %v, %v", organisation, got, err)
			}
		}
		plumAndPear(t, s, "")
		speaking(t, s, "peach", "care")
		speaking(t, s, "plum", "")
	})
}
