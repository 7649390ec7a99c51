package facility

import (
	"reflect"
	"slices"
)

// confirmed is the last statement of the place itself, of a call to it or of a
// steward that vouches for something.
func confirmed(heard []heardStatement) *Provenance {
	for _, s := range slices.Backward(heard) {
		if s.Rank >= RankCall && s.Claims.vouch() {
			return s.by
		}
	}
	return nil
}

// vouch reports whether something is said to be so. To count beds is not to
// have looked at the listing, and to doubt is not to confirm.
func (c Claims) vouch() bool {
	c.Openings, c.Contradicts = nil, nil
	return !reflect.ValueOf(c).IsZero()
}
