package facility

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Languages are those somebody speaks, as codes such as "es", in the order of
// the alphabet and joined by blanks: a [Phone] stays comparable with them.
type Languages string

// SpokenLanguages are the codes that there are names for, the most spoken in
// the United States first; "ase" is American Sign Language.
func SpokenLanguages() []string {
	return []string{"en", "es", "zh", "vi", "tl", "ko", "ru", "ar", "ht", "fr", "pt", "ase"}
}

// LanguagesOf sorts and joins language codes, each once.
func LanguagesOf(codes ...string) Languages { return Languages(CodesOf(codes...)) }

// List are the codes as a slice; nil if there are none.
func (l Languages) List() []string { return Codes(l).List() }

// Validate checks that each code names a language.
func (l Languages) Validate() error {
	codes := l.List()
	for _, code := range codes {
		if !slices.Contains(SpokenLanguages(), code) {
			return fmt.Errorf("%q names no language: use some of %v", code, SpokenLanguages())
		}
	}
	if LanguagesOf(codes...) != l {
		return errors.New("languages stand in the order of the alphabet, each once")
	}
	return nil
}

// String is the codes as stewards read them.
func (l Languages) String() string { return strings.Join(l.List(), ", ") }
