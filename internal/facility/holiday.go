package facility

import (
	"fmt"
	"slices"
	"time"
)

// Holiday is a day on which other hours hold than on its weekday.
type Holiday struct {
	// On is a federal holiday, such as "thanksgiving", which comes every year,
	// or a day, such as 2026-12-24.
	On string `json:"on"`
	// From and To are when it is open; both 0 if it is closed all day.
	From Minutes `json:"from,omitempty"`
	To   Minutes `json:"to,omitempty"`
}

// maxHolidays leaves room for a federal year and days of one's own.
const maxHolidays = 40

// federalHolidays are those of 5 U.S.C. 6103 on their own days. Offices that
// rest on the Monday after a Sunday name that day.
var federalHolidays = []struct {
	name string
	on   func(year int) time.Time
}{
	{"new-year", fixed(time.January, 1)},
	{"king-day", nth(3, time.Monday, time.January)},
	{"presidents-day", nth(3, time.Monday, time.February)},
	{"memorial-day", lastMonday(time.May)},
	{"juneteenth", fixed(time.June, 19)},
	{"independence-day", fixed(time.July, 4)},
	{"labor-day", nth(1, time.Monday, time.September)},
	{"columbus-day", nth(2, time.Monday, time.October)},
	{"veterans-day", fixed(time.November, 11)},
	{"thanksgiving", nth(4, time.Thursday, time.November)},
	{"christmas", fixed(time.December, 25)},
}

// FederalHolidays are the names that a [Holiday] can have, in the order of the
// year.
func FederalHolidays() []string {
	names := make([]string, len(federalHolidays))
	for i, h := range federalHolidays {
		names[i] = h.name
	}
	return names
}

func fixed(month time.Month, day int) func(int) time.Time {
	return func(year int) time.Time { return time.Date(year, month, day, 0, 0, 0, 0, time.UTC) }
}

func nth(n int, weekday time.Weekday, month time.Month) func(int) time.Time {
	return func(year int) time.Time {
		first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (int(weekday-first.Weekday())+7)%7+7*(n-1))
	}
}

func lastMonday(month time.Month) func(int) time.Time {
	return func(year int) time.Time {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -(int(last.Weekday()-time.Monday)+7)%7)
	}
}

// isOn reports whether the holiday is on a day, whatever its time of day.
func (h Holiday) isOn(day time.Time) bool {
	date := day.Format(time.DateOnly)
	for _, f := range federalHolidays {
		if f.name == h.On {
			return f.on(day.Year()).Format(time.DateOnly) == date
		}
	}
	return h.On == date
}

func (h Holiday) validate() error {
	named := slices.Contains(FederalHolidays(), h.On)
	if _, err := time.Parse(time.DateOnly, h.On); err != nil && !named {
		return fmt.Errorf("%q is no holiday: use a day such as 2026-12-24, or one of %v", h.On, FederalHolidays())
	}
	if h.AllDay() {
		return nil
	}
	return Span{From: h.From, To: h.To}.validate()
}

// AllDay reports whether the place is closed all day.
func (h Holiday) AllDay() bool { return h.From == 0 && h.To == 0 }

// spansOn are the hours of one day: those of the holiday it is, else those of
// its weekday.
func (h Hours) spansOn(day time.Time) []Span {
	for _, holiday := range h.Holidays {
		switch {
		case !holiday.isOn(day):
		case holiday.AllDay():
			return nil
		default:
			return []Span{{Day: day.Weekday(), From: holiday.From, To: holiday.To}}
		}
	}
	if h.AllHours {
		return []Span{{Day: day.Weekday(), From: 0, To: minutesADay}}
	}
	return slices.DeleteFunc(slices.Clone(h.Spans), func(s Span) bool { return s.Day != day.Weekday() })
}

func (h Holiday) String() string {
	if h.AllDay() {
		return h.On + " closed"
	}
	return fmt.Sprintf("%s %v–%v", h.On, h.From, h.To)
}
