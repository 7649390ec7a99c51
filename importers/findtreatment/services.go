package findtreatment

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"haven/internal/facility"
)

// Answers name services in words: those of the reference sheets, or others
// that the locator has used for the same. wordings.tsv lists these, each with
// its code; only such as differ in the wording and not in what they mean.
//
//go:embed wordings.tsv
var wordings string

// vocabulary tells codes by their names.
type vocabulary struct {
	inCategory map[string]string   // "GN female" → FEM
	anywhere   map[string][]string // "female" → FEM; several where categories share a name
}

var services = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{inCategory: map[string]string{}, anywhere: map[string][]string{}}
	taxonomy := facility.Builtin()
	for _, c := range taxonomy.Codes() {
		v.add(c.Category, c.Name, c.Code)
	}
	for line := range strings.Lines(wordings) {
		code, wording, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		category := taxonomy.CategoryOf(code)
		if category == "" || wording == "" {
			panic(fmt.Sprintf("findtreatment: wordings.tsv: %q is no code and wording", line))
		}
		v.add(category, wording, code)
	}
	return v
})

func (v *vocabulary) add(category, name, code string) {
	name = plain(name)
	v.inCategory[category+" "+name] = code
	v.anywhere[name] = append(v.anywhere[name], code)
}

// code finds the code of a name: in its category, else in whichever category
// it is alone. The locator has renamed and merged categories (Gender Accepted
// became Sex Accepted) while the names in them stayed.
func (v *vocabulary) code(category, name string) (string, bool) {
	name = plain(name)
	if code, ok := v.inCategory[category+" "+name]; ok {
		return code, true
	}
	if codes := v.anywhere[name]; len(codes) == 1 {
		return codes[0], true
	}
	return "", false
}

// plain leaves case, punctuation and trade marks out of a name.
func plain(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}), " ")
}
