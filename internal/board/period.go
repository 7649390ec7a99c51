package board

import (
	"fmt"
	"time"
)

// Month is a calendar month in UTC, as 2026-11. Boards are of whole months and
// quarters alone: of periods that overlap somebody could take one from the other.
type Month string

const monthLayout = "2006-01"

// MonthOf is the month of a time.
func MonthOf(t time.Time) Month { return Month(t.UTC().Format(monthLayout)) }

// ParseMonth reads a month that is not after now; none for "" is the present.
func ParseMonth(text string, now time.Time) (Month, error) {
	if text == "" {
		return MonthOf(now), nil
	}
	at, err := time.Parse(monthLayout, text)
	if err != nil {
		return "", fmt.Errorf("a month is written as 2026-11: %w", err)
	}
	if at.After(now) {
		return "", fmt.Errorf("%s has not begun", text)
	}
	return MonthOf(at), nil
}

// Start is when a month begins.
func (m Month) Start() time.Time {
	at, err := time.Parse(monthLayout, string(m))
	if err != nil {
		panic("board: " + err.Error()) // months are made by MonthOf and ParseMonth
	}
	return at
}

// End is when the next month begins.
func (m Month) End() time.Time { return m.Start().AddDate(0, 1, 0) }

// Before is a month so many months ago.
func (m Month) Before(months int) Month { return MonthOf(m.Start().AddDate(0, -months, 0)) }

// Quarter are the three months of the calendar quarter that a month is in.
func (m Month) Quarter() []Month {
	first := m.Before((int(m.Start().Month()) - 1) % 3)
	return []Month{first, MonthOf(first.Start().AddDate(0, 1, 0)), MonthOf(first.Start().AddDate(0, 2, 0))}
}

// QuarterOver tells whether the quarter of a month is over: then what is
// counted in it changes only by what is heard late.
func (m Month) QuarterOver(now time.Time) bool { return !now.Before(m.Quarter()[2].End()) }
