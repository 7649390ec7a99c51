package listing_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// edition is a directory as an importer reads it: a complete list of a year.
type edition struct {
	year   int
	claims []facility.Claims
}

func (edition) Source() string { return "samhsa-directory" }

func (e edition) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	for i, claims := range e.claims {
		if err := sink.Record(importers.Record{Line: i + 2, Rank: facility.RankDirectory, Claims: claims}); err != nil {
			return importers.Edition{}, err
		}
	}
	published := time.Date(e.year, time.June, 1, 0, 0, 0, 0, time.UTC)
	return importers.Edition{Series: "samhsa-su", Modified: published, Complete: true}, nil
}

// clinic is a row of the directory, in Atlanta.
func clinic(name, street, phone string) facility.Claims {
	return facility.Claims{
		Name:    facility.Says(facility.Name{Name: name}),
		Address: facility.Says(facility.Address{Street: street, City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: "+1404555" + phone}),
	}
}

// load imports editions and returns the directory and the ids by name.
func load(t *testing.T, s *store.Store, editions ...edition) (*listing.Directory, map[string]string) {
	t.Helper()
	for _, e := range editions {
		_, err := ingest.Run(t.Context(), e, "", ingest.Options{Store: s, Places: geo.Default(), Now: time.Now, AcceptDrop: true})
		if err != nil {
			t.Fatal(err)
		}
	}
	d := listing.NewDirectory(s, geo.Default())
	ids := map[string]string{}
	err := d.Each(t.Context(), true, func(l facility.Listing, _ facility.Profile) error {
		ids[l.Name.Name] = l.ID
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, ids
}

// itself is what a place says of itself on a day of 2024.
func itself(day int, claims facility.Claims) facility.Statement {
	return facility.Statement{
		Source: "facility", Series: "facility", Rank: facility.RankFacility,
		At: time.Date(2024, time.January, day, 0, 0, 0, 0, time.UTC), Claims: claims,
	}
}

func profile(t *testing.T, d *listing.Directory, id string) (facility.Listing, facility.Profile) {
	t.Helper()
	l, p, err := d.Profile(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return l, p
}

func TestWhatAPlaceSaysIsShownAtOnceWithWhatItReplaced(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}})
		id := ids["Alder Clinic"]
		revision, err := d.Say(t.Context(), id, itself(2, facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"})}))
		if err != nil {
			t.Fatal(err)
		}
		l, p := profile(t, d, id)
		if l.Revision != revision || l.Phones[0].E164 != "+14045550199" || l.Source != "facility" {
			t.Errorf("listing %+v, want the new number at revision %d", l, revision)
		}
		if p.Phone.By.Source != "facility" || len(p.Phone.Others) != 1 || p.Phone.Others[0].Value.E164 != "+14045550101" {
			t.Errorf("phone %+v, want the directory's beside it", p.Phone)
		}
	})
}

func TestWhatIsSaidWithinASecondFoldsAsItIsStored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}})
		at := time.Date(2024, time.January, 2, 9, 30, 0, 123456789, time.FixedZone("there", -5*60*60))
		said := facility.Statement{Source: "steward", Series: "steward", Rank: facility.RankSteward, At: at,
			Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"})}}
		if _, err := d.Say(t.Context(), ids["Alder Clinic"], said); err != nil {
			t.Fatal(err)
		}
		said.Claims = clinic("Birch House", "2 Elm Street", "0102")
		if err := d.Found(t.Context(), s.NewID(), said); err != nil {
			t.Fatal(err)
		}
		locator, err := ingest.LoadLocator(t.Context(), s, geo.Default())
		if err != nil {
			t.Fatal(err)
		}
		for id, stored := range digests(t, s) {
			l, p, err := d.Known(t.Context(), id)
			if again := locator.Row(id, p); err != nil || again.Digest != stored {
				t.Errorf("%s is stored as %s and folds to %s (%v)", l.Name, stored, again.Digest, err)
			}
		}
	})
}

// digests tell what is stored of listings, by id.
func digests(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.Digests(t.Context(), func(d store.Digest) error { all[d.ID] = d.Digest; return nil })
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all
}

func TestAReportIsKeptAndChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}})
		id := ids["Alder Clinic"]
		before, _ := profile(t, d, id)
		said := facility.Report{Listing: id, Reason: facility.WrongNumber, At: time.Date(2024, time.May, 1, 0, 0, 0, 0, time.UTC)}
		if err := d.Report(t.Context(), said); err != nil {
			t.Fatal(err)
		}
		if kept, err := s.Reports(t.Context(), 2); err != nil || len(kept) != 1 || kept[0] != said {
			t.Errorf("kept are %+v (%v), want %+v", kept, err, said)
		}
		if after, _ := profile(t, d, id); !reflect.DeepEqual(before, after) {
			t.Errorf("the listing was %+v and is %+v", before, after)
		}
		said.Listing = "nowhere"
		if err := d.Report(t.Context(), said); !errors.Is(err, facility.ErrNotFound) {
			t.Errorf("a report of no listing: %v", err)
		}
	})
}

