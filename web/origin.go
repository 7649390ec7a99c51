package web

import "haven/internal/facility"

// origin tells where a fact comes from and how far to rely on it, each part a
// sentence or nothing.
type origin struct {
	Said      string // by whom and when
	Confirmed string
	Old       string // that it is past its term
	Doubt     string // who said that it is wrong
	Others    string // what other sources say
}

// originOf tells where a known fact comes from; show says a value in words.
func originOf[T any](say speech, f *facility.Fact[T], show func(T) string) origin {
	if f.By == nil {
		return origin{}
	}
	o := origin{Said: say.said(f.By)}
	if f.By.Rank == facility.RankAssumed {
		o.Said = say.Text("origin.assumed", o.Said)
	}
	if f.Confirmed != nil {
		o.Confirmed = say.Text("origin.confirmed", say.said(f.Confirmed))
	}
	if !f.Fresh(say.now) {
		o.Old = say.Text("origin.old", say.ago(f.AsOf()))
	}
	if f.Contradicted != nil {
		o.Doubt = say.Text("origin.doubt", say.said(f.Contradicted))
	}
	for _, other := range f.Others {
		if o.Others != "" {
			o.Others += " "
		}
		o.Others += say.Text("origin.other", say.said(other.By), show(other.Value))
	}
	return o
}
