package facility

import (
	"testing"
	"time"
)

func TestOpenByItsOwnClock(t *testing.T) {
	weekdays := Hours{Zone: "America/Chicago"}
	for day := time.Monday; day <= time.Friday; day++ {
		weekdays.Spans = append(weekdays.Spans, Span{Day: day, From: 9 * 60, To: 17 * 60})
	}
	night := Hours{Zone: "America/New_York", Spans: []Span{{Day: time.Saturday, From: 22 * 60, To: 26 * 60}}}
	for _, tt := range []struct {
		why   string
		hours Hours
		utc   string
		want  Answer
	}{
		{"ten in the morning in Chicago", weekdays, "2026-11-18T16:00:00Z", Yes},
		{"eight in the morning in Chicago, nine in New York", weekdays, "2026-11-18T14:00:00Z", No},
		{"five sharp is closed", weekdays, "2026-11-18T23:00:00Z", No},
		{"summer time", weekdays, "2026-07-15T14:00:00Z", Yes},
		{"Saturday", weekdays, "2026-11-21T16:00:00Z", No},
		{"after midnight on Sunday", night, "2026-11-22T06:30:00Z", Yes},
		{"two sharp on Sunday", night, "2026-11-22T07:00:00Z", No},
		{"always", Hours{Zone: "America/Denver", AllHours: true}, "2026-11-22T07:00:00Z", Yes},
		{"no hours known", Hours{Zone: "America/Denver"}, "2026-11-22T07:00:00Z", Unknown},
		{"no zone known", Hours{AllHours: true}, "2026-11-22T07:00:00Z", Unknown},
	} {
		at, err := time.Parse(time.RFC3339, tt.utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := tt.hours.OpenAt(at); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.why, got, tt.want)
		}
	}
}

func TestHoursThatMakeNoSense(t *testing.T) {
	for _, h := range []Hours{
		{},
		{Zone: "Mars/Olympus"},
		{Zone: "Local"},
		{Zone: "America/Denver", AllHours: true, Spans: []Span{{Day: time.Monday, From: 0, To: 60}}},
		{Zone: "America/Denver", Spans: []Span{{Day: time.Monday, From: 600, To: 600}}},
		{Zone: "America/Denver", Spans: []Span{{Day: time.Monday, From: 1500, To: 1600}}},
		{Zone: "America/Denver", Spans: []Span{{Day: 9, From: 0, To: 60}}},
	} {
		if h.Validate() == nil {
			t.Errorf("%+v should be refused", h)
		}
	}
	if err := (Hours{Zone: "America/Denver", Spans: []Span{{Day: time.Monday, From: 0, To: 60}}}).Validate(); err != nil {
		t.Error(err)
	}
}
