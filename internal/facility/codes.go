package facility

import (
	"iter"
	"slices"
	"strings"
)

// Codes are service codes in their order, each once, joined by blanks. A
// listing answers some 300: as one string they are a fifth of a slice's
// memory, and nothing that the garbage collector has to look at.
type Codes string

// CodesOf sorts and joins codes, none of which is empty or has a blank in it.
func CodesOf(codes ...string) Codes {
	sorted := slices.Compact(slices.Sorted(slices.Values(codes)))
	return Codes(strings.Join(sorted, " "))
}

// All are the codes one by one.
func (c Codes) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(c); rest != ""; {
			code, after, _ := strings.Cut(rest, " ")
			if !yield(code) {
				return
			}
			rest = after
		}
	}
}

// List is the codes as a slice; nil if there are none.
func (c Codes) List() []string { return slices.Collect(c.All()) }

// Len is how many codes there are.
func (c Codes) Len() int {
	if c == "" {
		return 0
	}
	return strings.Count(string(c), " ") + 1
}

// Has reports whether a code, which has no blank in it, is among them.
func (c Codes) Has(code string) bool {
	for rest := string(c); code != ""; {
		at := strings.Index(rest, code)
		if at < 0 {
			return false
		}
		end := at + len(code)
		if (at == 0 || rest[at-1] == ' ') && (end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[end:]
	}
	return false
}
