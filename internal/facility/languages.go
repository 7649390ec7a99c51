package facility

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Languages are those somebody speaks, as codes such as "es", in the order of
// the alphabet and joined by blanks: a [Phone] stays comparable with them. Sign
// language is "ase", American Sign Language.
type Languages string

// maxLanguages is more than any front desk speaks.
const maxLanguages = 30

// LanguagesOf sorts and joins language codes, each once.
func LanguagesOf(codes ...string) Languages { return Languages(CodesOf(codes...)) }

// List are the codes as a slice; nil if there are none.
func (l Languages) List() []string { return Codes(l).List() }

// Validate checks that each code names a language.
func (l Languages) Validate() error {
	codes := l.List()
	if len(codes) > maxLanguages || LanguagesOf(codes...) != l {
		return fmt.Errorf("languages are at most %d codes in the order of the alphabet", maxLanguages)
	}
	for _, code := range codes {
		if base, err := language.ParseBase(code); err != nil || base.String() != code {
			return fmt.Errorf("%q names no language: use a code such as es", code)
		}
	}
	return nil
}

// String is the codes as stewards read them.
func (l Languages) String() string { return strings.Join(slices.Clip(l.List()), ", ") }
