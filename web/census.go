package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
)

// census is which facilities a state has, and how many in each city and county.
type census struct {
	revision   int64
	facilities []entry
	cities     map[string]*town // by slug; only those that the gazetteer knows
	counties   map[string]int   // by FIPS code
}

// entry is a facility of the census, and when a source last spoke of it.
type entry struct {
	ID   string
	AsOf time.Time
}

// town is a city with facilities.
type town struct {
	Place geo.Place
	Found int
}

// censuses are kept by state. A census is taken again when somebody asks for it
// after the store has changed.
type censuses struct {
	mu      sync.Mutex
	byState map[string]*census
}

// census counts what a state has: one small search as long as nothing has
// changed, else as many as it takes to read all of them.
func (s *Server) census(ctx context.Context, state string) (*census, error) {
	s.censuses.mu.Lock()
	defer s.censuses.mu.Unlock()
	now, err := s.Searcher.Search(ctx, inside(state, 1, 1))
	if err != nil {
		return nil, err
	}
	if kept := s.censuses.byState[state]; kept != nil && kept.revision == now.Revision {
		return kept, nil
	}
	taken, err := s.takeCensus(ctx, state, now.Revision)
	if err != nil {
		return nil, err
	}
	if s.censuses.byState == nil {
		s.censuses.byState = map[string]*census{}
	}
	s.censuses.byState[state] = taken
	return taken, nil
}

func inside(state string, page, perPage int) facility.Query {
	return facility.Query{Within: facility.Area{State: state}, Sort: facility.SortName, Page: page, PerPage: perPage}
}

// takeCensus reads all listings of a state. What changes meanwhile has a later
// revision than the one given, so that the next to ask counts again.
func (s *Server) takeCensus(ctx context.Context, state string, revision int64) (*census, error) {
	taken := &census{revision: revision, cities: map[string]*town{}, counties: map[string]int{}}
	for page := 1; ; page++ {
		found, err := s.Searcher.Search(ctx, inside(state, page, facility.MaxPerPage))
		if err != nil {
			return nil, err
		}
		for _, hit := range found.Hits {
			s.count(taken, hit.Listing)
		}
		if page*facility.MaxPerPage >= found.Total {
			return taken, nil
		}
	}
}

func (s *Server) count(c *census, l *facility.Listing) {
	c.facilities = append(c.facilities, entry{l.ID, l.AsOf})
	if l.Location.FIPS != "" {
		c.counties[l.Location.FIPS]++
	}
	city, known := s.Gazetteer.City(l.Address.City, l.Address.State)
	if !known {
		return
	}
	slug := s.Gazetteer.Slug(city)
	if c.cities[slug] == nil {
		c.cities[slug] = &town{Place: city}
	}
	c.cities[slug].Found++
}

// towns are the cities that have facilities and fit, by name.
func (c *census) towns(fits func(geo.Place) bool) []town {
	var all []town
	for _, t := range c.cities {
		if fits(t.Place) {
			all = append(all, *t)
		}
	}
	slices.SortFunc(all, func(a, b town) int { return cmp.Compare(a.Place.Name, b.Place.Name) })
	return all
}

// countiesOf are the counties of a state that have facilities, by name.
func (c *census) countiesOf(g *geo.Gazetteer, state string) []town {
	var all []town
	for _, fips := range slices.Sorted(maps.Keys(c.counties)) {
		if county, known := g.County(fips); known && county.State == state {
			all = append(all, town{county, c.counties[fips]})
		}
	}
	slices.SortFunc(all, func(a, b town) int { return cmp.Compare(a.Place.Name, b.Place.Name) })
	return all
}
