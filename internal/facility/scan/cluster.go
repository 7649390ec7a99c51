package scan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uber/h3-go/v4"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Clusters implements facility.Searcher.
func (s *Searcher) Clusters(ctx context.Context, q facility.Query, v facility.View) ([]facility.Cluster, error) {
	q.Page, q.PerPage = 1, len(s.listings)
	found, err := s.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	members := map[h3.Cell][]*facility.Listing{}
	for _, hit := range found.Hits {
		p := hit.Listing.Location.Point
		if p.Validate() != nil || !v.Box.Contains(p) {
			continue
		}
		cell, err := cellOf(p, v.Resolution)
		if err != nil {
			return nil, err
		}
		members[cell] = append(members[cell], hit.Listing)
	}
	var all []facility.Cluster
	for _, some := range members {
		c, err := clusterOf(some)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b facility.Cluster) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Center.Lat, a.Center.Lat), cmp.Compare(a.Center.Lon, b.Center.Lon))
	})
	return all, nil
}

// cellOf is the cell of a resolution that the listing's own cell lies in. The
// point itself may lie in the one beside: cells do not fit into their parents.
func cellOf(p geo.Point, resolution int) (h3.Cell, error) {
	own, err := h3.LatLngToCell(h3.NewLatLng(p.Lat, p.Lon), facility.MaxResolution)
	if err != nil {
		return 0, fmt.Errorf("no cell at %v: %w", p, err)
	}
	return own.Parent(resolution)
}

func clusterOf(members []*facility.Listing) (facility.Cluster, error) {
	slices.SortFunc(members, func(a, b *facility.Listing) int { return strings.Compare(a.ID, b.ID) })
	c := facility.Cluster{Count: len(members), Together: true, Box: members[0].Location.Point.At()}
	first, err := cellOf(members[0].Location.Point, facility.MaxResolution)
	if err != nil {
		return c, err
	}
	for _, l := range members {
		p := l.Location.Point
		own, err := cellOf(p, facility.MaxResolution)
		if err != nil {
			return c, err
		}
		c.Together = c.Together && own == first
		c.Box = c.Box.With(p)
		c.Center.Lat += p.Lat / float64(len(members))
		c.Center.Lon += p.Lon / float64(len(members))
	}
	if c.Together {
		c.Listings = members[:min(len(members), facility.MaxNamed)]
	}
	return c, nil
}
