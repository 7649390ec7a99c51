package match

import "slices"

// axes are what the names of programmes tell them apart by. A word of one side
// is the contrary of a word of the other.
var axes = [][2]map[string]bool{
	{list("women womens female girls mothers"), list("men mens male boys fathers")},
	{list("adolescent adolescents youth child children childrens teen teens boys girls"), list("adult adults")},
	{list("outpatient ambulatory"), list("residential inpatient residence")},
}

// contrary reports whether two names are of programmes that exclude each other:
// one for women and one for men, residential and outpatient care, or units
// with different numbers. A name that says both excludes nothing.
func contrary(a, b *profile) bool {
	for _, axis := range axes {
		x, y := sideOf(a.joined, axis), sideOf(b.joined, axis)
		if x != 0 && y != 0 && x != y {
			return true
		}
	}
	m, n := unitNumber(a), unitNumber(b)
	return m != "" && n != "" && m != n
}

// sideOf tells which side of an axis a name is on: 1 or 2, 0 for neither or both.
func sideOf(name words, axis [2]map[string]bool) int {
	side := 0
	for i, words := range axis {
		if slices.ContainsFunc(name.list, func(word string) bool { return words[word] }) {
			side += i + 1
		}
	}
	return side % 3
}

// unitNumber is the number that ends the name of a unit, or of a place without
// one: "1" of "Outpatient Clinic 1", "2" of "Unit II".
func unitNumber(p *profile) string {
	name := p.unit.list
	if len(name) == 0 {
		name = p.name.list
	}
	if len(name) < 2 {
		return ""
	}
	last := name[len(name)-1]
	if arabic, ok := roman[last]; ok {
		return arabic
	}
	if isNumber(last) {
		return last
	}
	return ""
}

var roman = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}

// otherProgramme reports whether two rows of surveys at one door, each with a
// unit, agree in nothing that is the unit's own: not its name, a number, or the
// kinds of care. Then they have no more than the owner in common, as far as
// anybody tells: who says nothing of its numbers or its care agrees in nothing.
func otherProgramme(a, b *profile) bool {
	if a.Part != b.Part || onlyOpioid(a) || onlyOpioid(b) || len(a.unit.list) == 0 || len(b.unit.list) == 0 {
		return false
	}
	return alike(a.unit, b.unit) <= 0.5 && alike(a.joined, b.joined) < 1 &&
		!sameCare(a, b) && !shareNumber(a.numbers(), b.numbers(), "")
}

// sameCare reports whether two records say that they are of the same kinds.
func sameCare(a, b *profile) bool { return len(a.Kinds) > 0 && slices.Equal(a.Kinds, b.Kinds) }
