package match

import (
	"slices"
	"strings"

	"haven/internal/geo/street"
)

// words are the words of a name, abbreviations written out, with what they
// weigh in comparing.
type words struct {
	list   []string
	weight int
}

// Weights of words, in tenths, so that sums are exact. Half of all names are
// made of the same thirty words, so two names that share only these share
// little.
const (
	distinctive = 10
	commonplace = 3
)

// nameWords reads a name. Legal forms and small words are left out, and so is
// "DBA", which says that what follows is the trade name.
func nameWords(name string) words {
	var w words
	for _, word := range street.Words(name) {
		word = writtenOut(word)
		if silent[word] || slices.Contains(w.list, word) {
			continue
		}
		w.list = append(w.list, word)
		w.weight += weigh(word)
	}
	return w
}

func weigh(word string) int {
	if generic[word] {
		return commonplace
	}
	return distinctive
}

// alike tells how much of two names agrees, 0 to 1: the weight of the words
// they share, as each writes them, over the weight of all.
func alike(a, b words) float64 {
	inA, inB := sharedWeights(a, b)
	if inA == 0 {
		return 0
	}
	return float64(inA+inB) / float64(a.weight+b.weight)
}

// within tells how much of the lighter name is found in the other, 0 to 1; of
// two as light, the lesser. Names that are all commonplace are in half of all
// others and tell nothing.
func within(a, b words) float64 {
	light := min(a.weight, b.weight)
	if light < 2*distinctive {
		return 0
	}
	found, inB := sharedWeights(a, b)
	if b.weight < a.weight || b.weight == a.weight && inB < found {
		found = inB
	}
	return float64(found) / float64(light)
}

// sharedWeights are the weights of the words that two names share, as each of
// them writes these: "behavioral" and "behavior" are one word, but the one is
// commonplace.
func sharedWeights(a, b words) (inA, inB int) {
	taken := make([]bool, len(b.list))
	for _, word := range a.list {
		for j, other := range b.list {
			if !taken[j] && sameWord(word, other) {
				taken[j] = true
				inA += weigh(word)
				inB += weigh(other)
				break
			}
		}
	}
	return inA, inB
}

// minCut is the shortest beginning taken for a longer word: "subst".
const minCut = 4

// sameWord also takes a word cut short, and one letter mistyped in a long
// word, for the same.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) >= minCut && strings.HasPrefix(b, a) {
		return true
	}
	return len(a) >= 6 && oneEdit(a, b)
}

// oneEdit reports whether b is a with one byte inserted or changed; a is not
// the longer.
func oneEdit(a, b string) bool {
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

func join(words []string) string { return strings.Join(words, " ") }
