package facility

import "time"

// Freshness is how many of the facts that a place's page shows are within their
// term.
type Freshness struct {
	Fresh, Known int
	Oldest       time.Time // when the oldest was last stated or confirmed; zero for none
}

// Freshness counts the shown facts that are within their term at now.
func (p *Profile) Freshness(now time.Time) Freshness {
	var f Freshness
	p.EachShown(now, func(s ShownFact) {
		f.Known++
		if s.Fresh(now) {
			f.Fresh++
		}
		if f.Oldest.IsZero() || s.At.Before(f.Oldest) {
			f.Oldest = s.At
		}
	})
	return f
}
