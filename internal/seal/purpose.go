package seal

import "time"

// Purpose is what sealed addresses are for. Those of one purpose are nothing
// to another.
type Purpose struct {
	name string
	// seals is how long a key seals, keeps how long after it was made it is
	// deleted: an address works for keeps less seals at least.
	seals, keeps time.Duration
}

var (
	// Search is what somebody looks for: kept for a day, so that back, reload
	// and a bookmark of this morning work.
	Search = Purpose{"search", time.Hour, 24 * time.Hour}
	// Shortlist is places put together, to be shared: kept for as long as it
	// takes to find one that has room.
	Shortlist = Purpose{"shortlist", 24 * time.Hour, 30 * 24 * time.Hour}
)
