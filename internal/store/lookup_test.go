package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestACodeIsNamedAsTheNewestEditionNamesIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, year := range []int{2023, 2022} { // the older one is loaded last
			run := begin(t, s, directory(year))
			old := facility.Code{Category: "OM", Code: "MU", Name: "Methadone"}
			if year == 2023 {
				old.Name, old.English, old.Spanish = "Methadone used in Treatment", "Methadone", "Metadona"
			}
			succeed(t, s.StageCodes(t.Context(), run.ID, []facility.Code{{Category: "PAY", Code: "MD"}, old}))
			publish(t, s, run)
		}
		staged := begin(t, s, directory(2024))
		succeed(t, s.StageCodes(t.Context(), staged.ID, []facility.Code{{Category: "OM", Code: "NEW"}}))
		got, err := s.Codes(t.Context())
		want := []facility.Code{
			{Category: "OM", Code: "MU", Name: "Methadone used in Treatment", English: "Methadone", Spanish: "Metadona"},
			{Category: "PAY", Code: "MD"},
		}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}

func TestAServiceCodeWithABlankIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, code := range []string{"", "M U", "MU\n"} {
			statement := spoken("facility/peach")
			statement.Claims.No = []string{code}
			if _, err := s.Say(t.Context(), statement, listed("peach", "Peach Street")); err == nil {
				t.Errorf("the code %q was stored", code)
			}
		}
	})
}

// pointsSeen are the points a run sees, by address.
func pointsSeen(t *testing.T, s *store.Store, runID string, replacing bool) map[string][]store.PointRow {
	t.Helper()
	seen := map[string][]store.PointRow{}
	succeed(t, s.Points(t.Context(), runID, replacing, func(p store.PointRow) error {
		seen[p.Key] = append(seen[p.Key], p)
		return nil
	}))
	return seen
}

func TestKnownPointsAreSeenLikeStatements(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		edition := store.Run{Source: "points", Series: "su-points", Published: newYear(2021), Complete: true}
		point := func(lat float64) store.PointRow {
			return store.PointRow{
				Key: "101 sample st 30303", StreetKey: "sample st 30303", Number: 101,
				Point: geo.Point{Lat: lat, Lon: -84.3888}, Series: "su-points", At: newYear(2021),
			}
		}
		first := begin(t, s, edition)
		succeed(t, s.StagePoints(t.Context(), first.ID, []store.PointRow{point(1), point(33.7525)})) // the later counts
		publish(t, s, first)
		second := begin(t, s, edition)
		succeed(t, s.StagePoints(t.Context(), second.ID, []store.PointRow{point(33.7526)}))

		for _, see := range []struct {
			who       string
			runID     string
			replacing bool
			want      []store.PointRow
		}{
			{"everybody", "", false, []store.PointRow{point(33.7525)}},
			{"the run that replaces the first", second.ID, true, []store.PointRow{point(33.7526)}},
		} {
			if diff := cmp.Diff(see.want, pointsSeen(t, s, see.runID, see.replacing)[point(0).Key]); diff != "" {
				t.Errorf("%s sees %s", see.who, diff)
			}
		}
		if both := pointsSeen(t, s, second.ID, false); len(both[point(0).Key]) != 2 {
			t.Errorf("a run that adds sees %v", both)
		}
	})
}

func TestPossibleDuplicatesAreThoseOfTheLastRun(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		first := begin(t, s, directory(2022))
		succeed(t, s.StageDuplicates(t.Context(), first.ID, []store.DuplicateRow{{A: "a", B: "b", Score: 0.5, Reasons: "old"}}))
		publish(t, s, first)
		second := begin(t, s, directory(2023))
		pairs := []store.DuplicateRow{{A: "c", B: "d", Score: 0.9, Reasons: "same telephone"}, {A: "a", B: "c", Score: 0.7, Reasons: "same name"}}
		succeed(t, s.StageDuplicates(t.Context(), second.ID, []store.DuplicateRow{pairs[1], pairs[0]}))
		if seen, err := s.Duplicates(t.Context(), 10); err != nil || len(seen) != 1 || seen[0].Reasons != "old" {
			t.Errorf("before the second run is published: %v, %v", seen, err)
		}
		publish(t, s, second)
		seen, err := s.Duplicates(t.Context(), 10)
		if diff := cmp.Diff(pairs, seen); err != nil || diff != "" {
			t.Error(err, diff)
		}
		if best, err := s.Duplicates(t.Context(), 1); err != nil || len(best) != 1 || best[0].Score != 0.9 {
			t.Errorf("the likeliest is %v, %v", best, err)
		}
	})
}

func TestARecordIsStatedOnceInARun(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		twice := []store.StatementRow{stated(run, "samhsa-su/peach"), stated(run, "samhsa-su/peach")}
		if err := s.StageStatements(t.Context(), twice); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("stated twice: %v", err)
		}
	})
}

func TestAnIDBelongsToOneRecord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		succeed(t, s.StageRecords(t.Context(), run.ID, []store.RecordRow{{Key: "otp/1", ID: "peach", Listing: "peach", Seq: 2}}))
		if _, err := s.Publish(t.Context(), run.ID, "{}", noon); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("published an id twice: %v", err)
		}
	})
}

func TestIDsAreShortAndReadable(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	seen := map[string]bool{}
	for range 10_000 {
		id := s.NewID()
		if len(id) != 10 || strings.ContainsAny(id, "ilou") || seen[id] {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}
