// Package day is what a visitor of the demo's helpline finds: the cases of the
// last days, all made up, done through the desk's own methods. The same places
// and the same moment give the same day, but for ids.
package day

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// Clock is what the desk that works the day must go by.
type Clock struct{ at time.Time }

// Now is the moment that the day has come to.
func (c *Clock) Now() time.Time { return c.at }

// Helpline is who works there.
type Helpline struct{ Agent, Colleague, Supervisor referral.Actor }

// event is something that somebody does at a moment.
type event struct {
	at time.Time
	do func(context.Context) error
}

// Work does the cases of the days before now at a desk that goes by the clock.
func Work(ctx context.Context, d *desk.Desk, clock *Clock, who Helpline, places []facility.Listing, gazetteer *geo.Gazetteer, now time.Time) error {
	all, err := events(d, clock, who, places, gazetteer, now)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b event) int { return a.at.Compare(b.at) })
	for _, e := range all {
		clock.at = e.at
		if err := e.do(ctx); err != nil {
			return fmt.Errorf("the demo's day: %w", err)
		}
	}
	clock.at = now
	return nil
}

// events are what happens in all stories, and calls to places before them.
func events(d *desk.Desk, clock *Clock, who Helpline, places []facility.Listing, gazetteer *geo.Gazetteer, now time.Time) ([]event, error) {
	var all []event
	for i, s := range stories {
		t := &told{story: s, Desk: d, clock: clock, who: who, by: who.Agent}
		if i%4 == 3 {
			t.by = who.Colleague
		}
		var err error
		if t.area, t.picks, err = near(places, gazetteer, s); err != nil {
			return nil, err
		}
		at := now.Add(-s.ago)
		for j, step := range s.steps {
			all = append(all, event{at.Add(step.after), func(ctx context.Context) error {
				if err := step.do(ctx, t); err != nil {
					return fmt.Errorf("story %d, step %d: %w", i+1, j+1, err)
				}
				return nil
			}})
		}
		all = append(all, calls(t, now)...)
	}
	return all, nil
}

// callsBefore are what came of calls to a story's first place in the weeks
// before: enough that it shows how often somebody answers.
var callsBefore = []referral.CallOutcome{
	referral.Reached, referral.Voicemail, referral.Reached, referral.Reached, referral.HungUp, referral.Reached,
}

func calls(t *told, now time.Time) []event {
	if !t.called {
		return nil
	}
	var all []event
	for i, outcome := range callsBefore {
		all = append(all, event{now.Add(-time.Duration(i+1) * 50 * time.Hour), func(ctx context.Context) error {
			return t.Called(ctx, t.by, referral.Call{Listing: t.picks[0], Line: facility.MainLine, Outcome: outcome})
		}})
	}
	return all
}

// maxPicks is how many places a story has on its list.
const maxPicks = 3

// near are the places on a story's list: those closest to its town that have
// what is needed, and where there are too few, others.
func near(places []facility.Listing, gazetteer *geo.Gazetteer, s story) (area string, picks []string, err error) {
	town, err := gazetteer.Find(s.near)
	if err != nil {
		return "", nil, fmt.Errorf("the demo's day: %s: %w", s.near, err)
	}
	if len(places) < maxPicks {
		return "", nil, errors.New("the demo's day: there are no places")
	}
	type ranked struct {
		*facility.Listing
		far float64 // meters
	}
	sorted := make([]ranked, len(places))
	for i := range places {
		l := &places[i]
		sorted[i] = ranked{l, geo.Distance(town.Point, l.Location.Point)}
		for _, code := range s.needs {
			if !l.Yes.Has(code) {
				sorted[i].far += missing
			}
		}
	}
	slices.SortStableFunc(sorted, func(a, b ranked) int {
		// Ids are others in every demo, names and streets the same.
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.Name.Name, b.Name.Name), cmp.Compare(a.Address.Street, b.Address.Street))
	})
	for _, l := range sorted[:maxPicks] {
		picks = append(picks, l.ID)
	}
	return referral.AreaOf(town.Point), picks, nil
}

// Asked are the places that the stories near a town, such as "Atlanta, GA", send
// people to first.
func Asked(places []facility.Listing, gazetteer *geo.Gazetteer, town string) (ids []string, err error) {
	for _, s := range stories {
		if s.near != town {
			continue
		}
		_, picks, err := near(places, gazetteer, s)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, picks[0]) {
			ids = append(ids, picks[0])
		}
	}
	return ids, nil
}

// missing is what a place lacks, in meters: it comes after all that are in the
// same part of the country.
const missing = 500_000
