package match

import "slices"

// The weight of each kind of evidence. They add up to a little over 1; see
// [Same] for what a sum means.
const (
	sameDoor    = 0.45 // number and street, in one ZIP code or city
	nearDoor    = 0.40 // the same, with a slip of the pen
	samePhone   = 0.25 // main number
	phoneAmong  = 0.15 // a number of the other's intake lines
	intakeAmong = 0.10 // an intake line of both
	secondPhone = 0.02 // an intake line of both beside the main number
	sameNames   = 0.45 // times how much the names agree
	wholeName   = 0.10 // the names agree wholly
	sameCity    = 0.05 // of places at different doors
	sameSuite   = 0.05
	suiteDiffer = -0.10
	unitsAgree  = 0.10  // times how much the units do
	unitDiffer  = -0.10 // times how much they do not
	switchboard = -0.20 // a number of many places says little of each
	alone       = 0.10  // nothing else of the other's edition is at the door
	ownPhone    = 0.05  // nothing else of their editions has the number

	bothOpioid    = 0.10
	namedOpioid   = 0.05 // by its name, too
	onlyOneOpioid = -0.20
	sameKinds     = 0.05
	otherKinds    = -0.25
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

// doubt keeps a pair from being joined, and leaves it to a steward.
func (s *Score) doubt(reason string) {
	s.add(min(0, inDoubt-s.Value), reason)
}

// inDoubt is the most that a doubtful pair scores.
const inDoubt = Same - 0.01

// compare scores the pair of two profiles, given by index, and tells which
// others are as likely.
func (n *around) compare(i, j int) (Score, []rival) {
	a, b := &n.profiles[i], &n.profiles[j]
	var s Score
	doors := compareDoors(&s, a, b)
	n.comparePhones(&s, i, j, doors)
	var rivals []rival
	if doors {
		rivals = n.rivals(i, j)
	}
	compareNames(&s, a, b, doors, len(rivals) > 0)
	compareKinds(&s, a, b)
	switch {
	case contrary(a, b) && alike(a.joined, b.joined) < 1:
		s.doubt("programmes that exclude each other")
	case !doors:
	case otherProgramme(a, b):
		s.doubt("no unit, number or kinds of care in common")
	case len(rivals) == 0:
		s.add(alone, "alone at the address")
	case !n.singledOut(a, b, rivals):
		return s, rivals
	}
	return s, nil
}

// singledOut reports whether something tells two records of one door from
// their rivals: the whole name, the main number, a number that no rival
// answers, being the opioid treatment program there, or the unit, unless a
// rival answers a number more. Under another name, a register of opioid
// treatment programs hardly means a row that says it is none where others are
// at the door.
func (n *around) singledOut(a, b *profile, rivals []rival) bool {
	switch {
	case alike(a.joined, b.joined) == 1:
		return true
	case onlyOpioid(a) != onlyOpioid(b) && len(a.Kinds) > 0 && len(b.Kinds) > 0 && !bothAre(a, b):
		return false
	}
	number := a.Phone != "" && a.Phone == b.Phone
	direct := directNumbers(a, b)
	opioid := onlyOpioid(a) != onlyOpioid(b) && bothAre(a, b)
	unit := alike(a.unit, b.unit) > 0.5
	for _, r := range rivals {
		c := &n.profiles[r.index]
		number = number && c.Phone != a.Phone
		direct = slices.DeleteFunc(direct, c.answers)
		opioid = opioid && lessOpioid(c, a, b)
		unit = unit && !n.answersMore(r, a, b)
	}
	return number || len(direct) > 0 || opioid || unit
}

// compareDoors reports whether two records are at one door.
func compareDoors(s *Score, a, b *profile) bool {
	switch {
	case a.door.SameDoor(b.door) && neighbours(a, b):
		s.add(sameDoor, "same address")
	case nearlySameDoor(a.door, b.door) && neighbours(a, b):
		s.add(nearDoor, "nearly the same address")
	case a.city == b.city:
		s.add(sameCity, "same city")
		return false
	default:
		return false
	}
	if a.door.Unit != "" && b.door.Unit != "" {
		if suitesMeet(a.door.Unit, b.door.Unit) {
			s.add(sameSuite, "same suite")
		} else {
			s.add(suiteDiffer, "other suite")
		}
	}
	return true
}

// oneDoor reports whether two records are at one address, or nearly.
func oneDoor(a, b *profile) bool {
	return (a.door.SameDoor(b.door) || nearlySameDoor(a.door, b.door)) && neighbours(a, b)
}

// neighbours reports whether equal street lines are one street. Beside a town
// sources disagree on its name and ZIP code, but then the number is the same.
func neighbours(a, b *profile) bool {
	return a.zip == b.zip || a.city == b.city ||
		a.Address.State == b.Address.State && a.Phone != "" && a.Phone == b.Phone
}

func (n *around) comparePhones(s *Score, i, j int, doors bool) {
	a, b := &n.profiles[i], &n.profiles[j]
	switch {
	case a.Phone != "" && a.Phone == b.Phone:
		s.add(samePhone, "same phone")
		switch {
		case doors:
		case len(n.phone[a.Phone]) > manyPlaces:
			s.add(switchboard, "phone of many places")
		case a.city == b.city && n.ownNumber(i, j):
			s.add(ownPhone, "phone of no other place")
		}
		if shareNumber(a.Others, b.Others, a.Phone) {
			s.add(secondPhone, "an intake number in common")
		}
	case slices.Contains(a.Others, b.Phone) || slices.Contains(b.Others, a.Phone):
		s.add(phoneAmong, "phone among intake numbers")
	case shareNumber(a.Others, b.Others, ""):
		s.add(intakeAmong, "an intake number in common")
	}
}

// compareNames takes any part of a name for the whole at one door, unless
// several programmes stand there; a place that moved must bring its whole
// name, for chains share a number.
func compareNames(s *Score, a, b *profile, doors, crowded bool) {
	whole := alike(a.joined, b.joined)
	names := whole
	if doors && !crowded {
		names = namesAgree(a, b)
	}
	if names > 0 {
		s.add(sameNames*names, "similar name")
	}
	if whole == 1 && (doors || a.city == b.city) {
		s.add(wholeName, "same name")
		return
	}
	if len(a.unit.list) > 0 && len(b.unit.list) > 0 {
		if units := alike(a.unit, b.unit); units > 0.5 {
			s.add(unitsAgree*units, "similar unit")
		} else {
			s.add(unitDiffer*(1-units), "other unit")
		}
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
