package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Relaxation is one change of a search that finds something.
type Relaxation struct {
	// Change holds the parameters to send instead; an empty one is left out.
	Change map[string]string
	Total  int // listings the changed search finds
}

// wider are the circles to try, in order.
var wider = []string{"50mi", "100mi", anyRadius}

// Relax tries each single change of a search that found nothing and returns
// those that find something: wider circles first, then one filter less, then
// no text. A circle that finds no more than a smaller one is left out.
func Relax(ctx context.Context, search facility.Searcher, res Resolved, gaz *geo.Gazetteer, tax *facility.Taxonomy) ([]Relaxation, error) {
	var found []Relaxation
	widest := 0
	for _, change := range res.changes() {
		total, err := totalWith(ctx, search, res.Request, change, gaz, tax)
		if err != nil {
			return nil, err
		}
		_, circle := change[paramRadius]
		if total == 0 || circle && total <= widest {
			continue
		}
		if circle {
			widest = total
		}
		found = append(found, Relaxation{Change: change, Total: total})
	}
	return found, nil
}

func totalWith(ctx context.Context, search facility.Searcher, r Request, change map[string]string, gaz *geo.Gazetteer, tax *facility.Taxonomy) (int, error) {
	changed, err := r.With(change)
	if err != nil {
		return 0, err
	}
	res, err := Resolve(changed, gaz, tax)
	if err != nil {
		return 0, err
	}
	q := res.Query
	q.Page, q.PerPage, q.Facets = 1, 1, false
	results, err := search.Search(ctx, q)
	if err != nil {
		return 0, fmt.Errorf("search with a relaxed %v: %w", slices.Sorted(maps.Keys(change)), err)
	}
	return results.Total, nil
}

// changes are the single changes that could help, in order.
func (res *Resolved) changes() []map[string]string {
	var changes []map[string]string
	for _, radius := range wider {
		if metres, err := parseRadius(radius); err == nil && res.Place != nil && metres > res.Query.Radius {
			changes = append(changes, map[string]string{paramRadius: radius})
		}
	}
	filters := res.Understood.Filters
	for i, f := range filters {
		changes = append(changes, map[string]string{f.Param: without(filters, i)})
	}
	if res.Query.Text != "" && (res.Place != nil || len(filters) > 0) {
		changes = append(changes, map[string]string{paramQ: ""})
	}
	return changes
}

// without is the value of a filter's parameter that leaves the filter out.
func without(filters []Filter, i int) string {
	var codes []string
	for j, f := range filters {
		if j != i && f.Param == filters[i].Param {
			codes = append(codes, f.Codes...)
		}
	}
	return strings.Join(codes, ",")
}
