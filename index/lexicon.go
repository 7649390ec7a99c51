package index

import (
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum/levenshtein"
)

// lexicon knows which rows of a part have a word. The words asked for are as
// [splitWords] makes them.
type lexicon interface {
	// exactly adds the rows that have the word in a field.
	exactly(f field, word string, rows *roaring.Bitmap) error
	// nearly adds those that have a word at most so many edits away.
	nearly(f field, word string, edits int, rows *roaring.Bitmap) error
	// beginning adds those that have a word with the prefix.
	beginning(f field, prefix string, rows *roaring.Bitmap) error
}

// maxEdits is the most that [editsOf] allows.
const maxEdits = 2

// automata makes the automata that accept words some edits away. An edit adds,
// drops or changes a letter.
var automata = sync.OnceValue(func() [maxEdits + 1]*levenshtein.LevenshteinAutomatonBuilder {
	var builders [maxEdits + 1]*levenshtein.LevenshteinAutomatonBuilder
	for edits := 1; edits <= maxEdits; edits++ {
		builder, err := levenshtein.NewLevenshteinAutomatonBuilder(uint8(edits), false)
		if err != nil {
			panic(fmt.Sprintf("index: no automaton for %d edits: %v", edits, err)) // depends on constants only
		}
		builders[edits] = builder
	}
	return builders
})

func automatonFor(word string, edits int) (*levenshtein.DFA, error) {
	automaton, err := automata()[edits].BuildDfa(word, uint8(edits))
	if err != nil {
		return nil, fmt.Errorf("look for words like %q: %w", word, err)
	}
	return automaton, nil
}
