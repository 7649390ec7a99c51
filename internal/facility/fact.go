package facility

import "time"

// Fact is the standing value of a field with its origin and age. A fact with
// neither Stated nor None is unknown: no source has spoken.
type Fact[T any] struct {
	Value  T
	Stated bool // a source stated a value
	None   bool // a source stated that there is none
	By     *Provenance
	// Confirmed is the last confirmation after By, if any.
	Confirmed *Provenance
	// Contradicted is the last contradiction that nothing has answered since.
	Contradicted *Provenance
	// Others are the differing values of other sources, each source's latest.
	Others []Said[T]

	term time.Duration
	rank Rank
	held bool // a steward's choice stands, whatever the others go on to say
}

// Said is a value with the one who stated it.
type Said[T any] struct {
	Value T
	By    *Provenance
}

// Known reports whether any source spoke.
func (f *Fact[T]) Known() bool { return f.Stated || f.None }

// AsOf is when the fact was last stated or confirmed; zero when unknown.
func (f *Fact[T]) AsOf() time.Time {
	switch {
	case f.Confirmed != nil:
		return f.Confirmed.At
	case f.By != nil:
		return f.By.At
	}
	return time.Time{}
}

// Fresh reports whether the fact is within its term at now.
func (f *Fact[T]) Fresh(now time.Time) bool {
	return f.Known() && (f.term == TermNone || now.Sub(f.AsOf()) <= f.term)
}

// hear takes one claim into account. Claims come in fold order: one stands
// until a newer one of at least its rank comes, or one of lower rank that is
// newer by more than the field's term.
func (f *Fact[T]) hear(value T, none bool, by *Provenance) {
	if f.held || f.Known() && by.Rank < f.rank && !f.outlived(by.At) {
		f.dissent(value, none, by)
		return
	}
	if f.Known() && f.By.Source != by.Source { // what a source says anew is not what it dissents with
		f.dissent(f.Value, f.None, f.By)
	}
	f.Value, f.Stated, f.None = value, !none, none
	f.By, f.rank = by, by.Rank
	f.Confirmed, f.Contradicted = nil, nil
}

func (f *Fact[T]) outlived(at time.Time) bool {
	return f.term != TermNone && at.Sub(f.AsOf()) > f.term
}

// confirm renews the date of what stands, and lends it the confirmer's rank.
func (f *Fact[T]) confirm(by *Provenance) {
	if f.Known() {
		f.Confirmed, f.Contradicted = by, nil
		f.rank = max(f.rank, by.Rank)
	}
}

func (f *Fact[T]) contradict(by *Provenance) {
	if f.Known() {
		f.Contradicted = by
	}
}

// dissent remembers the latest value of a source that does not stand.
func (f *Fact[T]) dissent(value T, none bool, by *Provenance) {
	f.Others = drop(f.Others, by.Source)
	if !none {
		f.Others = append(f.Others, Said[T]{Value: value, By: by})
	}
}

// settle leaves in Others only what still differs from the standing value,
// not in spelling alone, and comes from another source; nothing once a steward
// has chosen between them.
func (f *Fact[T]) settle(same func(a, b T) bool) {
	var others []Said[T]
	for _, o := range f.Others {
		if !f.held && o.By.Source != f.By.Source && !same(o.Value, f.Value) {
			others = append(others, o)
		}
	}
	f.Others = others
}

func drop[T any](said []Said[T], source string) []Said[T] {
	for i := range said {
		if said[i].By.Source == source {
			return append(said[:i:i], said[i+1:]...)
		}
	}
	return said
}
