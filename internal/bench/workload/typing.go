package workload

import (
	"math/rand/v2"
	"strings"
)

// Typing is how the words of a query were typed.
type Typing string

// The ways of typing. A mistyped word is one edit away from a word of a name.
const (
	Nothing      Typing = ""
	Exact        Typing = "exact"
	Prefix       Typing = "prefix"
	Insertion    Typing = "insertion"
	Deletion     Typing = "deletion"
	Substitution Typing = "substitution"
)

// typings take turns.
var typings = []Typing{Exact, Prefix, Insertion, Deletion, Substitution}

// shortest is the length of words that are typed: mistyped, they have still
// the five letters from which on they are corrected.
const shortest = 6

// typed is a word of some name, as frequent as it is in names.
func (r *Rows) typed(random *rand.Rand, how Typing) string {
	word := pick(random, r.words)
	for len(word) < shortest || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
		word = pick(random, r.words)
	}
	at, letter := random.IntN(len(word)), string(rune('a'+random.IntN(26)))
	switch how {
	case Prefix:
		return word[:max(3, at)]
	case Insertion:
		return word[:at] + letter + word[at:]
	case Deletion:
		return word[:at] + word[at+1:]
	case Substitution:
		return word[:at] + letter + word[at+1:]
	}
	return word
}
