package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Clean trims text, makes one blank of several and of control characters,
// and drops what cannot be seen, such as zero-width blanks.
func Clean(text string) string {
	if tidy(text) {
		return text
	}
	seen := strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(seen), " ")
}

// tidy reports whether text is plain ASCII without blanks to remove, which
// nearly all cells are.
func tidy(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return text == "" || last != ' '
}

// fold makes one name of "Zip Code", " zip code" and "ZIPCODE".
func fold(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(Clean(name)), ""))
}

// decode returns text as UTF-8. Text that is not, is taken as Windows-1252,
// of which latin-1 is a part. Cells are judged one by one: files edited on
// several machines hold both.
func decode(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	decoded, err := charmap.Windows1252.NewDecoder().String(text)
	if err != nil {
		return strings.ToValidUTF8(text, "")
	}
	return decoded
}
