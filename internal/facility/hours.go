package facility

import (
	"errors"
	"fmt"
	"time"
)

// Hours is a weekly schedule. A place that never closes has AllHours and no
// spans.
type Hours struct {
	Zone     string `json:"zone"` // IANA name, such as "America/Chicago"
	AllHours bool   `json:"all_hours,omitempty"`
	Spans    []Span `json:"spans,omitempty"`
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
	for _, s := range h.Spans {
		if s.Day < time.Sunday || s.Day > time.Saturday || s.From < 0 || s.From >= minutesADay || s.To <= s.From || s.To > maxMinutes {
			return fmt.Errorf("%v %v to %v is not a span of hours", s.Day, s.From, s.To)
		}
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
	if h.AllHours {
		return Yes
	}
	local := t.In(zone)
	now := Minutes(local.Hour()*60 + local.Minute())
	for _, s := range h.Spans {
		if s.covers(local.Weekday(), now) || s.covers((local.Weekday()+6)%7, now+minutesADay) {
			return Yes
		}
	}
	return No
}

func (s Span) covers(day time.Weekday, m Minutes) bool {
	return s.Day == day && s.From <= m && m < s.To
}

func (h Hours) location() (*time.Location, error) {
	if h.Zone == "" || h.Zone == "Local" {
		return nil, errors.New("hours need a time zone, such as America/New_York")
	}
	zone, err := time.LoadLocation(h.Zone)
	if err != nil {
		return nil, fmt.Errorf("unknown time zone %q: use a name such as America/New_York", h.Zone)
	}
	return zone, nil
}
