package scan

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"haven/internal/facility"
	"haven/internal/facility/shorthand"
)

// Words splits text into lower-case words without diacritics, shortened ones
// written out; whatever is neither letter nor digit separates.
func Words(text string) []string {
	words := split(text)
	for i := range words {
		words[i] = shorthand.Full(words[i])
	}
	return words
}

// begun is Words of text whose last word may not be finished.
func begun(text string) []string {
	words := Words(text)
	if n := len(words); n > 0 {
		words[n-1] = shorthand.Begun(split(text)[n-1])
	}
	return words
}

func split(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func textWords(l *facility.Listing) []string {
	text := []string{l.Name.Name, l.Name.Unit, l.Address.Street, l.Address.City}
	for _, n := range l.AKA {
		text = append(text, n.Name, n.Unit)
	}
	return Words(strings.Join(text, " "))
}

// word is a word of a query.
type word struct {
	text  string
	edits int  // how many letters may be wrong
	begun bool // it may be the beginning of a word
}

// words reads a query's text: each word is taken as written if the vocabulary
// has it, else by one edit from five letters, two from nine. The last word of
// an unfinished text stands for all that begin with it, from two letters.
func (s *Searcher) words(q facility.Query) []word {
	texts, prefix := WordsOf(q)
	var words []word
	for _, text := range texts {
		words = append(words, word{text: text, edits: s.edits(text)})
	}
	if prefix != "" {
		words = append(words, word{text: prefix, begun: true})
	}
	return words
}

// WordsOf are the words of a query's text, and apart from them what its last
// word begins with, if it has two letters and may be unfinished.
func WordsOf(q facility.Query) (words []string, prefix string) {
	if !q.Unfinished {
		return Words(q.Text), ""
	}
	words = begun(q.Text)
	if last := len(words) - 1; last >= 0 && len([]rune(words[last])) >= 2 {
		return words[:last], words[last]
	}
	return words, ""
}

// matches reports whether each word is among the listing's.
func matches(l *facility.Listing, words []word) bool {
	if len(words) == 0 {
		return true
	}
	have := textWords(l)
	for _, w := range words {
		if !w.among(have) {
			return false
		}
	}
	return true
}

// fit is the share of the words that stand in the listing's name.
func fit(l *facility.Listing, words []word) float64 {
	if len(words) == 0 {
		return 1
	}
	name := Words(l.Name.Name + " " + l.Name.Unit)
	named := 0
	for _, w := range words {
		if w.among(name) {
			named++
		}
	}
	return float64(named) / float64(len(words))
}

func (s *Searcher) edits(word string) int {
	letters := len([]rune(word))
	switch {
	case s.vocabulary[word] || letters < 5:
		return 0
	case letters < 9:
		return 1
	}
	return 2
}

func (w word) among(have []string) bool {
	for _, h := range have {
		switch {
		case h == w.text || w.begun && strings.HasPrefix(h, w.text):
			return true
		case w.edits > 0 && levenshtein([]rune(h), []rune(w.text)) <= w.edits:
			return true
		}
	}
	return false
}

// levenshtein counts insertions, deletions and substitutions.
func levenshtein(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
