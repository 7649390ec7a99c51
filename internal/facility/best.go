package facility

import (
	"time"

	"haven/internal/geo"
)

// The weights of [SortBest] add up to 1. They are published; nobody can pay
// for a place.
const (
	// WeightDistance is the largest: a place one cannot reach is no help.
	WeightDistance = 0.45
	// WeightFit is for how well the words asked for fit the name: somebody
	// who knows a name wants that place, even across town.
	WeightFit = 0.27
	// WeightFresh is for the share of the facts asked for that are within
	// their term: an old promise is worth less than a new one, but a place
	// next door with an old fact is still worth the call.
	WeightFresh = 0.18
	// WeightReach is for the share of helplines' calls that somebody answers. It
	// is small, as it tells of the staff at the telephone and not of the care. The
	// other weights keep their ratio, so that places of which nobody knows it are
	// ordered as if it did not count.
	WeightReach = 0.1
)

// Halfway is the distance, in metres, at which nearness is one half: a bus
// ride.
const Halfway = 10 * geo.Mile

// Best is the score of a hit, 0 to 1: the higher, the earlier. Distance is in
// metres, negative without a place; fit, fresh and reach are 0 to 1. A hit that
// is nearer, fits as well, is as fresh and answers as often as another never
// scores below it.
func Best(distance, fit, fresh, reach float64) float64 {
	return WeightDistance*nearness(distance) + WeightFit*fit + WeightFresh*fresh + WeightReach*reach
}

func nearness(distance float64) float64 {
	if distance < 0 {
		return 0
	}
	return 1 / (1 + distance/Halfway)
}

// Freshness is the share of the facts that matter to a query which are within
// their term at now: the number to call, and the codes asked for that the
// listing has. At the zero time nothing is fresh.
func (l *Listing) Freshness(matched []string, now time.Time) float64 {
	if now.IsZero() || !l.mayBeFresh(now) {
		return 0
	}
	fresh, all := 0, 1
	if l.Origin(FieldPhone).Fresh(FieldPhone, now) {
		fresh++
	}
	for _, code := range matched {
		all++
		if field := CodeField(code); l.Origin(field).Fresh(field, now) {
			fresh++
		}
	}
	return float64(fresh) / float64(all)
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
