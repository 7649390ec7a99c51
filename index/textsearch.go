package index

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// narrowByText leaves the rows that have all words.
func (v *view) narrowByText(s *snapshot, q *plan, ws *workspace) ([]*roaring.Bitmap, error) {
	var all *roaring.Bitmap
	var names []*roaring.Bitmap
	for _, word := range q.words {
		edits, err := s.edits(word)
		if err != nil {
			return nil, err
		}
		rows, err := v.having(inText, word, edits)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = rows
		} else {
			all.And(rows)
		}
		if q.byText() {
			named, err := v.having(inName, word, edits)
			if err != nil {
				return nil, err
			}
			names = append(names, named)
		}
	}
	all.WriteDenseTo(ws.limit)
	ws.within.keep(ws.limit)
	clear(ws.limit)
	return names, nil
}

// edits is how many letters of the word may be wrong: none when a listing
// uses it.
func (s *snapshot) edits(word string) (int, error) {
	allowed := editsOf(word)
	if allowed == 0 {
		return 0, nil
	}
	for _, v := range s.views {
		used, err := v.uses(word)
		if used || err != nil {
			return 0, err
		}
	}
	return allowed, nil
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

func (v *view) having(f field, word string, edits int) (*roaring.Bitmap, error) {
	rows := roaring.New()
	if edits == 0 {
		return rows, v.lexicon().exactly(f, word, rows)
	}
	return rows, v.lexicon().nearly(f, word, edits, rows)
}

// tier is how many words are not in the row's name.
func tier(names []*roaring.Bitmap, row int) int32 {
	missing := int32(0)
	for _, named := range names {
		if !named.Contains(uint32(row)) {
			missing++
		}
	}
	return missing
}
