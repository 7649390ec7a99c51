package index

import (
	"bytes"
	"errors"
	"fmt"

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
	return l.verify(rows)
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

func (l *bleveLexicon) exactly(f field, word string, rows *roaring.Bitmap) error {
	dictionary, err := l.segment.Dictionary(fieldNames[f])
	if err != nil {
		return fmt.Errorf("look up %q: %w", word, err)
	}
	return addPostings(dictionary, word, rows)
}

func addPostings(dictionary segment.TermDictionary, word string, rows *roaring.Bitmap) error {
	postings, err := dictionary.PostingsList([]byte(word), nil, nil)
	if err != nil {
		return fmt.Errorf("look up %q: %w", word, err)
	}
	postings.(interface{ OrInto(*roaring.Bitmap) }).OrInto(rows)
	return nil
}

func (l *bleveLexicon) nearly(f field, word string, edits int, rows *roaring.Bitmap) error {
	automaton, err := automatonFor(word, edits)
	if err != nil {
		return err
	}
	return l.all(f, automaton, nil, nil, rows)
}

func (l *bleveLexicon) beginning(f field, prefix string, rows *roaring.Bitmap) error {
	return l.all(f, nil, []byte(prefix), append([]byte(prefix), 0xFF), rows)
}

// all adds the rows of all words from start up to end that the automaton
// accepts; nil accepts all.
func (l *bleveLexicon) all(f field, automaton segment.Automaton, start, end []byte, rows *roaring.Bitmap) error {
	dictionary, err := l.segment.Dictionary(fieldNames[f])
	if err != nil {
		return fmt.Errorf("look through words: %w", err)
	}
	found := dictionary.AutomatonIterator(automaton, start, end)
	for {
		entry, err := found.Next()
		if err != nil {
			return fmt.Errorf("look through words: %w", err)
		}
		if entry == nil {
			return nil
		}
		if err := addPostings(dictionary, entry.Term, rows); err != nil {
			return err
		}
	}
}