func TestAWithheldAddressIsNowhereFromThenOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder House", "1 Oak Street", "0101")}})
		id := ids["Alder House"]
		if _, err := d.Say(t.Context(), id, itself(2, facility.Claims{Withheld: facility.Says(true)})); err != nil {
			t.Fatal(err)
		}
		// A later directory that prints the street does not bring it back.
		load(t, s, edition{2025, []facility.Claims{clinic("Alder House", "1 Oak Street", "0101")}})
		city, _ := geo.Default().City("Atlanta", "GA")
		l, p := profile(t, d, id)
		want := facility.Address{City: "Atlanta", State: "GA"}
		if !l.Withheld || l.Address != want || p.Address.Value != want || p.Address.Others != nil {
			t.Errorf("the listing shows %+v, the profile %+v", l.Address, p.Address)
		}
		if l.Location != (facility.Location{Point: city.Point, Precision: facility.ByCity}) {
			t.Errorf("it is shown at %+v", l.Location)
		}
		err := d.Each(t.Context(), true, func(each facility.Listing, p facility.Profile) error {
			if !reflect.DeepEqual(each, l) || p.Address.Value != want {
				t.Errorf("an export shows %+v and %+v", each, p.Address)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestAnIDThatWasMergedAwayLeadsToTheOneThatStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		// Nothing connects the first two until a name and number of both years do.
		d, ids := load(t, s,
			edition{2021, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}},
			edition{2022, []facility.Claims{clinic("Birch Recovery", "1 Oak Street", "0102")}})
		first, second := ids["Alder Clinic"], ids["Birch Recovery"]
		if first == "" || second == "" || first == second {
			t.Fatalf("want two listings, got %v", ids)
		}
		both := clinic("Alder Clinic, DBA Birch Recovery", "1 Oak Street", "0101")
		both.Intake = facility.Says([]facility.Phone{{E164: "+14045550102"}})
		load(t, s, edition{2023, []facility.Claims{both}})
		l, _ := profile(t, d, first)
		var moved *facility.MovedError
		if _, _, err := d.Profile(t.Context(), second); !errors.As(err, &moved) || moved.To != l.ID {
			t.Errorf("the merged id gives %v, want it to lead to %s", err, l.ID)
		}
		if _, err := d.Say(t.Context(), second, itself(2, facility.Claims{})); !errors.As(err, &moved) || moved.To != l.ID {
			t.Errorf("speaking about the merged id gives %v, want it to lead to %s", err, l.ID)
		}
	})
}

func TestAnIDThatNeverWasIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, _ := load(t, s)
		if _, _, err := d.Profile(t.Context(), "nobody"); !errors.Is(err, facility.ErrNotFound) {
			t.Errorf("its profile gives %v", err)
		}
		if _, err := d.Say(t.Context(), "nobody", itself(2, facility.Claims{})); !errors.Is(err, facility.ErrNotFound) {
			t.Errorf("speaking about it gives %v", err)
		}
	})
}

func TestEachHandsOverEveryListingOnceAndGoneOnesWhenAskedTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		stays, goes := clinic("Alder Clinic", "1 Oak Street", "0101"), clinic("Birch House", "2 Elm Street", "0102")
		d, _ := load(t, s, edition{2022, []facility.Claims{stays, goes}}, edition{2023, []facility.Claims{stays}})
		for _, includeGone := range []bool{false, true} {
			seen := map[string]int{}
			err := d.Each(t.Context(), includeGone, func(l facility.Listing, p facility.Profile) error {
				seen[l.Name.Name]++
				if l.Gone != p.Gone || p.Name.Value != l.Name {
					t.Errorf("listing %+v has the profile %+v", l, p)
				}
				return nil
			})
			want := map[string]int{"Alder Clinic": 1}
			if includeGone {
				want["Birch House"] = 1
			}
			if err != nil || !reflect.DeepEqual(seen, want) {
				t.Errorf("gone ones %v: handed over %v, want %v (%v)", includeGone, seen, want, err)
			}
		}
	})
}

func TestEachEndsWithTheFirstError(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, _ := load(t, s, edition{2022, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101"), clinic("Birch House", "2 Elm Street", "0102")}})
		full, calls := errors.New("disk is full"), 0
		err := d.Each(t.Context(), true, func(facility.Listing, facility.Profile) error {
			calls++
			return full
		})
		if !errors.Is(err, full) || calls != 1 {
			t.Errorf("%v after %d calls", err, calls)
		}
	})
}

func TestOfTwoThingsSaidWithinASecondTheLaterStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}})
		id := ids["Alder Clinic"]
		for _, website := range []string{"https://a.example", "https://c.example", "https://b.example"} {
			if _, err := d.Say(t.Context(), id, itself(2, facility.Claims{Website: facility.Says(website)})); err != nil {
				t.Fatal(err)
			}
			if l, p := profile(t, d, id); l.Website != website || p.Website.Value != website {
				t.Errorf("said %s, but the listing shows %s and its profile %s", website, l.Website, p.Website.Value)
			}
		}
	})
}

func TestListingsAreHandedOverAsWithTheirProfiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		stays, goes := clinic("Alder Clinic", "1 Oak Street", "0101"), clinic("Birch House", "2 Elm Street", "0102")
		d, _ := load(t, s, edition{2022, []facility.Claims{stays, goes}}, edition{2023, []facility.Claims{stays}})
		for _, includeGone := range []bool{false, true} {
			var bare, withProfiles []facility.Listing
			err := errors.Join(
				d.EachListing(t.Context(), includeGone, func(l facility.Listing) error {
					bare = append(bare, l)
					return nil
				}),
				d.Each(t.Context(), includeGone, func(l facility.Listing, _ facility.Profile) error {
					withProfiles = append(withProfiles, l)
					return nil
				}))
			if err != nil || len(bare) == 0 || !reflect.DeepEqual(bare, withProfiles) {
				t.Errorf("gone ones %v: %+v without profiles, %+v with them (%v)", includeGone, bare, withProfiles, err)
			}
		}
	})
}
