package match

import (
	"slices"
	"strings"

	"haven/internal/geo/street"
)

// doorOf reads a street line as street.Parse does, and cuts off a letter after
// the number, which is a unit: "129B Howell Road" and "129-B Howell Road".
func doorOf(line, unit string) street.Line {
	s := street.Parse(line, unit)
	if n := strings.TrimRight(s.Number, "abcdefghijklmnopqrstuvwxyz"); n != "" && len(s.Number)-len(n) == 1 {
		s = withUnit(s, s.Number[len(n):])
		s.Number = n
	}
	if letter, rest, ok := strings.Cut(s.Core, " "); ok && len(letter) == 1 && letter[0] >= 'a' {
		s = withUnit(s, letter)
		s.Core, s.Name = rest, strings.TrimPrefix(s.Name, letter+" ")
	}
	return s
}

func withUnit(s street.Line, unit string) street.Line {
	if s.Unit == "" {
		s.Unit = unit
	}
	return s
}

// nearlySameDoor reports whether two lines of one city are one door written
// with a slip: "535 Miramda" and "535 Miranda", "28 Street" and "28th Street",
// or with more said of the one: "GI Maddox Pkwy (US Hwy 76)".
func nearlySameDoor(a, b street.Line) bool {
	if a.Number == "" || a.Number != b.Number {
		return false
	}
	x, y := strings.Fields(a.Core), strings.Fields(b.Core)
	if len(x) > len(y) {
		x, y = y, x
	}
	for i, word := range x {
		if !slices.ContainsFunc(y[i:], func(other string) bool { return sameStreetWord(word, other) }) {
			return false
		}
	}
	return len(x) > 0
}

func sameStreetWord(a, b string) bool {
	a, b = plainNumber(a), plainNumber(b)
	return a == b || len(a) > 0 && a[0] > '9' && sameWord(a, b)
}

// plainNumber is "28" for "28th", any other word itself.
func plainNumber(word string) string {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if n, ok := strings.CutSuffix(word, end); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return n
		}
	}
	return word
}

// suitesMeet reports whether two units share a part: "4 6" (Suites 4-6) has 5
// in it, "a 200" is not "b 100".
func suitesMeet(a, b string) bool {
	x, y := unitParts(a), unitParts(b)
	for _, part := range x {
		if slices.Contains(y, part) || inRange(part, y) {
			return true
		}
	}
	return slices.ContainsFunc(y, func(part string) bool { return inRange(part, x) })
}

// unitParts are the words of a unit but for "and" and "suites".
func unitParts(unit string) []string {
	return slices.DeleteFunc(strings.Fields(unit), func(word string) bool { return word == "and" || word == "suites" })
}

// inRange reports whether a number lies in a range of two.
func inRange(part string, bounds []string) bool {
	return len(bounds) == 2 && isNumber(part) && isNumber(bounds[0]) && isNumber(bounds[1]) &&
		len(part) == len(bounds[0]) && bounds[0] <= part && part <= bounds[1]
}

func isNumber(word string) bool { return word != "" && strings.Trim(word, "0123456789") == "" }
