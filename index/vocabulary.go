package index

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// vocabulary is the words that a field of a part has. Shorter words come
// first, words of the same length in the order of their letters, so that
// words a few letters away, and those that begin alike, are in few places.
type vocabulary struct {
	words []string
	// letters are, for each word, the letters it has, a bit for each: a cheap
	// look that settles most comparisons.
	letters []uint32
	// from is, by the number of letters, where the words that have as many
	// begin; the last entry is where all end.
	from []int
}

// newVocabulary is that of these words, each given once. They are sorted.
func newVocabulary(words []string) *vocabulary {
	slices.SortFunc(words, inVocabulary)
	v := &vocabulary{words: words, letters: make([]uint32, len(words))}
	for n, word := range words {
		v.letters[n] = lettersOf(word)
		for length := utf8.RuneCountInString(word); len(v.from) <= length; {
			v.from = append(v.from, n)
		}
	}
	v.from = append(v.from, len(words))
	return v
}

// inVocabulary is the order of words.
func inVocabulary(a, b string) int {
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// lettersOf gives a to z a bit each; all other letters share the rest.
func lettersOf(word string) uint32 {
	var set uint32
	for _, r := range word {
		if r >= 'a' && r <= 'z' {
			set |= 1 << (r - 'a')
		} else {
			set |= 1 << (26 + r%6)
		}
	}
	return set
}

// ofLength is where the words with so many letters are.
func (v *vocabulary) ofLength(letters int) (lo, hi int) {
	if letters < 0 || letters+1 >= len(v.from) {
		return 0, 0
	}
	return v.from[letters], v.from[letters+1]
}

// find is the number of a word.
func (v *vocabulary) find(word string) (n int, found bool) {
	lo, hi := v.ofLength(utf8.RuneCountInString(word))
	n, found = slices.BinarySearch(v.words[lo:hi], word)
	return lo + n, found
}

// like are the numbers of the words at most so many edits away. An edit adds,
// drops or changes a letter, so it changes the set of letters by two at most.
func (v *vocabulary) like(word string, edits int) iter.Seq[int] {
	p, letters := newPattern(word), lettersOf(word)
	return func(yield func(int) bool) {
		lo, _ := v.ofLength(max(1, p.length-edits))
		_, hi := v.ofLength(min(p.length+edits, len(v.from)-2))
		for n := lo; n < hi; n++ {
			if bits.OnesCount32(v.letters[n]^letters) <= 2*edits && p.distance(v.words[n]) <= edits && !yield(n) {
				return
			}
		}
	}
}

// begun are the numbers of the words that begin with the prefix.
func (v *vocabulary) begun(prefix string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for letters := utf8.RuneCountInString(prefix); letters+1 < len(v.from); letters++ {
			lo, hi := v.ofLength(letters)
			first, _ := slices.BinarySearch(v.words[lo:hi], prefix)
			for n := lo + first; n < hi && strings.HasPrefix(v.words[n], prefix); n++ {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// pattern counts the edits between a word and others, all letters of the word
// at once: a bit is a letter (Myers, A fast bit-vector algorithm for
// approximate string matching, 1999; Hyyrö's form for whole words, 2003).
type pattern struct {
	length int // letters, at most maxPattern
	ascii  [utf8.RuneSelf]uint64
	others map[rune]uint64
}

// maxPattern is how many letters a pattern has room for.
const maxPattern = 64

func newPattern(word string) *pattern {
	p := &pattern{}
	for _, r := range word {
		if r < utf8.RuneSelf {
			p.ascii[r] |= 1 << p.length
		} else {
			if p.others == nil {
				p.others = map[rune]uint64{}
			}
			p.others[r] |= 1 << p.length
		}
		p.length++
	}
	return p
}

// at is where the word has a letter.
func (p *pattern) at(r rune) uint64 {
	if r < utf8.RuneSelf {
		return p.ascii[r]
	}
	return p.others[r]
}

// distance is the number of edits to another word. The bits of more and less
// are where a letter further in the word costs an edit more, or one less.
func (p *pattern) distance(word string) int {
	distance, last := p.length, uint64(1)<<(p.length-1)
	more, less := ^uint64(0), uint64(0)
	for _, r := range word {
		same := p.at(r)
		down := same | less
		across := ((same&more + more) ^ more) | same
		rises, falls := less|^(across|more), more&across
		switch {
		case rises&last != 0:
			distance++
		case falls&last != 0:
			distance--
		}
		rises, falls = rises<<1|1, falls<<1
		more, less = falls|^(down|rises), rises&down
	}
	return distance
}
