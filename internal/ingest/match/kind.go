package match

import "slices"

// Kinds of places, as service codes, that tell one programme from another at
// a door. They count only where a record has answered what it is.
var Kinds = []string{"OTP", "OP", "RES", "HI", "DT"}

// The code of an opioid treatment program.
const opioidProgram = "OTP"

// compareKinds weighs what two records say they are. Somebody's register of
// opioid treatment programs lists these alone, so that a survey's row that is
// one is meant rather than its neighbour that is none.
func compareKinds(s *Score, a, b *profile) {
	if len(a.Kinds) == 0 || len(b.Kinds) == 0 {
		return
	}
	x, y := onlyOpioid(a), onlyOpioid(b)
	switch {
	case x && y:
	case x != y:
		if bothAre(a, b) {
			s.add(bothOpioid, "both opioid treatment programs")
			if namedAfterOpioids(a) || namedAfterOpioids(b) {
				s.add(namedOpioid, "named an opioid treatment program")
			}
		} else {
			s.add(onlyOneOpioid, "only one is an opioid treatment program")
		}
	case slices.Equal(a.Kinds, b.Kinds):
		s.add(sameKinds, "same kinds of care")
	case !slices.ContainsFunc(a.Kinds, func(kind string) bool { return slices.Contains(b.Kinds, kind) }):
		s.add(otherKinds, "other kinds of care")
	}
}

// bothAre reports whether two records are opioid treatment programs.
func bothAre(a, b *profile) bool {
	return slices.Contains(a.Kinds, opioidProgram) && slices.Contains(b.Kinds, opioidProgram)
}

// lessOpioid reports whether a rival at their door is less the opioid treatment
// program than the surveyed one of a pair: it is none, or not named for it as
// that is.
func lessOpioid(c, a, b *profile) bool {
	if onlyOpioid(c) || !slices.Contains(c.Kinds, opioidProgram) {
		return true
	}
	return !namedAfterOpioids(c) && (namedAfterOpioids(a) || namedAfterOpioids(b))
}

// namedAfterOpioids reports whether a survey's row is named for that programme,
// as one of several of its owner.
func namedAfterOpioids(p *profile) bool {
	return !onlyOpioid(p) && slices.ContainsFunc(p.joined.list, func(word string) bool {
		return word == "otp" || word == "opioid" || word == "opiate" || word == "methadone" || word == "mmtp"
	})
}

// onlyOpioid reports whether a record says nothing but that it is an opioid
// treatment program, as that register does.
func onlyOpioid(p *profile) bool { return len(p.Kinds) == 1 && p.Kinds[0] == opioidProgram }
