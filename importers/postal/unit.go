package postal

import (
	"regexp"
	"strings"
)

// What follows a street, in the words of the sources: suites, floors and
// buildings with their numbers or letters, and post-office boxes. Floors are
// not abbreviated to "fl", which is Florida.
const (
	unitID  = `#?\s*(?:[a-z]{0,2}-?\d[a-z0-9]*(?:-[a-z0-9]+)?|[a-z])`
	unitIDs = unitID + `(?:[\s,&/-]+(?:(?:and|to)\s+)?` + unitID + `)*`

	numbered = `(?:suites?|stes?|units?|apts?|apartments?|buildings?|bldgs?|rooms?|rms?|floors?|annex)\b[.,\s#-]*` + unitIDs
	storey   = `(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|lower|upper)\s+(?:floor|level)(?:\s+` + unitIDs + `)?|basement`
	box      = `p\.?\s?o\.?\s+box\s+\d+`

	unit = `(?:` + numbered + `|` + storey + `|` + box + `)`
)

var (
	namedUnit = regexp.MustCompile(`(?i)^(.*?[\s,.-])(` + unit + `(?:[\s,&/-]+` + unit + `)*)$`)
	// A number sign begins a unit only after a house number: in "Avenida
	// Cuevas #20" it is the house number.
	markedUnit = regexp.MustCompile(`(?i)^(\d.*?[\s,])(#\s*` + unitIDs + `)$`)
)

// SplitUnit cuts a suite, floor, building or box off the end of a street
// line, where it is plain that it is one; else the line stays whole.
func SplitUnit(line string) (street, unit string) {
	line = strings.TrimRight(line, " ,-")
	for _, form := range []*regexp.Regexp{namedUnit, markedUnit} {
		if m := form.FindStringSubmatch(line); m != nil {
			if street := strings.TrimRight(m[1], " ,-"); street != "" {
				return street, m[2]
			}
		}
	}
	return line, ""
}
