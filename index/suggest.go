package index

import (
	"context"
	"math/bits"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
)

// Suggest implements [facility.Searcher]. It finds names in which the words of
// the prefix follow each other, the last one begun, in the order of names.
func (e *Engine) Suggest(ctx context.Context, prefix string, limit int) ([]facility.Suggestion, error) {
	words := begunWords(prefix)
	if err := ctx.Err(); err != nil || len(words) == 0 || limit <= 0 {
		return nil, err
	}
	s, err := e.hold()
	if err != nil {
		return nil, err
	}
	defer e.letGo(s)
	var all []found
	for _, v := range s.views {
		some, err := v.suggest(words, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, found.compare)
	return suggestions(all[:min(limit, len(all))]), nil
}

func suggestions(all []found) []facility.Suggestion {
	var made []facility.Suggestion
	for i := range all {
		l := all[i].listing()
		made = append(made, facility.Suggestion{ID: l.ID, Name: l.Name.String(), City: l.Address.City, State: l.Address.State})
	}
	return made
}

// suggest is the first names of the view.
func (v *view) suggest(words []string, limit int) ([]found, error) {
	if v.len() == 0 {
		return nil, nil
	}
	rows, err := v.begun(words)
	if err != nil {
		return nil, err
	}
	phrase := " " + strings.Join(words, " ")
	var first []found
	for _, rank := range v.ranked(rows) {
		row := int(v.names().rows[rank])
		name := v.listings[row].Name.String()
		if !strings.Contains(" "+strings.Join(splitWords(name), " "), phrase) {
			continue
		}
		first = append(first, found{view: v, row: row, name: nameKey(v.listings[row])})
		if len(first) == limit {
			break
		}
	}
	return first, nil
}

// begun is the rows whose names have the words, the last one begun.
func (v *view) begun(words []string) (*roaring.Bitmap, error) {
	last := len(words) - 1
	rows, err := v.having(inName, word{text: words[last], begun: true})
	if err != nil {
		return nil, err
	}
	for _, text := range words[:last] {
		having, err := v.having(inName, word{text: text})
		if err != nil {
			return nil, err
		}
		rows.And(having)
	}
	return rows, nil
}

// ranked goes through those of the rows that a source still states in the
// order of their names.
func (v *view) ranked(rows *roaring.Bitmap) func(yield func(int, int32) bool) {
	ranks := newBitset(v.len())
	for at := rows.Iterator(); at.HasNext(); {
		if row := int(at.Next()); v.current.has(row) {
			ranks.add(int(v.names().ranks[row]))
		}
	}
	return func(yield func(int, int32) bool) {
		n := 0
		for w, word := range ranks {
			for ; word != 0; word &= word - 1 {
				if !yield(n, int32(w*wordBits+bits.TrailingZeros64(word))) {
					return
				}
				n++
			}
		}
	}
}
