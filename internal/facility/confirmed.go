package facility

import (
	"reflect"
	"slices"
)

// confirmed is the last statement of the place itself, of a call to it or of a
// steward that vouches for something; none where one of them has found since that
// its main number is wrong.
func confirmed(heard []heardStatement) *Provenance {
	for _, s := range slices.Backward(heard) {
		switch {
		case s.Rank < RankCall:
		case s.Claims.vouch():
			return s.by
		case names(s.Claims.Contradicts, FieldPhone):
			return nil
		}
	}
	return nil
}

// vouch reports whether something is said to be so. To count beds is not to
// have looked at the listing, and to doubt is not to confirm.
func (c Claims) vouch() bool {
	c.Openings, c.Contradicts, c.Settled = nil, nil, nil
	return !reflect.ValueOf(c).IsZero()
}
