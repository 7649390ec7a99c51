package api

import (
	"time"

	"haven/internal/facility"
)

// Fact is what is known of one field, who said it and how old it is.
type Fact[T any] struct {
	// Value is null where a source stated that there is none.
	Value *T `json:"value"`
	Origin
	// Others are differing values of other sources, each one's latest.
	Others []Said[T] `json:"others,omitempty"`
}

// Origin is who stated a fact, and whether it is still to be relied on.
type Origin struct {
	Source string `json:"source"`
	Series string `json:"series"` // the succession of editions it was stated in
	// AsOf is when the fact was last stated or confirmed.
	AsOf time.Time `json:"as_of"`
	// TermDays is how many days such a fact is good for; absent if it holds
	// until it is taken back.
	TermDays int  `json:"term_days,omitempty"`
	Fresh    bool `json:"fresh"` // within its term now
	// Confirmed is the last confirmation, Contradicted the last contradiction
	// that nothing has answered since.
	Confirmed    *Source `json:"confirmed,omitempty"`
	Contradicted *Source `json:"contradicted,omitempty"`
}

// Said is a value with the one who stated it.
type Said[T any] struct {
	Value T `json:"value"`
	Source
}

// Source is who spoke and when.
type Source struct {
	Source string    `json:"source"`
	Series string    `json:"series"`
	AsOf   time.Time `json:"as_of"`
}

// factOf shows a fact; nil when it is unknown.
func factOf[T, J any](f *facility.Fact[T], field facility.Field, now time.Time, convert func(T) J) *Fact[J] {
	if !f.Known() || f.By == nil {
		return nil
	}
	fact := Fact[J]{Origin: originOf(f, field, now), Others: others(f, convert)}
	if f.Stated {
		value := convert(f.Value)
		fact.Value = &value
	}
	return &fact
}

func originOf[T any](f *facility.Fact[T], field facility.Field, now time.Time) Origin {
	o := Origin{
		Source:       f.By.Source,
		Series:       f.By.Series,
		AsOf:         f.AsOf().UTC(),
		Fresh:        f.Fresh(now),
		Confirmed:    sourceOf(f.Confirmed),
		Contradicted: sourceOf(f.Contradicted),
	}
	o.TermDays = termDays(field)
	return o
}

// termDays is 0 for what holds until it is taken back.
func termDays(field facility.Field) int {
	if term := field.Term(); term != facility.TermNone {
		return int(term / (24 * time.Hour))
	}
	return 0
}

func others[T, J any](f *facility.Fact[T], convert func(T) J) []Said[J] {
	return each(f.Others, func(s facility.Said[T]) Said[J] {
		return Said[J]{Value: convert(s.Value), Source: *sourceOf(s.By)}
	})
}

func sourceOf(p *facility.Provenance) *Source {
	if p == nil {
		return nil
	}
	return &Source{Source: p.Source, Series: p.Series, AsOf: p.At.UTC()}
}
