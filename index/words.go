package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"haven/internal/facility"
	"haven/internal/facility/shorthand"
)

// splitWords splits text into lower-case words without diacritics, shortened
// ones written out. Whatever is neither letter nor digit separates.
func splitWords(text string) []string {
	words := strings.FieldsFunc(plain(text), separates)
	for i, word := range words {
		words[i] = shorthand.Full(word)
	}
	return words
}

// begunWords is [splitWords] for text whose last word may not be finished.
func begunWords(text string) []string {
	words := splitWords(text)
	if raw := strings.FieldsFunc(plain(text), separates); len(raw) > 0 {
		words[len(words)-1] = shorthand.Begun(raw[len(raw)-1])
	}
	return words
}

func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// plain is text in lower case without diacritics.
func plain(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// How long a word is that may have wrong letters. One edit turns most short
// words into others; no name has a word that is longer, and correcting what
// somebody leaned on the keyboard for costs time and memory.
const (
	oneEditFrom  = 5
	twoEditsFrom = 9
	editsUpTo    = 40
)

// prefixFrom is how many letters begin a word: one begins nearly all names.
const prefixFrom = 2

// editsOf is how many letters of a word that nobody uses may be wrong.
func editsOf(word string) int {
	switch letters := utf8.RuneCountInString(word); {
	case letters > editsUpTo || letters < oneEditFrom:
		return 0
	case letters < twoEditsFrom:
		return 1
	}
	return maxEdits
}

// field is what a word may be looked for in.
type field int

const (
	inText field = iota // names, former names, street and city
	inName              // the name alone
)

// fieldNames name the fields in the Bleve index.
var fieldNames = [...]string{inText: "text", inName: "name"}

// of is the field's text.
func (f field) of(l *facility.Listing) string {
	if f == inName {
		return l.Name.Name + " " + l.Name.Unit
	}
	texts := []string{l.Name.Name, l.Name.Unit, l.Address.Street, l.Address.City}
	for _, n := range l.AKA {
		texts = append(texts, n.Name, n.Unit)
	}
	return strings.Join(texts, " ")
}
