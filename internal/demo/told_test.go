package demo

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
)

func madeUp(n int) []facility.Listing {
	var places []facility.Listing
	for i := range n {
		places = append(places, facility.Listing{
			ID: string(rune('a'+i%26)) + string(rune('a'+i/26)), Yes: facility.CodesOf("DT", "OP", "RES", "MALE", "FEM"),
		})
	}
	return places
}

func TestADemoHasOpeningsFullPlacesAndOpeningsOfYesterday(t *testing.T) {
	now := time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	seen := map[string]int{}
	for _, s := range Told(madeUp(3000), 1, now) {
		c := s.Statement.Claims
		if c.Openings != nil {
			if err := c.Openings.Validate(); err != nil {
				t.Error(err)
			}
		}
		if age := now.Sub(s.Statement.At); age <= 0 {
			t.Errorf("%s said something %v from now", s.Listing, -age)
		} else if c.Openings != nil && age > facility.TermOpenings {
			seen["of yesterday"]++
		}
		for _, o := range c.Openings {
			if o.Open > 0 {
				seen["open"]++
			} else {
				seen["full"]++
			}
		}
		if c.WalkIn != nil {
			seen["walk-in"]++
		}
		if len(c.Confirms) > 0 {
			seen["confirmed"]++
		}
		if c.Closed != nil {
			seen["closed"]++
		}
	}
	for _, kind := range []string{"open", "full", "of yesterday", "walk-in", "confirmed", "closed"} {
		if seen[kind] == 0 {
			t.Errorf("none is %s: %v", kind, seen)
		}
	}
	if again := Told(madeUp(3000), 1, now); !cmp.Equal(again, Told(madeUp(3000), 1, now)) {
		t.Error("the same seed says other things")
	}
}
