package index

import (
	"iter"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
)

// wordlist is the lexicon of a part in memory.
type wordlist [len(fieldNames)]struct {
	vocabulary *vocabulary
	rows       [][]uint32 // by the word's number: the rows that have it, ascending
}

func newWordlist(listings []*facility.Listing) *wordlist {
	list := new(wordlist)
	for f := range list {
		have := map[string][]uint32{}
		for i, l := range listings {
			for _, word := range splitWords(field(f).of(l)) {
				have[word] = appendRow(have[word], uint32(i))
			}
		}
		list[f].vocabulary = newVocabulary(slices.Collect(maps.Keys(have)))
		for _, word := range list[f].vocabulary.words {
			list[f].rows = append(list[f].rows, have[word])
		}
	}
	return list
}

func appendRow(rows []uint32, row uint32) []uint32 {
	if n := len(rows); n > 0 && rows[n-1] == row {
		return rows
	}
	return append(rows, row)
}

func (list *wordlist) words(f field) *vocabulary { return list[f].vocabulary }

func (list *wordlist) having(f field, numbers iter.Seq[int]) (*roaring.Bitmap, error) {
	rows := roaring.New()
	for n := range numbers {
		rows.AddMany(list[f].rows[n])
	}
	return rows, nil
}
