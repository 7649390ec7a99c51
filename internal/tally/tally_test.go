package tally_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"haven/internal/tally"
)

var monday = time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)

// shelf keeps totals in memory, unless it fails.
type shelf struct {
	fails  error
	totals map[tally.Count]int64
}

func (s *shelf) AddCounts(_ context.Context, counts []tally.Count) error {
	for _, c := range counts {
		if s.fails == nil {
			times := c.Times
			c.Times = 0
			s.totals[c] += times
		}
	}
	return s.fails
}

func TestAWeekIsCountedAndNothingFiner(t *testing.T) {
	kept, at := &shelf{totals: map[tally.Count]int64{}}, monday
	counted := tally.New(kept, func() time.Time { return at })
	for day := range 8 { // the last is in the next week
		at = monday.AddDate(0, 0, day).Add(time.Duration(day) * 3 * time.Hour)
		counted.Add(tally.Shown, "peach", "plum")
		counted.Add(tally.HandedOver, "peach")
		kept.fails = nil
		if day%2 == 0 {
			kept.fails = errors.New("the disk is full")
		}
		if err := counted.Flush(t.Context()); !errors.Is(err, kept.fails) {
			t.Fatal(err)
		}
	}
	for c, want := range map[tally.Count]int64{
		{Listing: "peach", Week: monday, What: tally.Shown}:                   7,
		{Listing: "plum", Week: monday, What: tally.Shown}:                    7,
		{Listing: "peach", Week: monday, What: tally.HandedOver}:              7,
		{Listing: "peach", Week: monday.AddDate(0, 0, 7), What: tally.Shown}:  1,
		{Listing: "nobody", Week: monday.AddDate(0, 0, 7), What: tally.Shown}: 0,
	} {
		if kept.totals[c] != want {
			t.Errorf("%+v: %d, not %d", c, kept.totals[c], want)
		}
	}
	if err := counted.Flush(t.Context()); err != nil {
		t.Error(err)
	}
	var none *tally.Tally
	none.Add(tally.Shown, "peach")
}

func TestSmallCountsAreToldToNobodyAndOthersRounded(t *testing.T) {
	for times, want := range map[int64]int{0: 0, 1: 0, 9: 0, 10: 10, 19: 10, 20: 20, 12_345: 12_340} {
		if told, known := tally.Told(times); told != want || known != (want > 0) {
			t.Errorf("%d is told as %d, %v", times, told, known)
		}
	}
}
