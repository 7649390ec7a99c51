package index

import (
	"iter"

	"github.com/RoaringBitmap/roaring/v2"
)

// lexicon knows which rows of a part have a word. Words are as [splitWords]
// makes them.
type lexicon interface {
	// words are all of a field.
	words(f field) *vocabulary
	// having is the rows that have one of the words with these numbers.
	having(f field, numbers iter.Seq[int]) (*roaring.Bitmap, error)
}

// maxEdits is the most that [editsOf] allows.
const maxEdits = 2
