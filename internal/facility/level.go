package facility

import (
	"errors"
	"fmt"
	"slices"
)

// Edition is that of the ASAM Criteria. A level means something only with it:
// 3.7 of the third edition is not 3.7 of the fourth.
type Edition int

// The editions in use.
const (
	ThirdEdition  Edition = 3
	FourthEdition Edition = 4
)

// ASAMEditions are those in use, newest first.
func ASAMEditions() []Edition { return []Edition{FourthEdition, ThirdEdition} }

// Level is a level of care of the ASAM Criteria.
type Level struct {
	Edition Edition `json:"edition"`
	Level   string  `json:"level"` // such as "3.7" or "3.7-WM"
}

// asamLevels are the levels of adult care. The fourth edition has folded
// withdrawal management (WM) into the levels and added recovery residences (RR).
var asamLevels = map[Edition][]string{
	ThirdEdition:  {"0.5", "1", "OTP", "2.1", "2.5", "3.1", "3.3", "3.5", "3.7", "4", "1-WM", "2-WM", "3.2-WM", "3.7-WM", "4-WM"},
	FourthEdition: {"1.0", "1.5", "1.7", "2.1", "2.5", "2.7", "3.1", "3.5", "3.7", "3.7-BIO", "4", "RR"},
}

// ASAMLevels are the levels of an edition, lightest care first.
func ASAMLevels(e Edition) []string { return slices.Clone(asamLevels[e]) }

func validateLevels(all []Level) error {
	if len(all) == 0 {
		return errors.New("there is at least one level")
	}
	for i, l := range all {
		if !slices.Contains(asamLevels[l.Edition], l.Level) {
			return fmt.Errorf("%q is no level of the ASAM Criteria, edition %d: use one of %v", l.Level, l.Edition, asamLevels[l.Edition])
		}
		if slices.Contains(all[:i], l) {
			return fmt.Errorf("%v is there twice", l)
		}
	}
	return nil
}

func (l Level) String() string { return fmt.Sprintf("%s (edition %d)", l.Level, l.Edition) }
