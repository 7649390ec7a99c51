package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/zapx/v17"

	"haven/internal/facility"
)

// Bleve's kind of segment, in which the number of a document is its row.
const (
	segmentType    = zap.Type
	segmentVersion = zap.Version
)

// segmentRows is how many rows Bleve takes in at a time. More would hold more
// of their words in memory, fewer leave more segments to merge.
const segmentRows = 10_000

// buildLexicon writes the Bleve index of the rows to a new folder. So many
// goroutines work at it.
//
// Bleve's builder would make segments one after the other, number documents at
// random and spend half of the time on what no search asks for. So the builder
// makes the index of one document, whose segment is replaced by ours.
func buildLexicon(ctx context.Context, path string, rows []row, workers int) error {
	if err := buildStub(path); err != nil {
		return fmt.Errorf("build text index: %w", err)
	}
	stubs, err := filepath.Glob(filepath.Join(path, "store", "*.zap"))
	if err != nil || len(stubs) != 1 {
		return fmt.Errorf("build text index: Bleve made %d segments of one document: %w", len(stubs), err)
	}
	parts, err := buildSegments(ctx, rows, workers)
	if err != nil {
		return fmt.Errorf("index the words of listings: %w", err)
	}
	return mergeSegments(ctx, stubs[0], parts)
}

func buildStub(path string) error {
	builder, err := bleve.NewBuilder(path, bleve.NewIndexMapping(), map[string]any{
		"forceSegmentType":    segmentType,
		"forceSegmentVersion": int(segmentVersion),
		"buildPathPrefix":     path,
	})
	if err != nil {
		return err
	}
	if err := builder.Index(documentID(0), nil); err != nil {
		return err
	}
	return builder.Close()
}

// buildSegments makes segments of the rows, in their order.
func buildSegments(ctx context.Context, rows []row, workers int) ([]segment.Segment, error) {
	parts := make([]segment.Segment, (len(rows)+segmentRows-1)/segmentRows)
	failures := make([]error, len(parts))
	var begun atomic.Int64
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			for i := begun.Add(1) - 1; i < int64(len(parts)); i = begun.Add(1) - 1 {
				if failures[i] = ctx.Err(); failures[i] == nil {
					from := int(i) * segmentRows
					parts[i], failures[i] = newSegment(from, rows[from:min(from+segmentRows, len(rows))])
				}
			}
		})
	}
	working.Wait()
	return parts, firstError(failures)
}

func firstError(errs []error) error {
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

// mergeSegments replaces the file at path by the segment of all parts.
func mergeSegments(ctx context.Context, path string, parts []segment.Segment) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	cancelled := make(chan struct{})
	defer context.AfterFunc(ctx, func() { close(cancelled) })()
	var plugin zap.ZapPlugin
	if _, _, err := plugin.Merge(parts, make([]*roaring.Bitmap, len(parts)), path, cancelled, nil); err != nil {
		return fmt.Errorf("merge the words of listings: %w", err)
	}
	return nil
}

// newSegment is a segment of rows, the first of which has this number.
func newSegment(from int, rows []row) (segment.Segment, error) {
	documents := make([]bleveindex.Document, len(rows))
	for i := range rows {
		documents[i] = newDocument(from+i, rows[i].listing)
	}
	var plugin zap.ZapPlugin
	made, _, err := plugin.New(documents)
	return made, err
}

// newDocument is a row as Bleve takes it. Its id is kept, not searched.
func newDocument(row int, l *facility.Listing) *document.Document {
	d := document.NewDocument("")
	id := []byte(documentID(row))
	d.AddField(document.NewTextFieldCustom("_id", nil, id, bleveindex.StoreField, nil))
	for f := range fieldNames {
		d.AddField(newWords(field(f), l))
	}
	return d
}

func documentID(row int) string { return fmt.Sprintf("%08x", row) }

// fieldWords are a field of a row, as [splitWords] makes them.
type fieldWords struct {
	*document.TextField
	words bleveindex.TokenFrequencies
}

// once is what is kept about each word: that it is there, not how often or
// where.
var once bleveindex.TokenFreq

func newWords(f field, l *facility.Listing) *fieldWords {
	const options = bleveindex.IndexField | bleveindex.SkipFreqNorm
	w := &fieldWords{document.NewTextFieldCustom(fieldNames[f], nil, nil, options, nil), bleveindex.TokenFrequencies{}}
	for _, word := range splitWords(f.of(l)) {
		w.words[word] = &once
	}
	return w
}

func (w *fieldWords) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return w.words }
