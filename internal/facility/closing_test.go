package facility

import (
	"testing"
	"time"
)

func TestAPlaceTellsWhenItCloses(t *testing.T) {
	week := weekdays(8*60, 17*60)
	night := Hours{Zone: "America/New_York", Spans: []Span{{Day: time.Wednesday, From: 22 * 60, To: 26 * 60}}}
	parted := Hours{Zone: "America/New_York", Spans: []Span{{Day: time.Wednesday, From: 0, To: 24 * 60}, {Day: time.Thursday, From: 0, To: 9 * 60}}}
	holiday := week
	holiday.Holidays = []Holiday{{On: "2026-06-03", From: 8 * 60, To: 12 * 60}}
	for what, tt := range map[string]struct {
		hours Hours
		at    string
		want  string // by its own clock, "" for never
	}{
		"in the afternoon":           {week, "2026-06-03 11:00", "2026-06-03 17:00"},
		"not open":                   {week, "2026-06-03 18:00", ""},
		"after midnight":             {night, "2026-06-04 01:00", "2026-06-04 02:00"},
		"on through midnight":        {parted, "2026-06-03 11:00", "2026-06-04 09:00"},
		"early on a day of its own":  {holiday, "2026-06-03 11:00", "2026-06-03 12:00"},
		"never":                      {Hours{Zone: "America/New_York", AllHours: true}, "2026-06-03 11:00", ""},
		"nobody knows":               {Hours{}, "2026-06-03 11:00", ""},
		"over the hour that is lost": {Hours{Zone: "America/New_York", Spans: []Span{{Day: time.Sunday, From: 0, To: 8 * 60}}}, "2026-03-08 01:00", "2026-03-08 08:00"},
	} {
		zone, err := time.LoadLocation("America/New_York")
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", tt.at, zone)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if closes := tt.hours.ClosesAt(at); !closes.IsZero() {
			got = closes.Format("2006-01-02 15:04")
		}
		if got != tt.want {
			t.Errorf("%s: it closes at %q, not %q", what, got, tt.want)
		}
	}
}
