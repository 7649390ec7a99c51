package web

import (
	"strings"
	"time"

	"haven/internal/facility"
	"haven/internal/referral"
)

// standing is where a referral stands, in words and as others are told it.
type standing struct {
	State string
	Label string
	Task  string // the status of its FHIR Task
	When  string // the appointment
	Over  bool
}

func (at atReferral) standing() standing {
	st := standing{State: string(at.State), Label: at.say.state(at.State), Task: at.State.Standing().Task, Over: at.State.Over()}
	if !at.When.IsZero() && !st.Over {
		st.When = at.say.timeThere(at.When, at.zone)
	}
	return st
}

func (say speech) state(s referral.State) string { return say.Text("referral.state." + string(s)) }

// timeThere is a time by the clock of a zone, which it names: "June 2, 2026 at
// 9:00 am (Eastern time)".
func (say speech) timeThere(at time.Time, zone string) string {
	there, err := time.LoadLocation(zone)
	if err != nil || zone == "" {
		zone, there = "UTC", time.UTC
	}
	at = at.In(there)
	clock := say.clock(facility.Minutes(at.Hour()*60 + at.Minute()))
	return say.Text("referral.moment", say.Date(at), clock, say.zone(zone))
}

// zone names a time zone; one that the states do not have, by its own name.
func (say speech) zone(name string) string {
	if key := "zone." + name; say.Has(key) {
		return say.Text(key)
	}
	return name
}

// pastMove is a move that was made.
type pastMove struct {
	At, State, Task, By string
	// Detail are the reason, the outcome or the appointment.
	Detail []string
	Words  string
	// Hidden says that there is a note which is not shown any more.
	Hidden bool
}

func (at atReferral) steps(moves []referral.Move) []pastMove {
	var steps []pastMove
	for _, m := range moves {
		st := pastMove{At: at.say.timeThere(m.At, at.zone), State: at.say.state(m.To), Task: m.Task, Words: m.Words, Hidden: m.Hidden, By: at.say.mover(m)}
		if m.Reason != "" {
			st.Detail = append(st.Detail, at.say.Text("referral.reason."+string(m.Reason)))
		}
		if m.Outcome != "" {
			st.Detail = append(st.Detail, at.say.Text("referral.outcome."+string(m.Outcome)))
		}
		if !m.When.IsZero() {
			st.Detail = append(st.Detail, at.say.timeThere(m.When, at.zone))
		}
		steps = append(steps, st)
	}
	return steps
}

// mover names the side that made a move, and how; never a person.
func (say speech) mover(m referral.Move) string {
	if m.By.Role == referral.Facility && m.Via != referral.ByLink {
		return say.Text("referral.by.place")
	}
	return say.Text("referral.by." + string(m.Via))
}

// spoken names the language that somebody speaks; one that pages have no name
// for, by its tag.
func (say speech) spoken(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	switch {
	case lang == "":
		return say.Text("referral.language.unknown")
	case say.Has("language." + lang):
		return say.Text("language." + lang)
	}
	return tag
}
