package merge_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"haven/importers"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/merge"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var noon = time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC)

// source is an edition of one day.
type source struct {
	series string
	rank   facility.Rank
	names  []string
	phones []string
}

func (s source) Source() string { return s.series }

func (s source) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	for i, name := range s.names {
		err := sink.Record(importers.Record{Line: i + 2, Rank: s.rank, Claims: facility.Claims{
			Name:    facility.Says(facility.Name{Name: name}),
			Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
			Phone:   facility.Says(facility.Phone{E164: s.phones[i]}),
		}})
		if err != nil {
			return importers.Edition{}, err
		}
	}
	return importers.Edition{Series: s.series, Modified: noon.AddDate(-1, 0, 0), Complete: true}, nil
}

// inDoubt is a desk over a directory with one pair in doubt, and one place of
// two records.
func inDoubt(t *testing.T, s *store.Store) (*merge.Desk, *listing.Directory) {
	t.Helper()
	for _, src := range []source{
		{"directory", facility.RankDirectory, []string{"Alder Clinic", "Juniper Recovery House"}, []string{"+14045550101", "+14045550102"}},
		{"register", facility.RankRegister, []string{"Alder and Birch Family House", "Juniper Recovery House LLC"}, []string{"+14045550109", "+14045550102"}},
	} {
		if _, err := ingest.Run(t.Context(), src, "", ingest.Options{Store: s, Places: geo.Default(), Now: func() time.Time { return noon }}); err != nil {
			t.Fatal(err)
		}
	}
	d := listing.NewDirectory(s, geo.Default())
	return merge.New(s, d, audit.NewBook(audit.Key{}, func() time.Time { return noon }), func() time.Time { return noon }), d
}

// shown are the names of what is listed.
func shown(t *testing.T, d *listing.Directory) string {
	t.Helper()
	var names []string
	if err := d.EachListing(t.Context(), true, func(l facility.Listing) error { names = append(names, l.Name.Name); return nil }); err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, ", ")
}

// takeIn does what the job does when it is told.
func takeIn(t *testing.T, d *merge.Desk) {
	t.Helper()
	select {
	case <-d.Due():
	default:
		t.Error("nobody is told that something was decided")
	}
	if err := d.TakeIn(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func onlyMatter(t *testing.T, d *merge.Desk) steward.Matter {
	t.Helper()
	open, err := d.Open(t.Context(), 10)
	if n, _ := d.Count(t.Context()); err != nil || len(open) != 1 || n != 1 {
		t.Fatalf("waiting are %+v, %v", open, err)
	}
	return open[0]
}

func TestAStewardDecidesOnAPairAndTakesItBack(t *testing.T) {
	for same, want := range map[bool]int{true: 2, false: 3} {
		storetest.Each(t, func(t *testing.T, s *store.Store) {
			d, directory := inDoubt(t, s)
			before, m := shown(t, directory), onlyMatter(t, d)
			pair, err := d.Pair(t.Context(), m.ID)
			if err != nil || !strings.Contains(pair.Reasons, "same address") || len(pair.Sides[0].Records) != 1 || pair.Sides[0].Records[0].Name.Name == "" {
				t.Fatalf("the pair is %+v, %v", pair, err)
			}
			if err := d.Decide(t.Context(), audit.Who{}, m.ID, same, " They said so on the phone. "); err != nil {
				t.Fatal(err)
			}
			if found, err := d.Find(t.Context(), m.ID); err != nil || len(found) != 0 {
				t.Errorf("it waits still: %+v, %v", found, err)
			}
			if err := d.Decide(t.Context(), audit.Who{}, m.ID, same, ""); !errors.Is(err, steward.ErrNotFound) {
				t.Errorf("to decide once more gives %v", err)
			}
			if _, wait, err := d.Acts(t.Context()); err != nil || !wait {
				t.Errorf("the directory follows already: %v, %v", wait, err)
			}
			takeIn(t, d)
			if got := strings.Count(shown(t, directory), ", ") + 1; got != want {
				t.Errorf("listed are %s", shown(t, directory))
			}
			acts, wait, err := d.Acts(t.Context())
			if err != nil || wait || len(acts) != 1 || acts[0].Same != same || acts[0].Why != "They said so on the phone." || len(acts[0].Places) != want-1 {
				t.Fatalf("decided is %+v, %v, %v", acts, wait, err)
			}
			if err := d.Undo(t.Context(), audit.Who{}, acts[0].ID); err != nil {
				t.Fatal(err)
			}
			takeIn(t, d)
			if after := shown(t, directory); len(after) != len(before) || onlyMatter(t, d).ID != m.ID {
				t.Errorf("it was %s and is %s", before, after)
			}
			if err := d.Undo(t.Context(), audit.Who{}, acts[0].ID); !errors.Is(err, steward.ErrNotFound) {
				t.Errorf("to take it back twice gives %v", err)
			}
		})
	}
}

func TestAStewardSplitsAPlaceByItsRecords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, directory := inDoubt(t, s)
		var place string
		err := directory.EachListing(t.Context(), true, func(l facility.Listing) error {
			if strings.HasPrefix(l.Name.Name, "Juniper") {
				place = l.ID
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		records, err := d.Records(t.Context(), place)
		if err != nil || len(records) != 2 || records[1].Source != "register" || !records[1].At.Equal(noon.AddDate(-1, 0, 0).Truncate(24*time.Hour)) && records[1].At.IsZero() {
			t.Fatalf("records %+v, %v", records, err)
		}
		for why, ids := range map[string][]string{"none": nil, "all": {records[0].ID, records[1].ID}, "another's": {"nobody"}} {
			if err := d.Split(t.Context(), audit.Who{}, place, ids, ""); !errors.Is(err, merge.ErrChoice) {
				t.Errorf("%s chosen gives %v", why, err)
			}
		}
		if err := d.Split(t.Context(), audit.Who{}, place, []string{records[1].ID}, strings.Repeat("no ", 1000)); !errors.Is(err, facility.ErrTooWordy) {
			t.Errorf("too many words give %v", err)
		}
		if err := d.Split(t.Context(), audit.Who{}, place, []string{records[1].ID}, ""); err != nil {
			t.Fatal(err)
		}
		takeIn(t, d)
		if l, _, err := directory.Profile(t.Context(), records[1].ID); err != nil || l.Name.Name != "Juniper Recovery House LLC" {
			t.Errorf("what was split off is %+v, %v", l, err)
		}
	})
}

func TestAPairThatWasNeverInDoubtIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d, _ := inDoubt(t, s)
		for _, id := range []string{"", "-", "none1", "none1-none2", "a-b-c"} {
			if _, err := d.Pair(t.Context(), id); !errors.Is(err, steward.ErrNotFound) {
				t.Errorf("%q gives %v", id, err)
			}
		}
	})
}
