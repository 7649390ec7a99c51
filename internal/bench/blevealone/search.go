package blevealone

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Search answers with one request to Bleve, one more to know what may match,
// and one for each category with a group of its own.
func (p *Peer) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	r, err := p.search(ctx, q)
	if err != nil {
		return r, fmt.Errorf("search with Bleve: %w", err)
	}
	return r, nil
}

func (p *Peer) search(ctx context.Context, q facility.Query) (facility.Results, error) {
	narrowed, err := p.narrowed(q)
	if err != nil {
		return facility.Results{}, err
	}
	sure := groups(p.taxonomy, q.Groups, fieldYes)
	found, err := p.hits(ctx, q, all(narrowed, sure))
	if err != nil {
		return facility.Results{}, err
	}
	r := facility.Results{Total: int(found.Total)}
	for _, hit := range found.Hits {
		r.Hits = append(r.Hits, facility.Hit{Listing: &facility.Listing{ID: hit.ID}, Distance: geo.Distance(*q.Near, p.points[hit.ID])})
	}
	counts := map[string]map[string]int{}
	addCounts(counts, found)
	if err := p.recount(ctx, q, narrowed, sure, counts); err != nil {
		return r, err
	}
	r.Facets = facility.CountsOf(counts)
	if len(q.Groups) == 0 {
		return r, nil
	}
	may, err := p.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(all(narrowed, groups(p.taxonomy, q.Groups, fieldMay)), 0, 0, false))
	if err != nil {
		return r, err
	}
	r.Maybe = int(may.Total) - r.Total
	return r, nil
}

func (p *Peer) hits(ctx context.Context, q facility.Query, matching query.Query) (*bleve.SearchResult, error) {
	request := bleve.NewSearchRequestOptions(matching, q.PerPage, 0, false)
	byDistance, err := search.NewSortGeoDistance(fieldPlace, "m", q.Near.Lon, q.Near.Lat, false)
	if err != nil {
		return nil, err
	}
	request.Sort = search.SortOrder{byDistance, &search.SortDocID{}}
	return p.counted(ctx, request, "")
}

// counted asks with counts of the codes of a category, or of all.
func (p *Peer) counted(ctx context.Context, request *bleve.SearchRequest, category string) (*bleve.SearchResult, error) {
	facet := bleve.NewFacetRequest(fieldYes, p.taxonomy.Len())
	if category != "" {
		facet.SetPrefixFilter(category + separator)
	}
	request.AddFacet(fieldYes, facet)
	request.Score = "none"
	return p.index.SearchInContext(ctx, request)
}

// recount counts the codes of categories with a group of their own among what
// matches all other groups.
func (p *Peer) recount(ctx context.Context, q facility.Query, narrowed, sure []query.Query, facets map[string]map[string]int) error {
	for i, g := range q.Groups {
		if g.Category == "" {
			continue
		}
		others := slices.Delete(slices.Clone(sure), i, i+1)
		found, err := p.counted(ctx, bleve.NewSearchRequestOptions(all(narrowed, others), 0, 0, false), g.Category)
		if err != nil {
			return err
		}
		delete(facets, g.Category)
		addCounts(facets, found)
	}
	return nil
}

func addCounts(facets map[string]map[string]int, found *bleve.SearchResult) {
	for _, t := range found.Facets[fieldYes].Terms.Terms() {
		category, code, _ := strings.Cut(t.Term, separator)
		if facets[category] == nil {
			facets[category] = map[string]int{}
		}
		facets[category][code] = t.Count
	}
}
