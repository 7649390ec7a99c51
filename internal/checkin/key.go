package checkin

import "time"

// Key lets a program tell the openings of one place. It works for as long as
// the organisation that made it speaks for the place.
type Key struct {
	ID, Listing  string
	Organisation string
	Made         time.Time
	MadeBy       string    // id of the account
	Used         time.Time // zero for never
}

// KeyPrefix begins every key, so that one that was published by mistake is
// recognised by those who look for such.
const KeyPrefix = "haven_openings_"

// MaxKeys is how many keys a place has at most: one for the program, one for
// the next while the first is being replaced, one to spare.
const MaxKeys = 3
