package lexicon

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// How many letters of a word may be wrong: one edit turns most short words
// into others.
const (
	oneEditFrom  = 5 // letters
	twoEditsFrom = 9
	maxWord      = 40 // bytes; no word of ours is longer
)

// spelling knows how words are written.
type spelling struct {
	known map[string]bool
	words []spelt // in the order they were learnt
}

type spelt struct {
	word    string
	letters uint32
}

// learn takes a word in. One that is too short to be meant by a misspelling
// is known but never proposed.
func (s *spelling) learn(word string) {
	if s.known == nil {
		s.known = map[string]bool{}
	}
	if s.known[word] {
		return
	}
	s.known[word] = true
	if len(word) >= oneEditFrom {
		s.words = append(s.words, spelt{word, lettersOf(word)})
	}
}

// Knows reports whether a word is part of any phrase.
func (l *Lexicon) Knows(word string) bool { return l.spelling.known[word] }

// maxCorrections is how many words a misspelling may stand for.
const maxCorrections = 8

// Corrections are the words that an unknown one may be a misspelling of: the
// fewest edits away first, then what begins most alike, then what the file has
// first. A known word is never turned into another.
func (l *Lexicon) Corrections(word string) []string {
	limit := editsOf(word)
	if limit == 0 || l.spelling.known[word] {
		return nil
	}
	var near []correction
	letters := lettersOf(word)
	for i := range l.spelling.words {
		s := &l.spelling.words[i]
		if farApart(letters, s.letters, limit) {
			continue
		}
		if n, ok := editsWithin(word, s.word, limit); ok {
			near = append(near, correction{s.word, n, alike(word, s.word)})
		}
	}
	slices.SortStableFunc(near, correction.compare)
	var words []string
	for _, c := range near[:min(len(near), maxCorrections)] {
		words = append(words, c.word)
	}
	return words
}

type correction struct {
	word         string
	edits, alike int
}

func (c correction) compare(other correction) int {
	return cmp.Or(cmp.Compare(c.edits, other.edits), cmp.Compare(other.alike, c.alike))
}

// Alike reports whether a word is another one, or a misspelling of it.
func Alike(word, other string) bool {
	if word == other {
		return true
	}
	limit := editsOf(word)
	_, ok := editsWithin(word, other, limit)
	return ok && limit > 0
}

// editsOf is how many edits a word that nobody knows may be away from what was
// meant. Words with digits are numbers or names.
func editsOf(word string) int {
	for i := range len(word) {
		if word[i] >= '0' && word[i] <= '9' {
			return 0
		}
	}
	switch letters := utf8.RuneCountInString(word); {
	case letters < oneEditFrom || len(word) > maxWord:
		return 0
	case letters < twoEditsFrom:
		return 1
	}
	return 2
}

// lettersOf is the set of letters of a word.
func lettersOf(word string) uint32 {
	var set uint32
	for i := range len(word) {
		if c := word[i]; c >= 'a' && c <= 'z' {
			set |= 1 << (c - 'a')
		}
	}
	return set
}

// farApart tells that more than limit edits part two words: each edit changes
// at most one letter on either side.
func farApart(a, b uint32, limit int) bool {
	return bits.OnesCount32(a&^b) > limit || bits.OnesCount32(b&^a) > limit
}

func alike(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// editsWithin is how many edits part two words, if no more than limit: letters
// left out, added, replaced, or two neighbours swapped.
func editsWithin(a, b string, limit int) (int, bool) {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(b) > maxWord {
		return 0, false
	}
	var rows [3][maxWord + 3]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			changed := last[j-1]
			if a[i-1] != b[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)], last[len(b)] <= limit
}
