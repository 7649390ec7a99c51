package index

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/scorch_segment_api/v2"
)

// bleveLexicon is the lexicon of a generation: a Bleve index of one segment,
// opened to be read.
type bleveLexicon struct {
	index   bleve.Index
	reader  bleveindex.IndexReader
	segment segment.Segment
	// vocabularies are Bleve's words of each field, in memory, where they are
	// compared ten times faster.
	vocabularies [len(fieldNames)]*vocabulary
}

func openLexicon(path string, rows int) (*bleveLexicon, error) {
	opened, err := bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, fmt.Errorf("open text index: %w", err)
	}
	lexicon := &bleveLexicon{index: opened}
	if err := lexicon.read(rows); err != nil {
		return nil, errors.Join(fmt.Errorf("open text index: %w", err), lexicon.Close())
	}
	return lexicon, nil
}

func (l *bleveLexicon) read(rows int) error {
	advanced, err := l.index.Advanced()
	if err != nil {
		return err
	}
	if l.reader, err = advanced.Reader(); err != nil {
		return err
	}
	snapshot, ok := l.reader.(*scorch.IndexSnapshot)
	if !ok || len(snapshot.Segments()) != 1 {
		return errors.New("it does not have one segment")
	}
	l.segment = snapshot.Segments()[0].Segment()
	if err := l.verify(rows); err != nil {
		return err
	}
	for f, name := range fieldNames {
		if l.vocabularies[f], err = l.readWords(name); err != nil {
			return fmt.Errorf("read words: %w", err)
		}
	}
	return nil
}

func (l *bleveLexicon) readWords(field string) (*vocabulary, error) {
	dictionary, err := l.segment.Dictionary(field)
	if err != nil {
		return nil, err
	}
	var words []string
	all := dictionary.AutomatonIterator(nil, nil, nil)
	for {
		entry, err := all.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			return newVocabulary(words), nil
		}
		words = append(words, entry.Term)
	}
}

// verify makes sure that there is a document for each row, in order.
func (l *bleveLexicon) verify(rows int) error {
	if n := l.segment.Count(); n != uint64(rows) {
		return fmt.Errorf("it has %d documents for %d listings", n, rows)
	}
	for row := range rows {
		id, err := l.segment.DocID(uint64(row))
		if err != nil {
			return err
		}
		if !bytes.Equal(id, []byte(documentID(row))) {
			return fmt.Errorf("document %d is that of row %s", row, id)
		}
	}
	return nil
}

// Close releases the files. Nothing may be asked afterwards.
func (l *bleveLexicon) Close() error {
	var err error
	if l.reader != nil {
		err = l.reader.Close()
	}
	return errors.Join(err, l.index.Close())
}

func (l *bleveLexicon) words(f field) *vocabulary { return l.vocabularies[f] }

func (l *bleveLexicon) having(f field, numbers iter.Seq[int]) (*roaring.Bitmap, error) {
	dictionary, err := l.segment.Dictionary(fieldNames[f]) // no two searches may share one
	if err != nil {
		return nil, fmt.Errorf("look up words: %w", err)
	}
	rows := roaring.New()
	for n := range numbers {
		postings, err := dictionary.PostingsList([]byte(l.vocabularies[f].words[n]), nil, nil)
		if err != nil {
			return nil, fmt.Errorf("look up a word: %w", err) // which one is nobody's business
		}
		postings.(interface{ OrInto(*roaring.Bitmap) }).OrInto(rows)
	}
	return rows, nil
}
