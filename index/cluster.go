package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Clusters implements [facility.Searcher].
func (e *Engine) Clusters(ctx context.Context, q facility.Query, v facility.View) ([]facility.Cluster, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := v.Box.Validate(); err != nil {
		return nil, fmt.Errorf("show on a map: %w", err)
	}
	if v.Resolution < base || v.Resolution > resolution {
		return nil, fmt.Errorf("show on a map: cells have resolutions from %d to %d, not %d", base, resolution, v.Resolution)
	}
	s, err := e.hold()
	if err != nil {
		return nil, err
	}
	defer e.letGo(s)
	return s.clusters(q, v)
}

func (s *snapshot) clusters(q facility.Query, v facility.View) ([]facility.Cluster, error) {
	q.Facets, q.CountConditions, q.PerPage, q.Sort = false, false, 0, ""
	p, err := s.plan(q)
	if err != nil {
		return nil, err
	}
	defer p.done()
	m := mapping{view: v, at: map[cell]int{}}
	for _, part := range s.views {
		if err := part.cluster(p, &m); err != nil {
			return nil, err
		}
	}
	return m.clusters(), nil
}

// mapping is the clusters of a map in the making.
type mapping struct {
	view  facility.View
	bunch []bunch
	at    map[cell]int // where in bunch that of a cell is
}

// bunch is a cluster in the making.
type bunch struct {
	lat, lon float64 // sums
	box      geo.Box
	count    int
	own      cell // that of all listings, while they are together
	together bool
	listings []*facility.Listing // while they are together
}

// cluster adds the rows of a view that match.
func (v *view) cluster(q *plan, m *mapping) error {
	if v.len() == 0 {
		return nil
	}
	ws := v.workspace()
	defer v.giveBack(ws)
	if _, err := v.narrow(q, ws); err != nil || ws.within.empty() {
		return err
	}
	if len(q.Conditions) > 0 {
		v.meet(q, ws)
	}
	v.filter(q.groups, ws)
	// Rows are sorted by cell, so that those of one bunch follow each other.
	parent, at := nowhere, 0
	for row := range ws.sure.rows() {
		l := v.listings[row]
		if row >= len(v.places) || !m.view.Box.Contains(l.Location.Point) {
			continue
		}
		if p := v.cells[row].within(m.view.Resolution); p != parent {
			parent, at = p, m.bunchOf(p)
		}
		m.bunch[at].add(l, v.cells[row])
	}
	return nil
}

// bunchOf is where the bunch of a cell is.
func (m *mapping) bunchOf(parent cell) int {
	at, ok := m.at[parent]
	if !ok {
		at = len(m.bunch)
		m.at[parent] = at
		m.bunch = append(m.bunch, bunch{})
	}
	return at
}

func (b *bunch) add(l *facility.Listing, own cell) {
	p := l.Location.Point
	if b.count == 0 {
		b.own, b.together, b.box = own, true, p.At()
	}
	b.count++
	b.lat, b.lon = b.lat+p.Lat, b.lon+p.Lon
	b.box = b.box.With(p)
	if b.together = b.together && own == b.own; b.together {
		b.listings = append(b.listings, l)
	} else {
		b.listings = nil
	}
}

func (b *bunch) cluster() facility.Cluster {
	slices.SortFunc(b.listings, func(a, b *facility.Listing) int { return strings.Compare(a.ID, b.ID) })
	n := float64(b.count)
	return facility.Cluster{
		Center: geo.Point{Lat: b.lat / n, Lon: b.lon / n}, Box: b.box, Count: b.count,
		Together: b.together, Listings: b.listings[:min(len(b.listings), facility.MaxNamed)],
	}
}

// clusters are the bunches, the largest first, else from north to south.
func (m *mapping) clusters() []facility.Cluster {
	all := make([]facility.Cluster, len(m.bunch))
	for i := range m.bunch {
		all[i] = m.bunch[i].cluster()
	}
	slices.SortFunc(all, func(a, b facility.Cluster) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Center.Lat, a.Center.Lat), cmp.Compare(a.Center.Lon, b.Center.Lon))
	})
	return all
}
