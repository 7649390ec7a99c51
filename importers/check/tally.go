package check

import (
	"fmt"
	"maps"
	"slices"

	"haven/importers"
)

// maxTallied is how many words a tally keeps apart.
const maxTallied = 500

// Tally counts words that are not known and left out, to tell each once.
type Tally map[string]*tallied

type tallied struct {
	importers.RowError
	rows int
}

// Add counts a word; key tells the word from others.
func (t Tally) Add(key string, line int, field, value string) {
	if t[key] == nil {
		if len(t) == maxTallied {
			return
		}
		t[key] = &tallied{RowError: importers.RowError{Line: line, Field: field, Value: Shown(value)}}
	}
	t[key].rows++
}

// Tell notes each word with its first line, in the order of keys.
func (t Tally) Tell(sink importers.Sink, reason string) error {
	for _, key := range slices.Sorted(maps.Keys(t)) {
		word := t[key]
		word.Reason = fmt.Sprintf("%s; rows with it: %d", reason, word.rows)
		if err := sink.Note(word.RowError); err != nil {
			return err
		}
	}
	return nil
}
