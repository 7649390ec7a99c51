package owner

import "time"

// Offer is a place that its owner wants to hand over to whoever has an account
// under an e-mail. Both have to agree: one makes it, the other takes it.
type Offer struct {
	ID, Listing string
	From        string // the organisation
	Email       string
	Made        time.Time
}

// MostOfferTries is how often the code of one offer may be entered in a day.
const MostOfferTries = 10
