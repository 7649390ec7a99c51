package facility

import "time"

// Freshness is how many of the known facts of a place are within their term.
type Freshness struct {
	Fresh, Known int
	Oldest       time.Time // when the oldest was last stated or confirmed; zero for none
}

// Freshness counts the facts that are within their term at now.
func (p *Profile) Freshness(now time.Time) Freshness {
	var f Freshness
	p.eachOrigin(func(field Field, source string, at time.Time) {
		f.Known++
		if (Origin{Source: source, At: at}).Fresh(field, now) {
			f.Fresh++
		}
		if f.Oldest.IsZero() || at.Before(f.Oldest) {
			f.Oldest = at
		}
	})
	return f
}
