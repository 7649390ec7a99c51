package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/sample"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// everything is a listing with every field set.
var everything = facility.Listing{
	ID: "all", Name: facility.Name{Name: "Bayou City Recuperación", Unit: "Downtown"}, AKA: []facility.Name{{Name: "Old", Unit: "Unit"}},
	Address:  facility.Address{Street: "7 Example Plaza", Unit: "Suite 2", City: "Houston", State: "TX", ZIP: "77002-1234", County: "Harris"},
	Withheld: true, Gone: true,
	Location: facility.Location{Point: geo.Point{Lat: 29.7589, Lon: -95.367712345678}, Precision: facility.ByStreet, FIPS: "48201"},
	Phones: []facility.Line{
		{Kind: facility.MainLine, Phone: facility.Phone{E164: "+17135550160", Ext: "12", Vanity: "713-GO-FREE"}},
		{Kind: facility.IntakeLine, Phone: facility.Phone{E164: "+17135550161"}},
	},
	Website: "https://bayou.example/?a=b&c='d'", Yes: facility.CodesOf("BU", "MU"), No: facility.CodesOf("DT"),
	AsOf: time.Date(2023, 11, 7, 1, 2, 3, 0, time.UTC), Source: "findtreatment",
	Origins: []facility.Origin{
		{Source: "findtreatment", At: newYear(2023)},
		{Source: "facility", At: noon, Fields: []facility.Field{facility.CodeField("MU"), facility.FieldPhone}},
	},
	Openings: []facility.Room{
		{Kind: facility.DetoxBeds, Opening: facility.Opening{Open: 2, Total: 9}, Source: "facility", At: noon},
		{Kind: facility.ResidentialWomen, Opening: facility.Opening{WaitlistDays: 12}, Source: "facility", At: noon},
	},
	Hours: facility.Hours{
		Zone: "America/Chicago", Spans: []facility.Span{{Day: time.Monday, From: 480, To: 1020}},
		Holidays: []facility.Holiday{{On: "thanksgiving"}},
	},
	WalkIn: facility.No, Closed: facility.Closure{Until: "2026-12-24"}, ClosedUntil: newYear(2027),
	Confirmed: facility.Origin{Source: "helpline", At: noon},
}

func TestAListingComesBackAsItWasStored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		want := append(sample.Listings(), everything, facility.Listing{ID: "nothing"})
		var rows []store.ListingRow
		for _, l := range want {
			rows = append(rows, store.ListingRow{Listing: l, State: store.Listed})
		}
		succeed(t, s.StageListings(t.Context(), run.ID, rows))
		publish(t, s, run)
		for _, l := range want {
			got, err := s.Listing(t.Context(), l.ID)
			succeed(t, err)
			l.Revision = got.Listing.Revision
			if diff := cmp.Diff(store.Change{Listing: l, State: store.Listed}, got); diff != "" {
				t.Errorf("%s: %s", l.ID, diff)
			}
		}
	})
}

func TestAListingThatWasMergedLeavesATombstoneAndLeadsToTheOneThatStands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		run := begin(t, s, directory(2021))
		stage(t, s, run, listed("elm", "Elm"), listed("oak", "Oak"), listed("ash", "Ash"))
		publish(t, s, run)

		merge(t, s, directory(2022), "ash", "oak")
		before, err := s.Revision(ctx)
		succeed(t, err)
		merge(t, s, directory(2023), "oak", "elm")

		after, err := s.ChangedSince(ctx, before, 10)
		succeed(t, err)
		if len(after) != 1 || after[0].Listing.ID != "oak" || after[0].State != store.Merged || after[0].Into != "elm" {
			t.Errorf("the merge changed %+v, want a tombstone of oak", after)
		}
		for _, id := range []string{"oak", "ash"} { // ash by way of oak
			if c, err := s.Listing(ctx, id); err != nil || c.State != store.Merged || c.Into != "elm" {
				t.Errorf("%s gives %+v, %v; want it to lead to elm", id, c, err)
			}
		}
		records, err := s.RecordsOf(ctx, "elm")
		want := []store.RecordRow{
			{Key: recordOf("elm"), ID: "elm", Listing: "elm", Seq: 1},
			{Key: recordOf("oak"), ID: "oak", Listing: "elm", Seq: 2},
			{Key: recordOf("ash"), ID: "ash", Listing: "elm", Seq: 3},
		}
		if diff := cmp.Diff(want, records); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}

