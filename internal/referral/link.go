package referral

import "time"

// LinkTerm is how long a link works that was made for a place: over a long
// weekend, and the place has to be asked again before it can have forgotten.
const LinkTerm = 4 * 24 * time.Hour

// LinkKind is what a link leads to.
type LinkKind string

const (
	LinkToReferral LinkKind = "referral"
	LinkToRoom     LinkKind = "room"
)

// Link lets a place without an account see and answer one thing. Who holds its
// token is the place.
type Link struct {
	Kind    LinkKind
	Subject string // the id of a referral or of a room question
	Case    string
	Listing string
	Made    time.Time
	Expires time.Time
	MadeBy  string
}

// Works reports whether the link works at now.
func (l Link) Works(now time.Time) bool { return now.Before(l.Expires) }

// Place is how somebody who holds the link acts.
func (l Link) Place() Actor { return Actor{Role: Facility, Org: l.Listing, Person: "link"} }
