// Package street writes street lines alike, so that addresses of different
// sources can be compared.
package street

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Line is an address line in the form that records are compared by. Words
// are lower-case and abbreviated as in USPS Publication 28, so that
// "750 North Highway 31, Suite B" and "750 N. Hwy 31 #B" agree.
type Line struct {
	Number string // "750"; of a range the first; "" when the line has none
	Name   string // "n hwy 31"
	Core   string // the name without directions and suffix: "hwy 31"
	Unit   string // "b"
}

// Parse reads the street line of an address, and its unit where that stands
// by itself.
func Parse(line, unit string) Line {
	words := Words(line)
	var s Line
	words, s.Unit = splitUnit(words)
	if unit := unitWords(Words(unit)); unit != "" {
		s.Unit = unit
	}
	if len(words) > 1 && startsWithDigit(words[0]) && !isOrdinal(words[0]) {
		s.Number, words = words[0], words[1:]
		words = dropRange(words)
	}
	for i, w := range words {
		words[i] = abbreviate(w)
	}
	words = joinHighways(words)
	s.Name = strings.Join(words, " ")
	s.Core = strings.Join(coreOf(words), " ")
	return s
}

// SameDoor reports whether two lines of one ZIP code or city are one address,
// units aside. Where one source leaves out a direction or suffix, the rest of
// the name decides.
func (s Line) SameDoor(t Line) bool {
	return s.Name != "" && s.Number == t.Number && (s.Name == t.Name || s.Number != "" && s.Core == t.Core)
}

// Words splits text into lower-case words without diacritics. Dots and
// apostrophes vanish (P.O. is po), a number sign stands alone, all else parts
// words: 24-26 is two.
func Words(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '#':
			b.WriteString(" # ")
		case r == '&':
			b.WriteString(" and ")
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// splitUnit cuts a suite, floor or building off the end of a street line.
func splitUnit(words []string) (rest []string, unit string) {
	for i := 1; i < len(words); i++ {
		if unitMarks[words[i]] && i+1 < len(words) {
			return words[:i], unitWords(words[i:])
		}
	}
	return words, ""
}

// unitWords drops the marks: "suite b" and "ste b" and "# b" are all "b".
func unitWords(words []string) string {
	var kept []string
	for _, w := range words {
		if !unitMarks[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// dropRange removes the second number of a range: "24 26 main st".
func dropRange(words []string) []string {
	if len(words) > 1 && isNumber(words[0]) && !highways[abbreviate(words[1])] && !isSuffix(abbreviate(words[1])) {
		return words[1:]
	}
	return words
}

func abbreviate(word string) string {
	if short, ok := abbreviations[word]; ok {
		return short
	}
	return word
}

// joinHighways writes the many names of numbered roads alike: "us highway
// 31", "us hwy 31", "hwy 31" and "state route 31" all become "hwy 31".
func joinHighways(words []string) []string {
	for i, w := range words {
		if !highways[w] || i+1 >= len(words) || !startsWithDigit(words[i+1]) {
			continue
		}
		from := i
		for from > 0 && highwayPrefixes[words[from-1]] {
			from--
		}
		joined := append(append([]string{}, words[:from]...), "hwy")
		return append(joined, words[i+1:]...)
	}
	return words
}

// coreOf drops directions and the suffix, unless nothing would be left.
func coreOf(words []string) []string {
	var core []string
	for i, w := range words {
		if directions[w] || (isSuffix(w) && i > 0) {
			continue
		}
		core = append(core, w)
	}
	if len(core) == 0 {
		return words
	}
	return core
}

func isSuffix(word string) bool { return suffixes[word] }

func startsWithDigit(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

func isNumber(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func isOrdinal(word string) bool {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if number, ok := strings.CutSuffix(word, end); ok && number != "" && isNumber(number) {
			return true
		}
	}
	return false
}
