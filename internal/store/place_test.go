package store_test

import (
	"slices"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// elmAndOak are two listings whose records say how many beds are open at noon;
// oak turns out to be elm.
func elmAndOak(t *testing.T, s *store.Store, before func(note audit.Note)) (note audit.Note) {
	t.Helper()
	note = audit.NewBook(audit.Key{1}, func() time.Time { return noon }).Note(audit.Command, "test", "place:oak")
	run := begin(t, s, directory(2021))
	stage(t, s, run, listed("elm", "Elm"), listed("oak", "Oak"))
	at := publish(t, s, run)
	count := spoken(recordOf("oak"))
	count.Claims = facility.Claims{Openings: facility.Openings{facility.DetoxBeds: {Open: 2}}}
	_, err := s.Say(t.Context(), count, basedOn(at, listed("oak", "Oak")))
	succeed(t, err)
	before(note)
	merge(t, s, directory(2022), "oak", "elm")
	return note
}

func TestPromisesOfAMergedPlaceAreThoseOfThePlaceItIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, detox, both := t.Context(), []facility.OpeningKind{facility.DetoxBeds}, []facility.OpeningKind{facility.DetoxBeds, facility.ResidentialBeds}
		day := noon.AddDate(0, 0, -1)
		note := elmAndOak(t, s, func(note audit.Note) {
			succeed(t, s.SetPromises(ctx, "oak", both, "ann", noon, note))
			succeed(t, s.SetPromises(ctx, "elm", detox, "kim", noon.AddDate(0, 0, 1), note))
			first, err := s.Remind(ctx, "oak", checkin.FirstReminder, day, noon, note)
			if succeed(t, err); !first {
				t.Error("nobody reminded it before")
			}
		})
		for _, asked := range [][]string{nil, {"elm"}} {
			all, err := s.Promises(ctx, asked...)
			if succeed(t, err); len(all) != 1 || len(all["elm"]) != 2 {
				t.Fatalf("asked for %v there are %+v", asked, all)
			}
			for _, p := range all["elm"] {
				if !p.Since.Equal(noon) || p.MadeBy != "ann" {
					t.Errorf("the older promise holds, not %+v", p)
				}
			}
		}
		if counted, err := s.OpeningsCounted(ctx, "elm"); err != nil || len(counted[facility.DetoxBeds]) != 1 {
			t.Errorf("counted are %v (%v)", counted, err)
		}
		if first, err := s.Remind(ctx, "elm", checkin.FirstReminder, day, noon, note); err != nil || first {
			t.Errorf("it is reminded of the same day again: %v (%v)", first, err)
		}
		succeed(t, s.SetOverdue(ctx, "elm", map[facility.OpeningKind]time.Time{facility.DetoxBeds: noon, facility.ResidentialBeds: day}))
		late, err := s.Overdue(ctx, 5, "elm")
		if n, counts := s.CountOverdue(ctx); err != nil || counts != nil || n != 1 || !slices.Equal(late, []store.OverduePlace{{Listing: "elm", Since: day.UTC(), Kinds: 2}}) {
			t.Errorf("%d overdue are %+v (%v, %v)", n, late, err, counts)
		}
		succeed(t, s.SetPromises(ctx, "elm", detox, "kim", noon.AddDate(0, 0, 2), note))
		if all, err := s.Promises(ctx); err != nil || len(all["elm"]) != 1 || !all["elm"][0].Since.Equal(noon) {
			t.Errorf("promised again there are %+v (%v)", all, err)
		}
		succeed(t, s.SetPromises(ctx, "elm", nil, "kim", noon, note))
		if all, err := s.Promises(ctx); err != nil || len(all) != 0 {
			t.Errorf("taken back, there are left %+v (%v)", all, err)
		}
	})
}

func TestAMergedPlaceWasAskedAsOftenAsItsListings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		link := checkin.Link{ID: "l1", Listing: "oak", Way: checkin.Letter, Made: noon, Expires: noon.Add(time.Hour), MadeBy: "stu"}
		note := elmAndOak(t, s, func(note audit.Note) { succeed(t, s.AddCheckin(ctx, link, "hash1", note)) })
		asked, err := s.AskedSince(ctx, []string{"elm"}, noon.AddDate(0, 0, -1))
		if succeed(t, err); len(asked) != 1 || len(asked["elm"]) != 1 {
			t.Errorf("asked were %v", asked)
		}
		link.ID, link.Listing = "l2", "elm"
		if added, err := s.AddCheckinUnlessAsked(ctx, link, "hash2", noon.Add(-time.Hour), note); err != nil || added {
			t.Errorf("it is asked again: %v (%v)", added, err)
		}
	})
}
