package match

import "slices"

// The weight of each kind of evidence. They add up to a little over 1; see
// [Same] for what a sum means.
const (
	sameDoor    = 0.45 // number and street, in one ZIP code or city
	samePhone   = 0.25 // main number
	phoneAmong  = 0.15 // a number of the other's intake lines
	sameNames   = 0.45 // times how much the names agree
	sameCity    = 0.05 // of places at different doors
	suiteDiffer = -0.10
	unitDiffer  = -0.10 // units that are named and share no word
	switchboard = -0.20 // a number of many places says little of each
)

// Thresholds of a pair's score.
const (
	// Same is what a pair needs to be joined: a door and most of a name, a
	// door and a number with a shared word, or a number and the whole name in
	// one city.
	Same = 0.72
	// Possible is what a pair needs to be shown to a steward.
	Possible = 0.60
)

// manyPlaces is how many records may share a number before it is held for a
// switchboard.
const manyPlaces = 4

// Score tells how far two records look like one place, and why.
type Score struct {
	Value   float64
	Reasons []string
}

func (s *Score) add(value float64, reason string) {
	s.Value += value
	s.Reasons = append(s.Reasons, reason)
}

// compare scores a pair. shared counts the records that have a number.
func compare(a, b *profile, shared map[string]int) Score {
	var s Score
	doors := a.door.SameDoor(b.door) && neighbours(a, b)
	if doors {
		s.add(sameDoor, "same address")
		if a.door.Unit != "" && b.door.Unit != "" && a.door.Unit != b.door.Unit {
			s.add(suiteDiffer, "other suite")
		}
	} else if a.city == b.city {
		s.add(sameCity, "same city")
	}
	comparePhones(&s, a, b, shared, doors)
	compareNames(&s, a, b, doors)
	return s
}

// neighbours reports whether equal street lines are one street. Beside a town
// sources disagree on its name and ZIP code, but then the number is the same.
func neighbours(a, b *profile) bool {
	return a.zip == b.zip || a.city == b.city ||
		a.Address.State == b.Address.State && a.Phone != "" && a.Phone == b.Phone
}

func comparePhones(s *Score, a, b *profile, shared map[string]int, doors bool) {
	switch {
	case a.Phone != "" && a.Phone == b.Phone:
		s.add(samePhone, "same phone")
		if !doors && shared[a.Phone] > manyPlaces {
			s.add(switchboard, "phone of many places")
		}
	case slices.Contains(a.Others, b.Phone) || slices.Contains(b.Others, a.Phone):
		s.add(phoneAmong, "phone among intake numbers")
	}
}

// compareNames takes any part of a name for the whole at one door; a place
// that moved must bring its whole name, for chains share a number.
func compareNames(s *Score, a, b *profile, doors bool) {
	names := alike(a.joined, b.joined)
	if doors {
		names = namesAgree(a, b)
	}
	if names > 0 {
		s.add(sameNames*names, "similar name")
	}
	if len(a.unit.list) > 0 && len(b.unit.list) > 0 && sharedWeight(a.unit, b.unit) == 0 &&
		!equal(a.joined, b.joined) {
		s.add(unitDiffer, "other unit")
	}
}

// namesAgree compares the joined names, each part with each, and what one
// adds to the other: sources put the trade name now in one field, now in the
// other, and cut long names in two.
func namesAgree(a, b *profile) float64 {
	best := max(
		alike(a.joined, b.joined),
		alike(a.name, b.name),
		alike(a.name, b.joined), alike(a.joined, b.name),
		0.9*within(a.joined, b.joined),
	)
	if a.unit.weight >= distinctive || b.unit.weight >= distinctive {
		best = max(best, 0.9*alike(a.unit, b.name), 0.9*alike(a.name, b.unit))
	}
	return best
}
