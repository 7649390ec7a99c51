package facility

import (
	"slices"
	"strings"
	"time"
)

// Condition is something that holds of a place for a while only. Whether it
// does is judged at the moment somebody looks, so that nothing is rewritten
// because time goes by.
type Condition string

// The conditions that are not about openings; see [ConditionOf] for those.
const (
	// OpenNow goes by hours that are within their term.
	OpenNow Condition = "open"
	// WalkIn is to take people without an appointment.
	WalkIn Condition = "walk-in"
	// ConfirmedLately is that somebody who can know, the place itself, a call to
	// it or a steward, said within [Lately] that something of it is right.
	ConfirmedLately Condition = "confirmed"
)

// HasOpenings is room of any kind, HasBeds a bed of any kind. An opening counts
// within its term only.
const (
	HasOpenings Condition = "openings"
	HasBeds     Condition = "openings:beds"
)

// Lately is how long a confirmation counts for [ConfirmedLately].
const Lately = 30 * day

// ConditionOf is that there is room of one kind. That of [ResidentialBeds] is
// met by a bed in residential care for whomever: who asks for one sees whom it
// is for.
func ConditionOf(kind OpeningKind) Condition { return Condition(openingPrefix + string(kind)) }

// Conditions are all that can be asked for.
func Conditions() []Condition {
	all := []Condition{HasOpenings, HasBeds}
	for _, kind := range OpeningKinds() {
		all = append(all, ConditionOf(kind))
	}
	return append(all, OpenNow, WalkIn, ConfirmedLately)
}

// bedKinds are the kinds of openings that are beds.
var bedKinds = []OpeningKind{DetoxBeds, ResidentialBeds, ResidentialMen, ResidentialWomen, ResidentialParents, ResidentialYouth}

// roomFor are the kinds of openings that meet each condition on openings.
var roomFor = func() map[Condition][]OpeningKind {
	kinds := map[Condition][]OpeningKind{}
	for _, kind := range OpeningKinds() {
		kinds[ConditionOf(kind)] = []OpeningKind{kind}
	}
	kinds[ConditionOf(ResidentialBeds)] = bedKinds[1:]
	kinds[HasOpenings], kinds[HasBeds] = OpeningKinds(), bedKinds
	return kinds
}()

// Kinds are the kinds of openings that meet the condition; none where it is
// about something else.
func (c Condition) Kinds() []OpeningKind { return roomFor[c] }

// Known reports whether there is such a condition.
func (c Condition) Known() bool { return slices.Contains(Conditions(), c) }

// field is the fact that the condition goes by, "" for one on openings or on
// confirmations, which are within their term whenever it is met.
func (c Condition) field() Field {
	switch c {
	case OpenNow:
		return FieldHours
	case WalkIn:
		return FieldWalkIn
	}
	return ""
}

// Meets answers whether the listing meets a condition at now. What is past its
// term is unknown, and so is what nobody spoke of; that nobody confirmed a
// place is known.
func (l *Listing) Meets(c Condition, now time.Time) Answer {
	if c == ConfirmedLately {
		return lately(l.Confirmed.At, now)
	}
	if l.ClosedAt(now) {
		return No
	}
	switch c {
	case OpenNow:
		return l.openAt(now)
	case WalkIn:
		return l.WalkIn
	}
	return l.roomAt(c.Kinds(), now)
}

// MeetsAll answers whether the listing meets all conditions at now.
func (l *Listing) MeetsAll(conditions []Condition, now time.Time) Answer {
	worst := Yes
	for _, c := range conditions {
		worst = AllOf(worst, l.Meets(c, now))
	}
	return worst
}

func lately(at, now time.Time) Answer {
	if at.IsZero() || !within(at, Lately, now) {
		return No
	}
	return Yes
}

func (l *Listing) openAt(now time.Time) Answer {
	if now.IsZero() || !l.Origin(FieldHours).Fresh(FieldHours, now) {
		return Unknown
	}
	return l.Hours.OpenAt(now)
}

// roomAt is yes if there is room of one of the kinds; no if somebody told
// within the term that there is none of the kinds that the place counts.
func (l *Listing) roomAt(kinds []OpeningKind, now time.Time) Answer {
	answer, stale := Unknown, false
	for i := range l.Openings {
		r := &l.Openings[i]
		switch {
		case !slices.Contains(kinds, r.Kind):
		case !r.Fresh(now):
			stale = true
		case r.Open > 0:
			return Yes
		default:
			answer = No
		}
	}
	if stale {
		return Unknown
	}
	return answer
}

// Room is what was last told of one kind of opening.
type Room struct {
	Kind OpeningKind `json:"kind"`
	Opening
	Source string    `json:"source"`
	At     time.Time `json:"at"`
}

// Fresh reports whether it counts at now.
func (r *Room) Fresh(now time.Time) bool { return within(r.At, TermOpenings, now) }

// within reports whether something said at a time counts at now. At the zero
// time nothing does, nor what is yet to be said.
func within(at time.Time, term time.Duration, now time.Time) bool {
	return !now.Before(at) && now.Sub(at) <= term
}

// openRooms are the openings that meet a condition on them at now.
func (l *Listing) openRooms(c Condition, now time.Time) []Field {
	var fields []Field
	for _, r := range l.Openings {
		if slices.Contains(c.Kinds(), r.Kind) && r.Fresh(now) && r.Open > 0 {
			fields = append(fields, OpeningField(r.Kind))
		}
	}
	return fields
}

// room is what was told of the kind that a field names.
func (l *Listing) room(f Field) (Room, bool) {
	kind, ok := strings.CutPrefix(string(f), openingPrefix)
	i := slices.IndexFunc(l.Openings, func(r Room) bool { return r.Kind == OpeningKind(kind) })
	if !ok || i < 0 {
		return Room{}, false
	}
	return l.Openings[i], true
}

// rooms are the openings of a profile in the order of [OpeningKinds], less
// those that somebody contradicted since.
func (p *Profile) rooms() []Room {
	var rooms []Room
	for _, kind := range OpeningKinds() {
		f, known := p.Openings[kind]
		if !known || !f.Stated || f.Contradicted != nil {
			continue
		}
		by := f.By
		if f.Confirmed != nil {
			by = f.Confirmed
		}
		rooms = append(rooms, Room{Kind: kind, Opening: f.Value, Source: by.Source, At: by.At.UTC()})
	}
	return rooms
}

func (p *Profile) walkIn() Answer {
	switch {
	case !p.WalkIn.Stated:
		return Unknown
	case p.WalkIn.Value:
		return Yes
	}
	return No
}

// forever is when a place that is closed for good opens again.
var forever = time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)

// closedUntil is from when on [ClosedAt] finds a closure that holds no more.
func closedUntil(f *Fact[Closure]) time.Time {
	if f.Value.ForGood {
		return forever
	}
	if opens, err := time.Parse(time.DateOnly, f.Value.Until); err == nil {
		return opens
	}
	return f.AsOf().Add(FieldClosed.Term()).UTC()
}
