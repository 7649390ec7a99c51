package reception_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
)

func TestAProgramThatCountsOftenLeavesOneWordAnHour(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		began := d.at
		count := func(source string, open int) {
			_, err := d.Count(t.Context(), audit.Command, checkin.Count{Listing: d.clinic, Source: source, Openings: facility.Openings{
				facility.DetoxBeds: {Open: open, Total: 10},
			}})
			d.must(err)
		}
		count(checkin.BySteward, 4)
		for n := range 12 { // three hours, four times an hour
			d.at = began.Add(time.Duration(n) * 15 * time.Minute)
			count(checkin.Itself, n%7)
		}
		left := func() (n int) {
			counts, err := d.store.CountedBefore(t.Context(), d.at.Add(time.Hour))
			d.must(err)
			return len(counts)
		}
		thinOut := func(after time.Duration, want int) {
			t.Helper()
			d.at = began.Add(after)
			before := d.profile()
			d.must(d.ThinOut(t.Context()))
			if got := left(); got != want {
				t.Errorf("after %v %d counts are left, want %d", after, got, want)
			}
			if diff := cmp.Diff(before.Openings, d.profile().Openings, cmp.AllowUnexported(facility.OpeningFact{})); diff != "" {
				t.Errorf("after %v the openings are others: %s", after, diff)
			}
		}
		thinOut(3*time.Hour, 1+1+8) // the steward's, the last of the first hour, and what is younger than two
		thinOut(6*time.Hour, 1+3)
		thinOut(40*24*time.Hour, 1+1)
	})
}
