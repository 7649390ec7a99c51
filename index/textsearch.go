package index

import (
	"iter"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
)

// word is a word of a query.
type word struct {
	text  string
	edits int  // how many letters may be wrong
	begun bool // it may be the beginning of a word
}

// words are those of a query's text. A word that a listing uses is taken as
// written.
func (s *snapshot) words(q *facility.Query) ([]word, error) {
	if q.Text == "" {
		return nil, nil
	}
	texts := wordsOf(q)
	words := make([]word, len(texts))
	for i, text := range texts {
		words[i] = word{text: text}
		if q.Unfinished && i == len(texts)-1 && utf8.RuneCountInString(text) >= prefixFrom {
			words[i].begun = true
			continue
		}
		used, err := s.uses(text)
		if err != nil {
			return nil, err
		}
		if !used {
			words[i].edits = editsOf(text)
		}
	}
	return words, nil
}

func wordsOf(q *facility.Query) []string {
	if q.Unfinished {
		return begunWords(q.Text)
	}
	return splitWords(q.Text)
}

// uses reports whether a listing has the word.
func (s *snapshot) uses(word string) (bool, error) {
	for i, v := range s.views {
		whole := i > 0 || s.replaced == 0
		if used, err := v.uses(word, whole); used || err != nil {
			return used, err
		}
	}
	return false, nil
}

// narrowByText leaves the rows that have all words.
func (v *view) narrowByText(q *plan, ws *workspace) ([]*roaring.Bitmap, error) {
	all, err := v.having(inText, q.words[0])
	if err != nil {
		return nil, err
	}
	for _, w := range q.words[1:] {
		rows, err := v.having(inText, w)
		if err != nil {
			return nil, err
		}
		all.And(rows)
	}
	all.WriteDenseTo(ws.limit)
	ws.within.keep(ws.limit)
	clear(ws.limit)
	if !q.byScore() {
		return nil, nil
	}
	return v.named(q.words)
}

// named is for each word the rows that have it in their names.
func (v *view) named(words []word) ([]*roaring.Bitmap, error) {
	names := make([]*roaring.Bitmap, len(words))
	for i, w := range words {
		var err error
		if names[i], err = v.having(inName, w); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// uses reports whether a listing that is not replaced has the word. In a whole
// view none is replaced.
func (v *view) uses(word string, whole bool) (bool, error) {
	if v.len() == 0 {
		return false, nil
	}
	number, found := v.lexicon().words(inText).find(word)
	if !found || whole {
		return found, nil
	}
	rows, err := v.lexicon().having(inText, one(number))
	if err != nil {
		return false, err
	}
	for at := rows.Iterator(); at.HasNext(); {
		if v.alive.has(int(at.Next())) {
			return true, nil
		}
	}
	return false, nil
}

// having is the rows that have a word in a field.
func (v *view) having(f field, w word) (*roaring.Bitmap, error) {
	l := v.lexicon()
	words := l.words(f)
	switch {
	case w.begun:
		return l.having(f, words.begun(w.text))
	case w.edits > 0:
		return l.having(f, words.like(w.text, w.edits))
	}
	if number, found := words.find(w.text); found {
		return l.having(f, one(number))
	}
	return roaring.New(), nil
}

func one(number int) iter.Seq[int] {
	return func(yield func(int) bool) { yield(number) }
}

// fitOf is the share of the words that are in the row's name.
func fitOf(names []*roaring.Bitmap, row int) float64 {
	if len(names) == 0 {
		return 1
	}
	named := 0
	for _, rows := range names {
		if rows.Contains(uint32(row)) {
			named++
		}
	}
	return float64(named) / float64(len(names))
}
