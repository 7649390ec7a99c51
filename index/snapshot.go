package index

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// snapshot is what searches see: a generation and what changed since, all of
// one revision. It is immutable.
type snapshot struct {
	generation *generation
	terms      *terms
	views      [2]*view // of the generation, and of what changed since
	pending    []row    // of the second view
	replaced   int      // rows of the generation that changed
	revision   int64
	listings   int
}

// view is a part as a snapshot sees it.
type view struct {
	*part
	alive   bitset // rows that no later change replaced
	current bitset // those of them that a source still states
}

// change is the last state of a listing that changed after the generation
// was built.
type change struct {
	revision int64
	row      row // without a listing: it is there no more
}

// newSnapshot is a generation as it was built.
func newSnapshot(g *generation, t *terms) *snapshot {
	return &snapshot{
		generation: g, terms: t, revision: g.revision, listings: g.part.len(),
		views: [2]*view{wholeView(g.part), wholeView(newPart(nil, t.dictionary, nil))},
	}
}

func wholeView(p *part) *view {
	v := &view{part: p, alive: newBitset(p.len()), current: slices.Clone(p.listed)}
	v.alive.addRange(0, p.len())
	return v
}

// with is the snapshot after more changes, by id, which are those up to the
// revision.
func (s *snapshot) with(changes map[string]change, t *terms, revision int64) *snapshot {
	next := *s
	next.terms, next.revision = t, revision
	old := &view{s.views[0].part, slices.Clone(s.views[0].alive), slices.Clone(s.views[0].current)}
	next.pending = make([]row, 0, len(s.pending)+len(changes))
	for _, r := range s.pending {
		if _, changed := changes[r.listing.ID]; !changed {
			next.pending = append(next.pending, r)
		}
	}
	for id, c := range changes {
		if at, found := old.find(id); found && old.alive.has(at) {
			old.alive.remove(at)
			old.current.remove(at)
			next.replaced++
		}
		if c.row.listing != nil {
			next.pending = append(next.pending, c.row)
		}
	}
	sortRows(next.pending)
	recent := newPart(next.pending, t.dictionary, nil)
	next.views = [2]*view{old, wholeView(recent)}
	next.listings = s.generation.part.len() - next.replaced + len(next.pending)
	return &next
}

// find is the row of an id.
func (p *part) find(id string) (int, bool) {
	ids := p.ids()
	at, found := slices.BinarySearchFunc(ids, id, func(row int32, id string) int {
		return strings.Compare(p.listings[row].ID, id)
	})
	if !found {
		return 0, false
	}
	return int(ids[at]), true
}

func (s *snapshot) search(q facility.Query) (facility.Results, error) {
	p, err := s.plan(q)
	if err != nil {
		return facility.Results{}, err
	}
	defer p.done()
	if err := s.run(p); err != nil {
		return facility.Results{}, err
	}
	a := &p.answer
	r := facility.Results{Total: a.total, Maybe: a.may - a.total, Hits: p.hits(), Conditions: a.conditions, Revision: s.revision}
	if q.Facets {
		r.Facets = s.terms.legend.Counts(a.counts)
	}
	return r, nil
}

// run lets all parts answer the plan.
func (s *snapshot) run(p *plan) error {
	for _, v := range s.views {
		if err := v.search(p, s.terms); err != nil {
			return err
		}
	}
	return nil
}
