package index

import (
	"slices"

	"haven/internal/facility"
)

// snapshot is what searches see: a generation and what changed since, all of
// one revision. It is immutable.
type snapshot struct {
	generation *generation
	views      [2]*view // of the generation, and of what changed since
	replaced   int      // rows of the generation that changes replaced
	codes      *dictionary
	taxonomy   *facility.Taxonomy
	catalog    *catalog
	revision   int64
	listings   int
}

// change is the last state of a listing that changed after the generation
// was built.
type change struct {
	revision int64
	row      row // without a listing: it is there no more
}

// newSnapshot puts a view of the changes beside that of the generation.
func newSnapshot(g *generation, changes map[string]change, codes *dictionary, taxonomy *facility.Taxonomy, revision int64) *snapshot {
	s := &snapshot{generation: g, codes: codes, taxonomy: taxonomy, revision: revision, catalog: newCatalog(codes, taxonomy)}
	old, rows := wholeView(g.part), make([]row, 0, len(changes))
	for id, c := range changes {
		if at, found := g.part.find(id); found {
			old.alive.remove(at)
			old.current.remove(at)
			s.replaced++
		}
		if c.row.listing != nil {
			rows = append(rows, c.row)
		}
	}
	sortRows(rows)
	s.views = [2]*view{old, wholeView(newPart(rows, codes, newWordlist(rows)))}
	s.listings = g.part.len() - s.replaced + len(rows)
	return s
}

func wholeView(p *part) *view {
	v := &view{part: p, alive: newBitset(p.len()), current: slices.Clone(p.listed)}
	v.alive.addRange(0, p.len())
	return v
}

// find is the row of an id.
func (p *part) find(id string) (int, bool) {
	at, found := slices.BinarySearchFunc(p.ids, id, func(row int32, id string) int {
		switch other := p.listings[row].ID; {
		case other < id:
			return -1
		case other > id:
			return 1
		}
		return 0
	})
	if !found {
		return 0, false
	}
	return int(p.ids[at]), true
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
	r := facility.Results{Total: a.total, Maybe: a.may - a.total, Hits: p.hits(), Revision: s.revision}
	if q.Facets {
		r.Facets = s.catalog.facets(a.counts)
	}
	return r, nil
}

// run lets all parts answer the plan.
func (s *snapshot) run(p *plan) error {
	for _, v := range s.views {
		if err := v.search(s, p); err != nil {
			return err
		}
	}
	return nil
}
