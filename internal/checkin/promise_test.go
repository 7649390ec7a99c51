package checkin_test

import (
	"testing"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

var atlanta = zone("America/New_York")

func zone(name string) *time.Location {
	found, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return found
}

// at is a moment by the clock of Atlanta.
func at(text string) time.Time {
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, atlanta)
	if err != nil {
		panic(err)
	}
	return moment
}

// told are numbers that came at eight in the evening, when London has a new day.
func told(days ...string) (all []time.Time) {
	for _, day := range days {
		all = append(all, at(day+" 20:00"))
	}
	return all
}

func TestWhoPromisedDailyNumbersIsRemindedStepByStep(t *testing.T) {
	p := checkin.Promise{Kind: facility.DetoxBeds, Since: at("2026-03-01 21:00")}
	for _, tt := range []struct {
		why     string
		told    []time.Time
		now     string
		step    checkin.Step
		overdue bool
	}{
		{"on the day of the promise", nil, "2026-03-01 23:00", checkin.OnTime, false},
		{"on the next, which is not over", nil, "2026-03-02 23:59", checkin.OnTime, false},
		{"when a day is missed", nil, "2026-03-03 00:01", checkin.FirstReminder, false},
		{"when two are, running", nil, "2026-03-04 09:00", checkin.OverdueReminder, true},
		{"when seven are", nil, "2026-03-09 09:00", checkin.LastReminder, true},
		{"when the number of today is there", told("2026-03-09"), "2026-03-09 21:00", checkin.OnTime, true},
		{"when yesterday's was", told("2026-03-02", "2026-03-03"), "2026-03-04 09:00", checkin.OnTime, false},
		{"with four lone days missed", told("2026-03-03", "2026-03-05", "2026-03-07"), "2026-03-09 09:00", checkin.FirstReminder, false},
		{"with five", told("2026-03-03", "2026-03-05", "2026-03-07", "2026-03-09"), "2026-03-11 09:00", checkin.OverdueReminder, true},
		{"across the clocks' change", told("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"), "2026-03-09 09:00", checkin.OnTime, false},
	} {
		s := p.Kept(tt.told, atlanta, at(tt.now))
		if s.Step() != tt.step || s.Overdue() != tt.overdue {
			t.Errorf("%s: step %d, overdue %v, missed %v", tt.why, s.Step(), s.Overdue(), s.Missed)
		}
	}
}

func TestDaysLongerAgoThanAMonthAreForgiven(t *testing.T) {
	p := checkin.Promise{Since: at("2026-01-01 08:00")}
	var all []time.Time
	for day := at("2026-02-01 08:00"); day.Before(at("2026-03-05 00:00")); day = day.AddDate(0, 0, 1) {
		all = append(all, day)
	}
	if s := p.Kept(all, atlanta, at("2026-03-05 09:00")); len(s.Missed) > 0 {
		t.Errorf("missed %v", s.Missed)
	}
	if s := p.Kept(nil, atlanta, at("2026-03-05 09:00")); len(s.Missed) != 30 {
		t.Errorf("missed %d", len(s.Missed))
	}
}

func TestASilenceBeganOnOneDayHoweverLongItLasts(t *testing.T) {
	p := checkin.Promise{Since: at("2026-01-01 08:00")}
	for _, tt := range []struct {
		told []time.Time
		want time.Time
	}{
		{nil, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)},
		{told("2026-01-05", "2026-01-03"), time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)},
		{told("2025-12-20"), time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)},
	} {
		for now := at("2026-01-09 09:00"); now.Before(at("2026-06-01 00:00")); now = now.AddDate(0, 0, 1) {
			s := p.Kept(tt.told, atlanta, now)
			if !s.Since.Equal(tt.want) || s.Since.AddDate(0, 0, s.Running).Format(time.DateOnly) != now.Format(time.DateOnly) || s.OverdueSince().After(tt.want) {
				t.Fatalf("on %v: %d days since %v, overdue since %v, want %v", now, s.Running, s.Since, s.OverdueSince(), tt.want)
			}
			if (s.Step() == checkin.OnTime) != (s.Running >= 30) {
				t.Fatalf("on %v, after %d days: step %d", now, s.Running, s.Step())
			}
		}
	}
}

func TestTheWorstPromiseIsTheOneToTalkOf(t *testing.T) {
	p := checkin.Promise{Since: at("2026-03-01 08:00")}
	now := at("2026-03-05 09:00")
	all := map[facility.OpeningKind]checkin.Standing{
		facility.DetoxBeds:       p.Kept(told("2026-03-04"), atlanta, now),
		facility.ResidentialBeds: p.Kept(nil, atlanta, now),
	}
	if s, kind := checkin.Worst(all); kind != facility.ResidentialBeds || s.Running != 3 {
		t.Errorf("%s with %d running", kind, s.Running)
	}
}
