package ask

import (
	"context"

	"haven/internal/facility"
)

// Nearest is the nearest match beyond the circle or area of a search that
// found fewer than [FewResults]; nil if there is none, or no limit.
func Nearest(ctx context.Context, search facility.Searcher, res Resolved) (*facility.Hit, error) {
	q := res.Query
	if q.Near == nil || q.Radius == facility.AnyDistance {
		return nil, nil
	}
	q.Radius, q.Within, q.Sort = facility.AnyDistance, facility.Area{}, facility.SortDistance
	q.Page, q.PerPage, q.Facets = 1, FewResults, false
	results, err := find(ctx, search, q)
	if err != nil {
		return nil, err
	}
	for i := range results.Hits {
		if hit := &results.Hits[i]; beyond(res.Query, hit) {
			return hit, nil
		}
	}
	return nil, nil
}

func beyond(q facility.Query, hit *facility.Hit) bool {
	switch {
	case q.Within.FIPS != "":
		return hit.Listing.Location.FIPS != q.Within.FIPS
	case q.Within.State != "":
		return hit.Listing.Address.State != q.Within.State
	}
	return hit.Distance > q.Radius
}
