package referral

import (
	"time"
	"unicode/utf8"
)

// MaxPlaceNote is how many characters a note on a place may have: who answers
// and what to ask for, no case.
const MaxPlaceNote = 1_000

// PlaceNote is what a helpline's staff know about a place: who answers the
// number, whom to ask for. It is about the place and not about a caller, so it
// is kept in the clear, and as long as the helpline wants it.
type PlaceNote struct {
	Helpline, Listing string
	Version           int64 // 0 when nothing was written yet
	Words             string
	By                string
	At                time.Time
}

// Validate checks the place and the length.
func (n PlaceNote) Validate() error {
	if !utf8.ValidString(n.Words) || utf8.RuneCountInString(n.Words) > MaxPlaceNote {
		return invalid("a note on a place has at most %d characters", MaxPlaceNote)
	}
	return CheckListing(n.Listing)
}
