package index

import "github.com/RoaringBitmap/roaring/v2"

// word is a word of a query.
type word struct {
	text  string
	edits int // how many letters may be wrong
}

// words are those of a text. A word that a listing uses is taken as written.
func (s *snapshot) words(text string) ([]word, error) {
	var words []word
	for _, text := range splitWords(text) {
		w := word{text, editsOf(text)}
		for _, v := range s.views {
			if w.edits == 0 {
				break
			}
			used, err := v.uses(text)
			if err != nil {
				return nil, err
			}
			if used {
				w.edits = 0
			}
		}
		words = append(words, w)
	}
	return words, nil
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

// uses reports whether a listing that is not replaced has the word.
func (v *view) uses(word string) (bool, error) {
	if v.len() == 0 {
		return false, nil
	}
	rows := roaring.New()
	if err := v.lexicon().exactly(inText, word, rows); err != nil {
		return false, err
	}
	for at := rows.Iterator(); at.HasNext(); {
		if v.alive.has(int(at.Next())) {
			return true, nil
		}
	}
	return false, nil
}

func (v *view) having(f field, w word) (*roaring.Bitmap, error) {
	rows := roaring.New()
	if w.edits == 0 {
		return rows, v.lexicon().exactly(f, w.text, rows)
	}
	return rows, v.lexicon().nearly(f, w.text, w.edits, rows)
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
