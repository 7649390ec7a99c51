package facility

import "time"

// maxClosings is through how many closings a place may be open that opens again
// at the same minute: midnight of each day of a week, and a day more.
const maxClosings = 8

// ClosesAt is when a place that is open at t closes; zero if it is not open, or
// does not close within a week.
func (h Hours) ClosesAt(t time.Time) time.Time {
	zone, err := h.location()
	if err != nil {
		return time.Time{}
	}
	closes := time.Time{}
	for range maxClosings {
		end, open := h.closing(t.In(zone))
		if !open || !end.After(t) { // the clock was put back
			return closes
		}
		t, closes = end, end
	}
	return time.Time{}
}

// closing is the end of the longest span that covers a moment of the place's own
// clock.
func (h Hours) closing(local time.Time) (end time.Time, open bool) {
	now := Minutes(local.Hour()*60 + local.Minute())
	for back := range 2 { // today's spans, then those that began yesterday
		day := local.AddDate(0, 0, -back)
		for _, s := range h.spansOn(day) {
			if at := now + Minutes(back)*minutesADay; s.From <= at && at < s.To {
				closes := time.Date(day.Year(), day.Month(), day.Day(), 0, int(s.To), 0, 0, local.Location())
				if closes.After(end) {
					end, open = closes, true
				}
			}
		}
	}
	return end, open
}
