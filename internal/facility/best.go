package facility

import (
	"time"

	"haven/internal/geo"
)

// The weights of [SortBest] add up to 1. They are published; nobody can pay
// for a place. What few places have told, reach and room, is so small a part
// that the others keep their ratio: places of which nobody knows it are ordered
// as if it did not count.
const (
	// WeightDistance is the largest: a place one cannot reach is no help.
	WeightDistance = 0.40
	// WeightFit is for how well the words asked for fit the name: somebody
	// who knows a name wants that place, even across town.
	WeightFit = 0.24
	// WeightFresh is for the share of the facts asked for that are within
	// their term: an old promise is worth less than a new one, but a place
	// next door with an old fact is still worth the call.
	WeightFresh = 0.16
	// WeightReach is for the share of helplines' calls that somebody answers. It
	// is small, as it tells of the staff at the telephone and not of the care.
	WeightReach = 0.10
	// WeightRoom is for an opening that was told within its term: the call may
	// end in a bed tonight. A place that tells it is full loses nothing by it,
	// or nobody would tell.
	WeightRoom = 0.10
)

// Halfway is the distance, in metres, at which nearness is one half: a bus
// ride.
const Halfway = 10 * geo.Mile

// Merit is what the score of a hit is made of.
type Merit struct {
	Distance float64 // metres; negative without a place
	// Fit, Fresh, Reach and Room are from 0 to 1.
	Fit, Fresh, Reach, Room float64
}

// Best is the score of a hit, 0 to 1: the higher, the earlier. A hit that is
// nearer, fits as well, is as fresh, answers as often and has as much room as
// another never scores below it.
func Best(m Merit) float64 {
	return WeightDistance*nearness(m.Distance) + WeightFit*m.Fit + WeightFresh*m.Fresh + WeightReach*m.Reach + WeightRoom*m.Room
}

func nearness(distance float64) float64 {
	if distance < 0 {
		return 0
	}
	return 1 / (1 + distance/Halfway)
}

// Freshness is the share of the facts that matter to a query which are within
// their term at now: the number to call, the codes asked for that the listing
// has, and what the conditions asked for go by. At the zero time nothing is
// fresh.
func (l *Listing) Freshness(matched []string, met []Condition, now time.Time) float64 {
	if now.IsZero() || !l.mayBeFresh(now) {
		return 0
	}
	fresh, all := 0, 0
	count := func(field Field) {
		all++
		if l.Origin(field).Fresh(field, now) {
			fresh++
		}
	}
	count(FieldPhone)
	for _, code := range matched {
		count(CodeField(code))
	}
	for _, c := range met {
		if field := c.field(); field != "" {
			count(field)
		}
	}
	return float64(fresh) / float64(all)
}

// RoomAt is 1 if the place has an opening at now of the kind sought, else 0.
func (l *Listing) RoomAt(asked []Condition, now time.Time) float64 {
	if len(l.Openings) > 0 && l.Meets(RoomSought(asked), now) == Yes {
		return 1
	}
	return 0
}

// RoomSought is the condition on openings that somebody asks for, any if nobody
// asks for one.
func RoomSought(asked []Condition) Condition {
	for _, c := range asked {
		if len(c.Kinds()) > 0 {
			return c
		}
	}
	return HasOpenings
}

// mayBeFresh is false if no source spoke within the longest term of a fact
// that somebody may ask for: most listings need no closer look.
func (l *Listing) mayBeFresh(now time.Time) bool {
	const longest = max(TermContact, TermPayment, TermServices)
	for i := range l.Origins {
		if now.Sub(l.Origins[i].At) <= longest {
			return true
		}
	}
	return false
}
