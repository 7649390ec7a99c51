package api

import (
	"time"

	"haven/internal/facility"
)

// Age is how old one fact is that matters to a search.
type Age struct {
	// Field is phone, intake (if that is the only number), code: and a service
	// code, such as code:MU, or what a condition goes by: openings: and a kind,
	// hours, walk-in or confirmed.
	Field facility.Field `json:"field"`
	// AsOf is when the fact was last stated or confirmed, Source by whom.
	AsOf   time.Time `json:"as_of"`
	Source string    `json:"source"`
	// TermDays is how many days such a fact is good for.
	TermDays int  `json:"term_days,omitempty"`
	Fresh    bool `json:"fresh"` // within its term now
}

// appendAges adds the number to call, the asked codes that the listing has and
// what the asked conditions go by.
func appendAges(ages []Age, h *facility.Hit, now time.Time) []Age {
	for _, field := range h.Listing.Asked(h.Matched, h.Met, now) {
		if o := h.Listing.Origin(field); !o.At.IsZero() {
			ages = append(ages, Age{field, o.At.UTC(), o.Source, termDays(field), o.Fresh(field, now)})
		}
	}
	return ages
}
