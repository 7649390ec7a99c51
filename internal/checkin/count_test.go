package checkin_test

import (
	"errors"
	"maps"
	"testing"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

func TestAShiftChangeTakesOnePress(t *testing.T) {
	before := facility.Openings{
		facility.DetoxBeds:       {Open: 3, Total: 4},
		facility.ResidentialBeds: {Open: 0, Total: 10, WaitlistDays: 5},
	}
	for press, want := range map[string]facility.Openings{
		"same":         before,
		"detox+":       {facility.DetoxBeds: {Open: 4, Total: 4}},
		"detox-":       {facility.DetoxBeds: {Open: 2, Total: 4}},
		"detox0":       {facility.DetoxBeds: {Open: 0, Total: 4}},
		"residential+": {facility.ResidentialBeds: {Open: 1, Total: 10}},
		"residential0": {facility.ResidentialBeds: {Open: 0, Total: 10, WaitlistDays: 5}},
		"otp+":         {facility.OpioidTreatmentIntakes: {Open: 1}},
	} {
		if got, err := checkin.Press(before, press); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %v (%v), want %v", press, got, err, want)
		}
	}
	for _, press := range []string{"", "+", "sofas+", "residential-", "detox", "detox++", "same0"} {
		if got, err := checkin.Press(before, press); !errors.Is(err, checkin.ErrIncomplete) {
			t.Errorf("%q: %v (%v)", press, got, err)
		}
	}
	if _, err := checkin.Press(facility.Openings{facility.DetoxBeds: {Open: 4, Total: 4}}, "detox+"); !errors.Is(err, checkin.ErrIncomplete) {
		t.Errorf("more open than there are: %v", err)
	}
	if _, err := checkin.Press(nil, "same"); !errors.Is(err, checkin.ErrIncomplete) {
		t.Errorf("the same as nothing: %v", err)
	}
}

// A count of the place an hour after a steward's stands, and the other way round.
func TestOfTwoCountsTheNewerStands(t *testing.T) {
	first := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for _, sources := range [][2]string{{checkin.Itself, checkin.BySteward}, {checkin.BySteward, checkin.Itself}} {
		var said []facility.Statement
		for i, source := range sources {
			c := checkin.Count{Source: source, At: first.Add(time.Duration(i) * time.Hour), Openings: facility.Openings{facility.DetoxBeds: {Open: 5 - i}}}
			said = append(said, c.Statement())
		}
		p := facility.Fold(said, nil)
		if got := p.OpenNow(facility.DetoxBeds, first.Add(2*time.Hour)); got != 4 {
			t.Errorf("first %s, then %s: %d open, want 4", sources[0], sources[1], got)
		}
	}
}
