package geo

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longForms are the words that names are written with in two ways.
var longForms = map[string]string{
	"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain",
}

// looseForms are abbreviations that could also be something else; they are
// read so only when nothing else fits.
var looseForms = map[string]string{
	"n": "north", "e": "east", "s": "south", "w": "west",
	"hts": "heights", "spgs": "springs", "jct": "junction", "bch": "beach", "vlg": "village",
}

// wordsOf splits a text into words of a to z and digits, lower-case and without
// accents. Apostrophes join ("O'Fallon"), everything else parts ("Winston-Salem").
func wordsOf(text string) []string {
	var word strings.Builder
	var words []string
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range norm.NFD.String(text) {
		switch r = unicode.ToLower(r); {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			word.WriteRune(r)
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘`ʻʼ", r):
		default:
			end()
		}
	}
	end()
	return words
}

// fold makes the key of a name from its words. It has no blanks, because people
// do not agree on them: "Mc Donough", "La Grange", "Winston Salem".
func fold(words []string) string {
	var key strings.Builder
	for _, word := range words {
		if long, ok := longForms[word]; ok {
			word = long
		}
		key.WriteString(word)
	}
	return key.String()
}

// foldText is the key of a name as one text.
func foldText(name string) string { return fold(wordsOf(name)) }
