package index

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"haven/internal/facility"
)

// plan is a query made ready for the parts of one snapshot, and what they
// found. Plans are used again: searches leave little for the collector.
type plan struct {
	facility.Query

	circle circle // when there is a place
	words  []word
	groups []group
	// numbers are those of all groups' codes, one group after the other.
	numbers []int
	// owners are the categories that have a group of their own.
	owners []string
	// from and want are the first hit to show and the one after the last.
	from, want int

	answer answer
}

// answer adds up what the parts of a snapshot find.
type answer struct {
	total, may int
	counts     []int32                    // by the code's number; nil unless asked for
	conditions map[facility.Condition]int // nil unless asked for
	found      []found
}

// group is alternatives by the codes' numbers.
type group struct {
	numbers  []int
	category string
}

// nobody is the number of a code that no listing and no taxonomy has: it is
// unknown everywhere.
const nobody = math.MaxInt

var plans = sync.Pool{New: func() any { return new(plan) }}

// plan makes a plan; call done when the answer has been read.
func (s *snapshot) plan(q facility.Query) (*plan, error) {
	if err := validate(q); err != nil {
		return nil, err
	}
	words, err := s.words(&q)
	if err != nil {
		return nil, err
	}
	p := plans.Get().(*plan)
	p.Query, p.words = q, words
	p.from, p.want = page(q, s.listings)
	if q.Near != nil {
		p.circle = newCircle(*q.Near, q.Radius)
	}
	if q.Facets {
		p.answer.counts = make([]int32, len(s.terms.codes))
	}
	if q.CountConditions {
		p.answer.conditions = map[facility.Condition]int{}
	}
	for _, g := range q.Groups {
		p.addGroup(s.terms.dictionary, g)
	}
	return p, nil
}

func (p *plan) addGroup(codes *dictionary, g facility.Group) {
	first := len(p.numbers)
	for _, code := range g.Codes {
		n, known := codes.number[code]
		if !known {
			n = nobody
		}
		p.numbers = append(p.numbers, n)
	}
	p.groups = append(p.groups, group{p.numbers[first:], g.Category})
	if g.Category != "" && !slices.Contains(p.owners, g.Category) {
		p.owners = append(p.owners, g.Category)
	}
}

// done gives the plan back.
func (p *plan) done() {
	clear(p.groups)
	clear(p.answer.found)
	*p = plan{
		groups: p.groups[:0], numbers: p.numbers[:0], owners: p.owners[:0],
		answer: answer{found: p.answer.found[:0]},
	}
	plans.Put(p)
}

// validate refuses what has no meaning. Limits on what somebody may ask for
// are those of the query's makers.
func validate(q facility.Query) error {
	if q.Near != nil {
		if err := q.Near.Validate(); err != nil {
			return fmt.Errorf("search near a place: %w", err)
		}
	}
	if q.Radius < 0 || math.IsNaN(q.Radius) {
		return fmt.Errorf("search within %v metres: use a distance above zero", q.Radius)
	}
	for _, c := range q.Conditions {
		if !c.Known() {
			return fmt.Errorf("search: there is no condition %q", c)
		}
	}
	if q.Page < 0 || q.PerPage < 0 {
		return errors.New("search: pages count from 1")
	}
	return nil
}

// page is the hits to show, the first of them and the one after the last,
// among so many listings.
func page(q facility.Query, listings int) (from, want int) {
	before := max(1, q.Page) - 1
	if q.PerPage == 0 || before > listings/q.PerPage {
		return 0, 0
	}
	from = before * q.PerPage
	return from, min(listings, from+min(listings, q.PerPage))
}

// byDistance reports whether hits that score the same are ordered by distance,
// else by name.
func (p *plan) byDistance() bool { return p.Near != nil && p.Sort != facility.SortName }

// byScore reports whether the best hits come first.
func (p *plan) byScore() bool { return p.Sort == facility.SortBest }
