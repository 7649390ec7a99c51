package web

import (
	"haven/internal/facility"
	"haven/internal/listing"
)

// What a place says of itself proves no claim to it: whoever spoke for it could
// come back by a website or a number of theirs after a steward has taken it from
// them.

// websiteOf is the website that an e-mail is compared with, "" for none.
func websiteOf(p *facility.Profile) string {
	if ownWord(p.Website.By, p.Website.Confirmed) {
		return ""
	}
	return p.Website.Value
}

// phoneOf is the listed number on which a code can be read out; false for none.
func phoneOf(p *facility.Profile) (facility.Phone, bool) {
	if p.Phone.Stated && !ownWord(p.Phone.By, p.Phone.Confirmed) {
		return p.Phone.Value, true
	}
	if len(p.Intake.Value) > 0 && !ownWord(p.Intake.By, p.Intake.Confirmed) {
		return p.Intake.Value[0], true
	}
	return facility.Phone{}, false
}

// ownWord reports whether nobody but whoever spoke for a place has stated a fact
// of it, or confirmed it last.
func ownWord(by, confirmed *facility.Provenance) bool {
	itself := func(by *facility.Provenance) bool { return by == nil || by.Source == listing.Itself }
	return by != nil && itself(by) && itself(confirmed)
}
