package blevealone

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

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
	r := facility.Results{Total: int(found.Total), Facets: map[string]map[string]int{}}
	for _, hit := range found.Hits {
		r.Hits = append(r.Hits, facility.Hit{Listing: &facility.Listing{ID: hit.ID}, Distance: geo.Distance(*q.Near, p.points[hit.ID])})
	}
	addCounts(r.Facets, found)
	if err := p.recount(ctx, q, narrowed, sure, r.Facets); err != nil || len(q.Groups) == 0 {
		return r, err
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

// all must match.
func all(narrowed, groups []query.Query) query.Query {
	queries := slices.Concat(narrowed, groups)
	switch len(queries) {
	case 0:
		return bleve.NewMatchAllQuery()
	case 1:
		return queries[0]
	}
	return bleve.NewConjunctionQuery(queries...)
}

func groups(taxonomy *facility.Taxonomy, groups []facility.Group, field string) []query.Query {
	var queries []query.Query
	for _, g := range groups {
		var codes []query.Query
		for _, code := range g.Codes {
			c, _ := taxonomy.Code(code)
			codes = append(codes, termQuery(field, term(c)))
		}
		if len(codes) == 1 {
			queries = append(queries, codes[0])
		} else {
			queries = append(queries, bleve.NewDisjunctionQuery(codes...))
		}
	}
	return queries
}

func termQuery(field, term string) query.Query {
	t := bleve.NewTermQuery(term)
	t.SetField(field)
	return t
}

// narrowed are the queries for circle and words.
func (p *Peer) narrowed(q facility.Query) ([]query.Query, error) {
	var queries []query.Query
	if q.Radius > 0 && !math.IsInf(q.Radius, 1) {
		circle := bleve.NewGeoDistanceQuery(q.Near.Lon, q.Near.Lat, fmt.Sprintf("%fm", q.Radius))
		circle.SetField(fieldPlace)
		queries = append(queries, circle)
	}
	for _, word := range strings.Fields(q.Text) {
		typed, err := p.typed(word)
		if err != nil {
			return nil, err
		}
		queries = append(queries, typed)
	}
	return queries, nil
}

// typed takes a word as it is where a listing has it, else stands for words
// one edit away from five letters on, two from nine.
func (p *Peer) typed(word string) (query.Query, error) {
	letters := utf8.RuneCountInString(word)
	known, err := p.knows(word)
	if err != nil || known || letters < 5 {
		return termQuery(fieldWords, word), err
	}
	fuzzy := bleve.NewFuzzyQuery(word)
	fuzzy.SetField(fieldWords)
	fuzzy.SetFuzziness(1)
	if letters >= 9 {
		fuzzy.SetFuzziness(2)
	}
	return fuzzy, nil
}

func (p *Peer) knows(word string) (known bool, err error) {
	words, err := p.index.FieldDictPrefix(fieldWords, []byte(word))
	if err != nil {
		return false, err
	}
	first, err := words.Next()
	known = err == nil && first != nil && first.Term == word
	if closed := words.Close(); err == nil {
		err = closed
	}
	return known, err
}
