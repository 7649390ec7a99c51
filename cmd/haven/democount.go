package main

import (
	"context"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
	"haven/internal/tally"
	"haven/web"
)

// demoDays are how many days before today the demo's freshness is counted for;
// on demoOff, days before today, its server was off.
const demoDays = 30

var demoOff = map[int]bool{17: true, 18: true}

// countDemo makes up how often the demo's places were seen, and counts how fresh
// their facts are today and were on the days before, as a server that ran then
// would have.
func countDemo(ctx context.Context, s *store.Store, staff *web.Staff, places []facility.Listing) error {
	now := time.Now()
	var seen []tally.Count
	for i, place := range places {
		for week := 1; week <= 4; week++ {
			seen = append(seen, tally.Count{
				Listing: place.ID, Week: tally.Monday(now).AddDate(0, 0, -7*week), What: tally.Shown, Times: int64(i * 7 % 60 / week),
			})
		}
	}
	if err := s.AddCounts(ctx, seen); err != nil {
		return err
	}
	var days []time.Time
	for ago := demoDays; ago > 0; ago-- {
		if !demoOff[ago] {
			days = append(days, now.AddDate(0, 0, -ago))
		}
	}
	if err := staff.Survey.CountBefore(ctx, days...); err != nil {
		return err
	}
	return staff.Survey.Count(ctx)
}
