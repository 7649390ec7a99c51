package web

import (
	"time"

	"haven/internal/ask"
	"haven/internal/facility"
)

// nowField asks for what must hold now, such as free beds.
const nowField = "now"

// moments are what a card tells of what holds for a while only.
type moments struct {
	Rooms  []string // how much room there is, as far as it counts now
	Hours  string   // whether it is open now
	WalkIn bool
	Closed string // until when
}

func (say speech) moments(l *facility.Listing) moments {
	if l.ClosedAt(say.now) {
		return moments{Closed: say.closure(l.Closed)}
	}
	return moments{Rooms: say.rooms(l), Hours: say.openUntil(l), WalkIn: l.WalkIn == facility.Yes}
}

// rooms are the openings that count now: "Detox beds: 2 open of 12, 3 hours
// ago".
func (say speech) rooms(l *facility.Listing) []string {
	var rooms []string
	for _, r := range l.Openings {
		if r.Fresh(say.now) {
			rooms = append(rooms, say.Text("card.room", say.openingKind(r.Kind), say.opening(r.Opening), say.shortlyAgo(r.At)))
		}
	}
	return rooms
}

// roomFacts are what a place told of how much room it has, a fact for each kind.
// One that is past its term says so: nobody should come for a bed of yesterday.
func (say speech) roomFacts(p *facility.Profile) []fact {
	var facts []fact
	for _, kind := range facility.OpeningKinds() {
		f, known := p.Openings[kind]
		if !known || !f.Stated {
			continue
		}
		shown := fact{Label: say.openingKind(kind), Lines: []string{say.opening(f.Value)}, Remark: say.shortlyAgo(f.AsOf())}
		if f.Contradicted != nil || !f.Fresh(say.now) {
			shown.Remark = say.Text("facility.room.old", shown.Remark)
		}
		shown.Origin = originOf(say, &f, say.opening)
		facts = append(facts, shown)
	}
	return facts
}

// openUntil tells whether a place is open now and until when, by its own clock;
// "" where its hours do not say, or are past their term.
func (say speech) openUntil(l *facility.Listing) string {
	switch l.Meets(facility.OpenNow, say.now) {
	case facility.Yes:
		closes := l.Hours.ClosesAt(say.now)
		if closes.IsZero() {
			return say.Text("card.open")
		}
		return say.Text("card.open.until", say.clock(facility.Minutes(closes.Hour()*60+closes.Minute())))
	case facility.No:
		return say.Text("card.not-open")
	}
	return ""
}

// shortlyAgo is how long before now something of the last days was.
func (say speech) shortlyAgo(at time.Time) string {
	switch age := say.now.Sub(at); {
	case age < 2*time.Minute:
		return say.Text("ago.now")
	case age < 2*time.Hour:
		return say.Count("ago.minutes", int(age/time.Minute))
	case age < 2*day:
		return say.Count("ago.hours", int(age/time.Hour))
	}
	return say.ago(at)
}

// momentChoices are the conditions that some place found meets, and those asked
// for already.
func (say speech) momentChoices(asked ask.Resolved, counts map[facility.Condition]int) []choice {
	sent := map[facility.Condition]bool{}
	for _, p := range asked.Understood.Parts {
		if p.Param == nowField {
			sent[p.Condition] = true
		}
	}
	var choices []choice
	for _, c := range facility.Conditions() {
		if counts[c] > 0 || sent[c] {
			choices = append(choices, choice{
				Field: nowField, Code: string(c), Label: ask.LabelOf(c).In(say.Lang()), Found: counts[c], Chosen: sent[c],
			})
		}
	}
	return choices
}
