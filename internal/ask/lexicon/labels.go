package lexicon

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// A label of one word counts as a word that people use from so many letters;
// one of more than maxLabelWords is a description that nobody types.
const (
	minLabelLetters = 5
	maxLabelWords   = 6
)

// addLabels makes the codes' own labels and names findable where the file says
// nothing else about them. Codes of the same label are alternatives.
func (l *Lexicon) addLabels(tax *facility.Taxonomy) {
	for _, code := range tax.Codes() {
		if namesPlaces(code.Category) {
			continue
		}
		m := &Meaning{
			ID: code.Code, Kind: KindOf(code.Category), Codes: []string{code.Code},
			English: tax.Label(code.Code, "en"), Spanish: tax.Label(code.Code, "es"),
		}
		m.addLabel(code.English, false)
		m.addLabel(code.Spanish, true)
		m.addLabel(code.Name, false)
		l.addMade(m)
	}
}

// addLabel adds a label without what it has in parentheses.
func (m *Meaning) addLabel(label string, spanish bool) {
	text := withoutParentheses(label)
	tokens := Tokens(text)
	if len(tokens) == 0 || len(tokens) > maxLabelWords || len(tokens) == 1 && len(tokens[0].Word) < minLabelLetters {
		return
	}
	m.Phrases = append(m.Phrases, Phrase{Text: text, Spanish: spanish})
}

// addMade takes in a meaning made from a code. Phrases that the file has stay
// with it; those of an earlier code get this one as an alternative.
func (l *Lexicon) addMade(m *Meaning) {
	var kept []Phrase
	for _, p := range m.Phrases {
		p.Meaning = m
		other := l.insert(&p)
		switch {
		case other == nil:
			kept = append(kept, p)
		case l.byID[other.ID] == nil && !slices.Contains(other.Codes, m.Codes[0]):
			other.Codes = append(other.Codes, m.Codes...)
		}
	}
	if m.Phrases = kept; len(kept) > 0 {
		l.meanings = append(l.meanings, m)
	}
}

// KindOf is the kind of a category's codes as people ask for them.
func KindOf(category string) Kind {
	switch category {
	case "PAY", "PYAS":
		return Payment
	case "SG", "AGE", "GN", "EXCL":
		return Person
	case "SL", "OL":
		return Language
	}
	return Service
}

// namesPlaces reports whether the labels of a category's codes are parts of
// many names, such as "State Hospital", and seldom looked for by such words:
// who runs a place, its licences, and what sort of house it is.
func namesPlaces(category string) bool {
	switch category {
	case "FOP", "LCA", "FT", "HOSP", "OMSC", "SMAT", "AUT", "EXCL":
		return true
	}
	return false
}

// withoutParentheses drops "(IOP)" and what else explains a label.
func withoutParentheses(label string) string {
	var kept strings.Builder
	depth := 0
	for _, c := range label {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth = max(0, depth-1)
		case depth == 0:
			kept.WriteRune(c)
		}
	}
	return strings.Join(strings.Fields(kept.String()), " ")
}
