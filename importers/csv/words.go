package csv

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"haven/internal/facility"
)

//go:embed synonyms.txt
var synonymsText string

// Meanings of columns beside fields and codes.
const (
	meansServices = "services"
	meansUpdated  = "updated"
)

// synonyms tells what a heading or a value calls: a field, or a service code.
type synonyms struct {
	fields map[string]string // plain words → field, services or updated
	codes  map[string]string // plain words → code
}

var known = sync.OnceValue(func() synonyms {
	s := synonyms{map[string]string{}, map[string]string{}}
	taxonomy := facility.Builtin()
	for line := range strings.Lines(synonymsText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		meaning, names, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, ",") {
			switch _, code := taxonomy.Code(meaning); {
			case code:
				add(s.codes, name, meaning)
			case meaning == meansServices, meaning == meansUpdated, slices.Contains(fieldNames, meaning):
				add(s.fields, name, meaning)
			default:
				panic(fmt.Sprintf("csv: synonyms.txt: %q is neither field nor code", meaning))
			}
		}
	}
	for _, c := range taxonomy.Codes() {
		for _, name := range []string{c.Name, c.English, c.Spanish} {
			add(s.codes, name, c.Code)
		}
	}
	return s
})

// add keeps the first meaning of a name.
func add(words map[string]string, name, meaning string) {
	if name = plain(name); words[name] == "" && name != "" {
		words[name] = meaning
	}
}

// plain leaves case, accents and punctuation out: "Código_Postal" is "codigo
// postal".
func plain(text string) string {
	var words strings.Builder
	for _, c := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			words.WriteRune(c)
		default:
			words.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(words.String()), " ")
}
