package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"haven/internal/facility"
)

const (
	spansADay   = 2
	holidayRows = 4 // of days that are no federal holiday
	alwaysField = "always"
)

func spanName(day time.Weekday, n int) string { return fmt.Sprintf("day.%d.%d", day, n) }

func fillHours(s *sheet, p *facility.Profile, to url.Values) {
	h := p.Hours.Value
	to.Set("zone", zoneOf(s.listing, h))
	if h.AllHours {
		to.Set(alwaysField, yes)
	}
	count := map[time.Weekday]int{}
	for _, span := range h.Spans {
		name := spanName(span.Day, count[span.Day])
		count[span.Day]++
		to.Set(name+".from", span.From.String())
		to.Set(name+".to", span.To.String())
	}
	row := 0
	for _, holiday := range h.Holidays {
		if slices.Contains(facility.FederalHolidays(), holiday.On) {
			to.Add("holidays", holiday.On)
			continue
		}
		name := fmt.Sprintf("holiday.%d", row)
		row++
		to.Set(name, holiday.On)
		if !holiday.AllDay() {
			to.Set(name+".from", holiday.From.String())
			to.Set(name+".to", holiday.To.String())
		}
	}
	if p.WalkIn.Stated {
		to.Set("walk-in", map[bool]string{true: yes, false: no}[p.WalkIn.Value])
	}
}

func drawHours(s *sheet) {
	s.part("walk-in", s.choose(oneControl, "walk-in", "walk-in", []string{yes, no}, s.under("facility.walk-in.")))
	zoneNames := zones
	if zone := s.values.Get("zone"); zone != "" && !slices.Contains(zones, zone) {
		zoneNames = append(slices.Clone(zones), zone)
	}
	s.part("week", s.choose(drawnControl, "zone", "zone", zoneNames, s.zone),
		s.choose(someControl, alwaysField, "always", []string{yes}, s.under("edit.always.")))
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		p := sheetPart{Legend: s.Text(fmt.Sprintf("weekday.%d", day))}
		for n := range spansADay {
			name := spanName(day, n)
			p.Controls = append(p.Controls, s.text(name+".from", "from", "time"), s.text(name+".to", "to", "time"))
		}
		s.Parts = append(s.Parts, p)
	}
	s.part("holidays", s.choose(someControl, "holidays", "holidays", facility.FederalHolidays(), s.under("holiday.")))
	var days []control
	for n := range holidayRows {
		name := fmt.Sprintf("holiday.%d", n)
		days = append(days, s.text(name, "holiday", "date"), s.text(name+".from", "from", "time"), s.text(name+".to", "to", "time"))
	}
	s.part("days", days...)
}

func (s *sheet) zone(name string) string {
	if key := "zone." + name; s.Has(key) {
		return s.Text(key)
	}
	return name
}

func readHours(s *sheet) {
	h := facility.Hours{Zone: s.values.Get("zone"), AllHours: s.values.Get(alwaysField) == yes}
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		for n := range spansADay {
			if from, to, given := s.times(spanName(day, n)); given && !h.AllHours {
				h.Spans = append(h.Spans, facility.Span{Day: day, From: from, To: to})
			}
		}
	}
	h.Holidays = s.holidaysTyped()
	s.claims.Hours = claim(&s.profile.Hours, h, h.AllHours || h.Spans != nil)
	switch s.values.Get("walk-in") {
	case yes:
		s.claims.WalkIn = facility.Says(true)
	case no:
		s.claims.WalkIn = facility.Says(false)
	}
}

// holidaysTyped keeps what the form does not show: federal holidays with hours of their
// own.
func (s *sheet) holidaysTyped() (all []facility.Holiday) {
	for _, name := range s.chosen("holidays", facility.FederalHolidays()) {
		kept := facility.Holiday{On: name}
		for _, before := range s.profile.Hours.Value.Holidays {
			if before.On == name {
				kept = before
			}
		}
		all = append(all, kept)
	}
	for n := range holidayRows {
		name := fmt.Sprintf("holiday.%d", n)
		if day := s.get(name); day != "" {
			from, to, _ := s.times(name)
			all = append(all, facility.Holiday{On: day, From: from, To: to})
		}
	}
	return all
}

// times reads from when to when; to the next day if it closes before it opens.
func (s *sheet) times(name string) (from, to facility.Minutes, given bool) {
	opens, closes := s.get(name+".from"), s.get(name+".to")
	if opens == "" && closes == "" {
		return 0, 0, false
	}
	from, okFrom := minutes(opens)
	to, okTo := minutes(closes)
	if !okFrom {
		s.wrong(name+".from", "time")
	}
	if !okTo {
		s.wrong(name+".to", "time")
	}
	if to <= from {
		to += 24 * 60
	}
	return from, to, true
}

// minutes reads a time of day as browsers send it, or as people type it where
// they have no control for it: "08:30", "8:30 pm".
func minutes(typed string) (facility.Minutes, bool) {
	typed = strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(typed, ".", ""), " ", ""))
	for _, layout := range []string{"15:04", "3:04PM", "3PM"} {
		if t, err := time.Parse(layout, typed); err == nil {
			return facility.Minutes(t.Hour()*60 + t.Minute()), true
		}
	}
	return 0, false
}
