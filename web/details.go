package web

import (
	"fmt"
	"strconv"
	"time"

	"haven/internal/facility"
)

// details are the facts that places tell of themselves.
func (say speech) details(p *facility.Profile) []fact {
	var closed *fact
	if c, holds := p.ClosedAt(say.now); holds {
		closed = factOf(say, "closed", &p.Closed, func(facility.Closure) []string { return []string{say.closure(c)} })
	}
	return known(
		closed,
		factOf(say, "walk-in", &p.WalkIn, func(walkIn bool) []string { return []string{say.walkIn(walkIn)} }),
		factOf(say, "fees", &p.Fees, say.checklist("fees")),
		factOf(say, "bring", &p.Bring, say.checklist("bring")),
		factOf(say, "medication", &p.Medication, say.policies),
		factOf(say, "levels", &p.Levels, say.levels),
		factOf(say, "access", &p.Access, say.checklist("access")),
	)
}

func (say speech) email(p *facility.Profile) *fact {
	f := factOf(say, "email", &p.Email, func(address string) []string { return []string{address} })
	if f != nil && p.Email.Stated {
		f.Link = "mailto:" + p.Email.Value
	}
	return f
}

func (say speech) closure(c facility.Closure) string {
	opens, err := time.Parse(time.DateOnly, c.Until)
	switch {
	case c.ForGood:
		return say.Text("facility.closed.good")
	case err == nil:
		return say.Text("facility.closed.until", say.Date(opens))
	}
	return say.Text("facility.closed.now")
}

func (say speech) walkIn(walkIn bool) string {
	if walkIn {
		return say.Text("facility.walk-in.yes")
	}
	return say.Text("facility.walk-in.no")
}

// checklist says items in the reader's language, and a place's words as it
// wrote them.
func (say speech) checklist(about string) func(facility.Checklist) []string {
	return func(list facility.Checklist) (lines []string) {
		for _, item := range list.Items {
			lines = append(lines, say.Text(about+"."+item))
		}
		if list.Words != "" {
			lines = append(lines, say.Text("facility.words", list.Words))
		}
		return lines
	}
}

func (say speech) policies(all []facility.Policy) (lines []string) {
	for _, p := range all {
		var does []string
		for _, practice := range p.Practices {
			does = append(does, say.Text("practice."+string(practice)))
		}
		lines = append(lines, say.Text("facility.policy", say.Text("medication."+string(p.Medication)), join(does)))
	}
	return lines
}

func (say speech) levels(all []facility.Level) (lines []string) {
	for _, l := range all {
		lines = append(lines, say.Text("asam."+strconv.Itoa(int(l.Edition)), l.Level))
	}
	return lines
}

// holidays are the days on which other hours hold: those on which the place is
// closed in one line. Days that are over are left out.
func (say speech) holidays(h facility.Hours) (lines []string) {
	var closed []string
	for _, holiday := range h.Holidays {
		day, named := say.holiday(holiday.On)
		switch {
		case !named && holiday.On < say.now.AddDate(0, 0, -1).Format(time.DateOnly):
		case holiday.AllDay():
			closed = append(closed, day)
		default:
			lines = append(lines, say.Text("hours.day", day, say.Text("hours.span", say.clock(holiday.From), say.clock(holiday.To))))
		}
	}
	if closed != nil {
		lines = append(lines, say.Text("hours.holidays", join(closed)))
	}
	return lines
}

// holiday names a holiday that comes every year, or a day.
func (say speech) holiday(on string) (name string, everyYear bool) {
	if day, err := time.Parse(time.DateOnly, on); err == nil {
		return say.Date(day), false
	}
	return say.Text(fmt.Sprint("holiday.", on)), true
}
