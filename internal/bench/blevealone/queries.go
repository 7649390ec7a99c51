package blevealone

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

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
	words, prefix := scan.WordsOf(q)
	if prefix != "" {
		queries = append(queries, prefixQuery(prefix))
	}
	for _, word := range words {
		typed, err := p.typed(word)
		if err != nil {
			return nil, err
		}
		queries = append(queries, typed)
	}
	return queries, nil
}

func prefixQuery(prefix string) query.Query {
	q := bleve.NewPrefixQuery(prefix)
	q.SetField(fieldWords)
	return q
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
