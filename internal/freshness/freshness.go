// Package freshness reckons which share of the facts that people see is within
// its term: by state, by source and by kind of fact, day by day. What counts is
// in docs/freshness.md. Package survey counts a directory.
package freshness

import (
	"cmp"
	"time"

	"haven/internal/facility"
)

// Share is how many of some facts are within their term.
type Share struct{ Fresh, Facts int64 }

// Percent is the share in whole percent, rounded down: 100 is all of them. It
// is not known where there are no facts.
func (s Share) Percent() (percent int, known bool) {
	if s.Facts == 0 {
		return 0, false
	}
	return int(100 * s.Fresh / s.Facts), true
}

// By is what facts are counted by.
type By string

const (
	Everything By = "all" // its one name is ""
	ByState    By = "state"
	BySource   By = "source"
	ByKind     By = "kind" // a [facility.FactKind]
)

// Mark is what a share is of, such as the facts of the source "otp".
type Mark struct {
	By   By
	Name string
}

// Counts are the shares of a day.
type Counts map[Mark]Share

func (c Counts) add(m Mark, s Share) {
	sum := c[m]
	c[m] = Share{sum.Fresh + s.Fresh, sum.Facts + s.Facts}
}

// Facts are how many facts a place shows of each kind, source and term.
type Facts map[fact]int64

// fact is what facts of a place are alike in.
type fact struct {
	kind      facility.FactKind
	source    string
	at, until int64 // Unix seconds
}

// FactsOf gathers the facts that a place's public page shows at now.
func FactsOf(p *facility.Profile, now time.Time) Facts {
	facts := Facts{}
	p.EachShown(now, func(s facility.ShownFact) {
		facts[fact{s.Kind, s.Source, s.At.Unix(), s.Until.Unix()}]++
	})
	return facts
}

// CountAt adds the facts of a place in a state to the counts of a moment. What
// was said only later does not count.
func (f Facts) CountAt(now time.Time, state string, c Counts) {
	for fact, n := range f {
		if fact.at > now.Unix() {
			continue
		}
		s := Share{Facts: n}
		if fact.freshAt(now) {
			s.Fresh = n
		}
		c.add(Mark{By: Everything}, s)
		c.add(Mark{ByState, state}, s)
		c.add(Mark{BySource, fact.source}, s)
		c.add(Mark{ByKind, string(fact.kind)}, s)
	}
}

func (f fact) freshAt(now time.Time) bool { return now.Unix() <= f.until }

// Place is a listing with facts past their term.
type Place struct {
	Listing, State string
	Share
	Oldest time.Time // when the oldest fact past its term was stated or confirmed last
	Seen   int       // times it was shown in the last [Weeks], in whole tens
}

// Weeks is over how many whole weeks it is counted how often a place was shown.
const Weeks = 8

// PlaceAt is a place's part of the work at a moment; ok is false where all its
// facts are within their term.
func (f Facts) PlaceAt(now time.Time) (p Place, ok bool) {
	for fact, n := range f {
		p.Facts += n
		at := time.Unix(fact.at, 0).UTC()
		switch {
		case fact.freshAt(now):
			p.Fresh += n
		case p.Oldest.IsZero() || at.Before(p.Oldest):
			p.Oldest = at
		}
	}
	return p, p.Fresh < p.Facts
}

// seldom is how often a place counts as seen of which that is not told, as it
// is less than ten times: places that are never seen go by their age.
const seldom = 5

// Weight is how soon a place's facts are to be seen to: the more people see
// them and the older they are, the sooner. It is seen times days.
func (p Place) Weight(now time.Time) int64 {
	return int64(cmp.Or(p.Seen, seldom)) * int64(now.Sub(p.Oldest)/(24*time.Hour))
}

// Day is a day in UTC, as 2026-11-22.
type Day string

// DayOf is the day of a moment.
func DayOf(at time.Time) Day { return Day(at.UTC().Format(time.DateOnly)) }

// Start is the first moment of the day; the zero time for what is none.
func (d Day) Start() time.Time {
	at, _ := time.Parse(time.DateOnly, string(d))
	return at
}

// Counted says when a day was counted last, and from which revision of the
// directory.
type Counted struct {
	Day      Day
	At       time.Time
	Revision int64
}

// DayShare is a share as it was on a day. Days on which nothing was counted
// have none.
type DayShare struct {
	Day Day
	Share
}

// Kept is how long the shares of days are kept.
const Kept = 2 * 366 * 24 * time.Hour
