package index

import (
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum/levenshtein"

	"haven/internal/facility"
)

// wordlist is the lexicon of a part in memory.
type wordlist [2]map[string][]uint32 // by field: the rows that have a word, ascending

func newWordlist(listings []*facility.Listing) wordlist {
	list := wordlist{inText: {}, inName: {}}
	for i, l := range listings {
		for f, index := range list {
			for _, word := range splitWords(field(f).of(l)) {
				index[word] = appendRow(index[word], uint32(i))
			}
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

func (list wordlist) exactly(f field, word string, rows *roaring.Bitmap) error {
	rows.AddMany(list[f][word])
	return nil
}

func (list wordlist) nearly(f field, word string, edits int, rows *roaring.Bitmap) error {
	automaton, err := automatonFor(word, edits)
	if err != nil {
		return err
	}
	for other, have := range list[f] {
		if accepts(automaton, other) {
			rows.AddMany(have)
		}
	}
	return nil
}

func (list wordlist) beginning(f field, prefix string, rows *roaring.Bitmap) error {
	for word, have := range list[f] {
		if strings.HasPrefix(word, prefix) {
			rows.AddMany(have)
		}
	}
	return nil
}

func accepts(automaton *levenshtein.DFA, word string) bool {
	state := automaton.Start()
	for i := 0; i < len(word) && automaton.CanMatch(state); i++ {
		state = automaton.Accept(state, word[i])
	}
	return automaton.IsMatch(state)
}
