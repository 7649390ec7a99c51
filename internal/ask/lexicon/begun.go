package lexicon

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// beginning is a phrase by which it is found while it is typed.
type beginning struct {
	words  string // joined with blanks
	phrase *Phrase
	order  int // of its meaning
	spaces int // in words
}

// Begun returns the phrases that somebody may be typing, one a meaning: those
// of their language first, then those whose last word is whole, those of the
// fewest words, and in the order of the file. Phrases that ask for nothing are
// left out. A misspelt single word is corrected.
func (l *Lexicon) Begun(tokens []Token, spanish bool) []*Phrase {
	found := l.begun(joined(tokens), spanish)
	if len(found) == 0 && len(tokens) == 1 {
		for _, word := range l.Corrections(tokens[0].Word) {
			found = append(found, l.begun(word, spanish)...)
		}
	}
	return found
}

func (l *Lexicon) begun(typed string, spanish bool) []*Phrase {
	if typed == "" {
		return nil
	}
	i, _ := slices.BinarySearchFunc(l.beginnings, typed, func(b beginning, typed string) int { return strings.Compare(b.words, typed) })
	best := map[*Meaning]beginning{}
	for ; i < len(l.beginnings) && strings.HasPrefix(l.beginnings[i].words, typed); i++ {
		b := l.beginnings[i]
		if other, ok := best[b.phrase.Meaning]; !ok || b.compare(other, typed, spanish) < 0 {
			best[b.phrase.Meaning] = b
		}
	}
	var phrases []*Phrase
	for _, b := range slices.SortedFunc(maps.Values(best), func(a, b beginning) int { return a.compare(b, typed, spanish) }) {
		phrases = append(phrases, b.phrase)
	}
	return phrases
}

func (b beginning) compare(other beginning, typed string, spanish bool) int {
	return cmp.Or(
		first(b.phrase.Spanish == spanish, other.phrase.Spanish == spanish),
		first(isWhole(b.words, typed), isWhole(other.words, typed)),
		cmp.Compare(b.spaces, other.spaces),
		cmp.Compare(b.order, other.order),
	)
}

// first puts what is before what is not.
func first(is, other bool) int {
	switch {
	case is == other:
		return 0
	case is:
		return -1
	}
	return 1
}

// isWhole reports whether the last word typed is a whole one of the phrase.
func isWhole(words, typed string) bool {
	return len(words) == len(typed) || words[len(typed)] == ' '
}

// sortBeginnings makes the phrases that ask for something findable by how they
// begin.
func (l *Lexicon) sortBeginnings() {
	for order, m := range l.meanings {
		if !m.Kind.Filters() && m.Kind != Moment && m.Kind != Danger {
			continue
		}
		for i := range m.Phrases {
			p := &m.Phrases[i]
			words := Tokens(p.Text)
			l.beginnings = append(l.beginnings, beginning{joined(words), p, order, len(words) - 1})
		}
	}
	slices.SortFunc(l.beginnings, func(a, b beginning) int { return strings.Compare(a.words, b.words) })
}

func joined(tokens []Token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Word
	}
	return strings.Join(words, " ")
}