// merge publishes a run that moves all records of one listing to another.
func merge(t *testing.T, s *store.Store, r store.Run, id, into string) {
	t.Helper()
	run := begin(t, s, r)
	c, err := s.Listing(t.Context(), id)
	succeed(t, err)
	records, err := s.RecordsOf(t.Context(), id)
	succeed(t, err)
	for i := range records {
		records[i].Listing = into
		records[i].ID, records[i].Seq = "ignored", 99 // both are for ever
	}
	succeed(t, s.StageRecords(t.Context(), run.ID, records))
	succeed(t, s.StageListings(t.Context(), run.ID, []store.ListingRow{{
		Listing: facility.Listing{ID: id}, State: store.Merged, Into: into, Digest: "merged", Based: c.Listing.Revision,
	}}))
	publish(t, s, run)
}

func TestARemovedListingIsATombstone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at, err := s.Say(t.Context(), spoken("facility/oak"), listed("oak", "Oak"))
		succeed(t, err)
		_, err = s.Say(t.Context(), spoken("facility/oak"), store.ListingRow{Listing: facility.Listing{ID: "oak"}, State: store.Removed, Based: at})
		succeed(t, err)
		if c, err := s.Listing(t.Context(), "oak"); err != nil || c.State != store.Removed || c.Listing.Name.Name != "" {
			t.Errorf("a removed listing gives %+v, %v", c, err)
		}
	})
}

func TestAnIDThatNeverWasIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if c, err := s.Listing(t.Context(), "nobody"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("found %+v, %v", c, err)
		}
	})
}

func TestDigestsTellWhatIsStored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		at := publish(t, s, run)
		var got []store.Digest
		succeed(t, s.Digests(t.Context(), func(d store.Digest) error {
			got = append(got, d)
			return nil
		}))
		if len(got) != 1 || got[0] != (store.Digest{ID: "peach", Digest: "Peach Street", Revision: at, State: store.Listed}) {
			t.Errorf("digests are %+v", got)
		}
	})
}

func TestDigestsAreThoseOfTheListingsAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"), listed("plum", "Plum Street"))
		publish(t, s, run)
		got, err := s.DigestsOf(t.Context(), []string{"plum", "nobody"})
		succeed(t, err)
		if len(got) != 1 || got["plum"].Digest != "Plum Street" || got["plum"].Revision == 0 {
			t.Errorf("digests are %+v", got)
		}
	})
}

func TestAListingOutsideTheWorldIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, p := range []geo.Point{{Lat: 91}, {Lon: -181}} {
			row := listed("mars", "Mars Base")
			row.Location.Point = p
			if _, err := s.Say(t.Context(), spoken("facility/mars"), row); err == nil {
				t.Errorf("a listing at %v was stored", p)
			}
		}
	})
}

func TestChangesComeInOrderAndInPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("a", "A"), listed("b", "B"), listed("c", "C"), listed("d", "D"), listed("e", "E"))
		publish(t, s, run)
		var seen []int64
		for {
			page, err := s.ChangedSince(t.Context(), int64(len(seen)), 2)
			succeed(t, err)
			if len(page) == 0 {
				break
			}
			for _, c := range page {
				seen = append(seen, c.Listing.Revision)
			}
		}
		if diff := cmp.Diff([]int64{1, 2, 3, 4, 5}, seen); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheRecordsOfManyListingsAreReadAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		var rows []store.ListingRow
		ids := []string{"nobody"}
		for i := range store.Batch + 2 {
			ids = append(ids, fmt.Sprintf("place%04d", i))
			rows = append(rows, listed(ids[i+1], ids[i+1]))
		}
		stage(t, s, run, rows...)
		publish(t, s, run)
		records, err := s.RecordsOf(t.Context(), ids...)
		succeed(t, err)
		var found []string
		for _, r := range records {
			found = append(found, r.Listing)
		}
		if !slices.Equal(found, ids[1:]) {
			t.Errorf("found the records of %d listings, want %d", len(found), len(ids)-1)
		}
		if none, err := s.RecordsOf(t.Context()); err != nil || len(none) > 0 {
			t.Errorf("of no listing: %v, %v", none, err)
		}
	})
}
