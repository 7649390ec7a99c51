package blevealone

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"

	"haven/internal/facility"
)

// The fields of a document.
const (
	fieldPlace = "place"
	fieldYes   = "yes" // terms of the codes answered with yes
	fieldMay   = "may" // of those not answered with no
	fieldWords = "words"
)

// separator ends the category in a code's term, by which Bleve counts the
// codes of a category alone.
const separator = "."

func term(c facility.Code) string { return c.Category + separator + c.Code }

func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "as they are"
	err := m.AddCustomAnalyzer(m.DefaultAnalyzer, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt(fieldPlace, bare(bleve.NewGeoPointFieldMapping(), true))
	document.AddFieldMappingsAt(fieldYes, bare(bleve.NewTextFieldMapping(), true))
	document.AddFieldMappingsAt(fieldMay, bare(bleve.NewTextFieldMapping(), false))
	document.AddFieldMappingsAt(fieldWords, bare(bleve.NewTextFieldMapping(), false))
	document.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = document
	return m, nil
}

// bare is a field with nothing that searches do not need. Its values are
// looked up by document where hits are ordered or counted by it.
func bare(field *mapping.FieldMapping, byDocument bool) *mapping.FieldMapping {
	field.DocValues = byDocument
	field.Store, field.IncludeTermVectors, field.IncludeInAll, field.SkipFreqNorm = false, false, false, true
	return field
}
