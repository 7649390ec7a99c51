package check

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// Sheet is the service codes that an edition asks about.
type Sheet struct {
	codes    []facility.Code // by code
	category map[string]string
}

// NewSheet makes a sheet of codes, in any order.
func NewSheet(codes []facility.Code) *Sheet {
	s := &Sheet{codes: slices.Clone(codes), category: make(map[string]string, len(codes))}
	slices.SortFunc(s.codes, func(a, b facility.Code) int { return strings.Compare(a.Code, b.Code) })
	for _, c := range s.codes {
		s.category[c.Code] = c.Category
	}
	return s
}

// Has reports whether the sheet asks about a code.
func (s *Sheet) Has(code string) bool {
	_, has := s.category[code]
	return has
}

// Denied is the codes that a row says no to by leaving them out; listed, which
// is sorted, are those it has. A row that states its type of care answers the
// whole sheet, but for categories in which an empty answer says nothing; any
// other row answers only what it lists.
func (s *Sheet) Denied(listed []string) []string {
	answered := map[string]bool{}
	for _, code := range listed {
		answered[s.category[code]] = true
	}
	if !answered["TC"] {
		return nil
	}
	denied := make([]string, 0, len(s.codes))
	for _, c := range s.codes {
		if _, has := slices.BinarySearch(listed, c.Code); !has && (answered[c.Category] || !facility.EmptyMeansUnknown(c.Category)) {
			denied = append(denied, c.Code)
		}
	}
	return denied
}
