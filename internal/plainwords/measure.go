package plainwords

import (
	"strings"
	"unicode"
)

// Haven's own texts keep within these limits.
const (
	// MaxGrade is the US school grade that any reader of English has reached.
	MaxGrade = 6
	// MinHuerta is where the scale of Fernández Huerta begins to be "fairly
	// easy".
	MinHuerta = 70
)

// Grade is the US school grade that an English text takes to be understood,
// after Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
// formulas for Navy enlisted personnel" (1975):
//
//	0.39 × words per sentence + 11.8 × syllables per word − 15.59
//
// It is 0 for a text without words.
func Grade(text string) float64 {
	m := measure(text, englishSyllables)
	if m.words == 0 {
		return 0
	}
	return 0.39*m.wordsPerSentence() + 11.8*m.syllablesPerWord() - 15.59
}

// Huerta is how easy a Spanish text is, from 100 (very easy) down to 0, after
// J. Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna 214
// (1959), as put right by G. Law, "Error in the Fernandez Huerta readability
// formula" (2011):
//
//	206.84 − 60 × syllables per word − 1.02 × words per sentence
//
// It is 100 for a text without words.
func Huerta(text string) float64 {
	m := measure(text, spanishSyllables)
	if m.words == 0 {
		return 100
	}
	return 206.84 - 60*m.syllablesPerWord() - 1.02*m.wordsPerSentence()
}

// Words is how many words a text has. Figures, such as telephone numbers, are
// none: they are taken in at a glance.
func Words(text string) int { return measure(text, spanishSyllables).words }

type measures struct{ sentences, words, syllables int }

func (m measures) wordsPerSentence() float64 { return float64(m.words) / float64(m.sentences) }
func (m measures) syllablesPerWord() float64 { return float64(m.syllables) / float64(m.words) }

func measure(text string, syllables func(word string) int) measures {
	var m measures
	for _, sentence := range sentences(text) {
		words := strings.FieldsFunc(strings.ToLower(sentence), notInWord)
		before := m.words
		for _, word := range words {
			if word = strings.Trim(word, "'’"); strings.ContainsFunc(word, unicode.IsLetter) {
				m.words++
				m.syllables += syllables(word)
			}
		}
		if m.words > before {
			m.sentences++
		}
	}
	return m
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
}

// sentences cuts a text where a unit of thought ends. R. Flesch counts one that
// a colon or semicolon ends as a sentence, too ("How to Write Plain English",
// 1979); so does the end of a line. A point within a figure ends nothing.
func sentences(text string) []string {
	var all []string
	from, runes := 0, []rune(text)
	for i, r := range runes {
		last := i == len(runes)-1
		if last || r == '\n' || strings.ContainsRune(".!?:;…", r) && !inWord(runes[i+1]) {
			all = append(all, string(runes[from:i+1]))
			from = i + 1
		}
	}
	return all
}

func inWord(r rune) bool { return !notInWord(r) }
