package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/zapx/v17"
)

// What Bleve knows our parts by.
const (
	analyzerName   = "haven"
	segmentType    = "zap-in-order"
	segmentVersion = 17
)

func init() {
	scorch.RegisterSegmentPlugin(inOrder{&zap.ZapPlugin{}}, false)
	err := registry.RegisterAnalyzer(analyzerName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return analyzer{}, nil
	})
	if err != nil {
		panic(err) // the name is taken: a fault of the build
	}
}

// inOrder is Bleve's segment with its documents in the order of their ids, so
// that a document's number is its row. Bleve would number them at random.
type inOrder struct{ *zap.ZapPlugin }

func (inOrder) Type() string    { return segmentType }
func (inOrder) Version() uint32 { return segmentVersion }

func (p inOrder) New(documents []bleveindex.Document) (segment.Segment, uint64, error) {
	slices.SortFunc(documents, func(a, b bleveindex.Document) int { return strings.Compare(a.ID(), b.ID()) })
	return p.ZapPlugin.New(documents)
}

// documentID makes ids that sort as rows do.
func documentID(row int) string { return fmt.Sprintf("%08x", row) }

// analyzer gives Bleve our words.
type analyzer struct{}

func (analyzer) Analyze(text []byte) analysis.TokenStream {
	words := splitWords(string(text))
	tokens := make(analysis.TokenStream, len(words))
	for i, word := range words {
		tokens[i] = &analysis.Token{Term: []byte(word), Position: i + 1}
	}
	return tokens
}

func newMapping() mapping.IndexMapping {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = analyzerName
	text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = false, false, false, false
	text.SkipFreqNorm = true
	document := bleve.NewDocumentStaticMapping()
	for _, name := range fieldNames {
		document.AddFieldMappingsAt(name, text)
	}
	document.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m := bleve.NewIndexMapping()
	m.DefaultMapping = document
	return m
}

// buildBatch is how many documents Bleve takes in at a time.
const buildBatch = 10_000

// buildLexicon writes the Bleve index of the rows to a new folder.
func buildLexicon(ctx context.Context, path string, rows []row) error {
	batches := len(rows)/buildBatch + 1
	builder, err := bleve.NewBuilder(path, newMapping(), map[string]any{
		"forceSegmentType":    segmentType,
		"forceSegmentVersion": segmentVersion,
		"batchSize":           buildBatch,
		"mergeMax":            max(2, batches), // all at once: in order
		"buildPathPrefix":     path,
	})
	if err != nil {
		return fmt.Errorf("build text index: %w", err)
	}
	for i := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		document := map[string]any{}
		for f, name := range fieldNames {
			document[name] = field(f).of(rows[i].listing)
		}
		if err := builder.Index(documentID(i), document); err != nil {
			return fmt.Errorf("index the text of %s: %w", rows[i].listing.ID, err)
		}
	}
	if err := builder.Close(); err != nil {
		return fmt.Errorf("build text index: %w", err)
	}
	return nil
}
