package api

import "haven/internal/facility"

// Hours is a weekly schedule by the facility's own clock.
type Hours struct {
	Zone     string `json:"zone"` // such as America/Chicago
	AllHours bool   `json:"all_hours"`
	Spans    []Span `json:"spans"`
	// Holidays are days on which other hours hold.
	Holidays []Holiday `json:"holidays,omitempty"`
}

// Span is an opening. One that closes before it opens ends on the next day.
type Span struct {
	Day    string `json:"day"`   // Monday
	Opens  string `json:"opens"` // 08:00
	Closes string `json:"closes"`
}

// Holiday is a day, or a federal holiday of every year.
type Holiday struct {
	On     string `json:"on"`     // 2026-12-24, or thanksgiving
	Closed bool   `json:"closed"` // all day
	Opens  string `json:"opens,omitempty"`
	Closes string `json:"closes,omitempty"`
}

// Closure tells that a facility takes nobody.
type Closure struct {
	ForGood bool   `json:"for_good"`
	Until   string `json:"until,omitempty"` // the day on which it opens again; absent if nobody knows
}

// Level is a level of care of the ASAM Criteria, which means something only
// with its edition.
type Level struct {
	Edition int    `json:"edition"` // 3 or 4
	Level   string `json:"level"`   // such as 3.7
}

// Policy is what a facility does about a medication.
type Policy struct {
	Medication facility.Medication `json:"medication"`
	Practices  []facility.Practice `json:"practices"`
}

// Checklist is what a facility says in known items, and in words of its own.
type Checklist struct {
	Items []string `json:"items"`
	Words string   `json:"words,omitempty"`
}

func hoursOf(h facility.Hours) Hours {
	return Hours{
		Zone: h.Zone, AllHours: h.AllHours, Holidays: each(h.Holidays, holidayOf),
		Spans: list(each(h.Spans, func(s facility.Span) Span {
			return Span{Day: s.Day.String(), Opens: s.From.String(), Closes: s.To.String()}
		})),
	}
}

func holidayOf(h facility.Holiday) Holiday {
	if h.AllDay() {
		return Holiday{On: h.On, Closed: true}
	}
	return Holiday{On: h.On, Opens: h.From.String(), Closes: h.To.String()}
}

func levelsOf(all []facility.Level) []Level {
	return each(all, func(l facility.Level) Level { return Level{int(l.Edition), l.Level} })
}

func policiesOf(all []facility.Policy) []Policy {
	return each(all, func(p facility.Policy) Policy { return Policy(p) })
}

func checklistOf(c facility.Checklist) Checklist { return Checklist{list(c.Items), c.Words} }
