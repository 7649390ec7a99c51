package facility

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Hours is a weekly schedule. A place that never closes has AllHours and no
// spans.
type Hours struct {
	Zone     string `json:"zone"` // IANA name, such as "America/Chicago"
	AllHours bool   `json:"all_hours,omitempty"`
	Spans    []Span `json:"spans,omitempty"`
	// Holidays are days on which other hours hold.
	Holidays []Holiday `json:"holidays,omitempty"`
}

// Span is an opening on one weekday. It may end after midnight: From 22:00
// To 26:00 closes at two on the next day.
type Span struct {
	Day  time.Weekday `json:"day"`
	From Minutes      `json:"from"`
	To   Minutes      `json:"to"`
}

// Minutes counts from midnight.
type Minutes int

const (
	minutesADay = 24 * 60
	// maxMinutes lets a span run to noon of the next day.
	maxMinutes = 36 * 60
	// maxSpans is three a day.
	maxSpans = 21
)

func (m Minutes) String() string {
	return fmt.Sprintf("%02d:%02d", int(m)/60%24, int(m)%60)
}

// Validate checks the zone and that each span opens before it closes.
func (h Hours) Validate() error {
	if _, err := h.location(); err != nil {
		return err
	}
	if h.AllHours && len(h.Spans) > 0 {
		return errors.New("hours are both around the clock and limited")
	}
	if len(h.Spans) > maxSpans || len(h.Holidays) > maxHolidays {
		return fmt.Errorf("hours are at most %d spans and %d holidays", maxSpans, maxHolidays)
	}
	for _, s := range h.Spans {
		if err := s.validate(); err != nil {
			return err
		}
	}
	for _, holiday := range h.Holidays {
		if err := holiday.validate(); err != nil {
			return err
		}
	}
	return nil
}

func (s Span) validate() error {
	if s.Day < time.Sunday || s.Day > time.Saturday || s.From < 0 || s.From >= minutesADay || s.To <= s.From || s.To > maxMinutes {
		return fmt.Errorf("%v %v to %v is not a span of hours", s.Day, s.From, s.To)
	}
	return nil
}

// OpenAt answers whether the place is open at t, by its own clock; Unknown
// where no hours are known.
func (h Hours) OpenAt(t time.Time) Answer {
	zone, err := h.location()
	if err != nil || (!h.AllHours && len(h.Spans) == 0) {
		return Unknown
	}
	local := t.In(zone)
	now := Minutes(local.Hour()*60 + local.Minute())
	if covers(h.spansOn(local), now) || covers(h.spansOn(local.AddDate(0, 0, -1)), now+minutesADay) {
		return Yes
	}
	return No
}

func covers(spans []Span, m Minutes) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= m && m < s.To })
}

// same compares schedules, in the order in which they are kept.
func (h Hours) same(o Hours) bool {
	return h.Zone == o.Zone && h.AllHours == o.AllHours && slices.Equal(h.Spans, o.Spans) && slices.Equal(h.Holidays, o.Holidays)
}

// String is a schedule as stewards read it, in the place's own time.
func (h Hours) String() string {
	week := texts(h.Spans, ", ")
	if h.AllHours {
		week = "around the clock"
	}
	if len(h.Holidays) == 0 {
		return week
	}
	return week + "; " + texts(h.Holidays, ", ")
}

func (s Span) String() string {
	return fmt.Sprintf("%s %v–%v", s.Day.String()[:3], s.From, s.To)
}

func (h Hours) location() (*time.Location, error) {
	if h.Zone == "" || h.Zone == "Local" {
		return nil, errors.New("hours need a time zone, such as America/New_York")
	}
	zone, err := zoneNamed(h.Zone)
	if err != nil {
		return nil, fmt.Errorf("unknown time zone %q: use a name such as America/New_York", h.Zone)
	}
	return zone, nil
}
