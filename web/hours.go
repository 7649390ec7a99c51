package web

import (
	"fmt"
	"time"

	"haven/internal/facility"
)

// hours are the openings of a week, a line for each day, from Monday.
func (say speech) hours(h facility.Hours) []string {
	if h.AllHours {
		return append([]string{say.Text("hours.always")}, say.holidays(h)...)
	}
	var lines []string
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		if open := say.openings(h, day); len(open) > 0 {
			lines = append(lines, say.Text("hours.day", say.Text(fmt.Sprintf("weekday.%d", day)), join(open)))
		}
	}
	return append(lines, say.holidays(h)...)
}

// openNow tells whether a place is open, by its own clock; "" when its hours
// do not say.
func (say speech) openNow(h facility.Hours) string {
	zone, err := time.LoadLocation(h.Zone)
	if err != nil {
		return ""
	}
	there := say.now.In(zone)
	clock := say.clock(facility.Minutes(there.Hour()*60 + there.Minute()))
	switch h.OpenAt(say.now) {
	case facility.Yes:
		if closes := h.ClosesAt(say.now); !closes.IsZero() {
			return say.Text("hours.open.until", clock, say.clock(facility.Minutes(closes.Hour()*60+closes.Minute())))
		}
		return say.Text("hours.open", clock)
	case facility.No:
		return say.Text("hours.closed", clock)
	}
	return ""
}

func (say speech) openings(h facility.Hours, day time.Weekday) []string {
	var open []string
	for _, span := range h.Spans {
		if span.Day == day {
			open = append(open, say.Text("hours.span", say.clock(span.From), say.clock(span.To)))
		}
	}
	return open
}

// clock is a time of day on a clock of twelve hours: "8:30 am".
func (say speech) clock(m facility.Minutes) string {
	hour, half := int(m)/60%24, "clock.am"
	if hour >= 12 {
		half = "clock.pm"
	}
	return say.Text(half, fmt.Sprintf("%d:%02d", (hour+11)%12+1, int(m)%60))
}
