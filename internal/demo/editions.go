package demo

import (
	"context"
	"slices"
	"time"

	"haven/importers"
)

// lapsed are states that the demo's newest directory leaves out: what is known
// of their places is from older ones, some of which has gone past its term.
var lapsed = []struct {
	states []string
	series string
	age    func(now time.Time) time.Time // when it was published
}{
	{[]string{"KS", "MS", "OK", "WV"}, Source + "-old", func(now time.Time) time.Time { return now.AddDate(-2, -1, 0) }},
	{[]string{"NJ", "OH", "WI"}, Source + "-last", func(now time.Time) time.Time { return now.AddDate(-1, 0, -11) }},
}

// Editions are the directory of a seed as three editions, the oldest first: a
// demo shows facts of every age. The newest is of most states.
func Editions(places int, seed uint64, now time.Time) []Edition {
	var all []Edition
	var apart []string
	for _, l := range lapsed {
		published := l.age(now)
		all = append(all, Edition{New(places, seed, published), l.series, func(state string) bool { return slices.Contains(l.states, state) }})
		apart = append(apart, l.states...)
	}
	newest := New(places, seed, now.AddDate(0, -6, 0))
	return append(all, Edition{newest, Source, func(state string) bool { return !slices.Contains(apart, state) }})
}

// Edition is the part of the made-up directory that is of some states, as an
// [importers.Importer].
type Edition struct {
	*Directory
	series string
	of     func(state string) bool
}

// Published is the day of the edition.
func (e Edition) Published() time.Time { return e.published }

// Read makes up the directory and leaves out what is of other states.
func (e Edition) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	edition, err := e.Directory.Read(ctx, file, part{sink, e.of, map[string]string{}})
	edition.Series = e.series
	return edition, err
}

// part takes the records of some states. All that bear one name belong to the
// state of the first: they share numbers, and in two editions would be taken for
// one place that has moved.
type part struct {
	importers.Sink
	of    func(state string) bool
	first map[string]string // state by name
}

func (p part) Record(r importers.Record) error {
	name := r.Claims.Name.Value.Name
	if p.first[name] == "" {
		p.first[name] = r.Claims.Address.Value.State
	}
	if !p.of(p.first[name]) {
		return nil
	}
	return p.Sink.Record(r)
}
