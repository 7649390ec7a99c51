package index

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestAVocabularyFindsItsWords(t *testing.T) {
	v := newVocabulary([]string{"hope", "a", "ñandú", "hospital", "house", "home", "houses", "12", "peña"})
	for _, word := range v.words {
		if n, found := v.find(word); !found || v.words[n] != word {
			t.Errorf("%q is not found", word)
		}
	}
	for _, word := range []string{"", "b", "hop", "hopes", "zzzz", "hospitals and more"} {
		if _, found := v.find(word); found {
			t.Errorf("%q is found", word)
		}
	}
	if n, found := newVocabulary(nil).find("hope"); found {
		t.Errorf("an empty vocabulary has word %d", n)
	}
}

func TestAVocabularyCompletesWords(t *testing.T) {
	v := newVocabulary([]string{"hope", "hospital", "house", "home", "houses", "peña", "ho"})
	for prefix, want := range map[string]string{
		"ho": "ho home hope house houses hospital", "hou": "house houses", "houses": "houses", "housest": "", "pe": "peña", "x": "",
	} {
		if got := v.those(v.begun(prefix)); got != want {
			t.Errorf("%q begins %q, want %q", prefix, got, want)
		}
	}
}

func (v *vocabulary) those(numbers func(func(int) bool)) string {
	var words []string
	for n := range numbers {
		words = append(words, v.words[n])
	}
	return strings.Join(words, " ")
}

// TestWordsLikeAnotherAreThoseThatAPlainCountOfEditsFinds compares with the
// table of the textbook.
func TestWordsLikeAnotherAreThoseThatAPlainCountOfEditsFinds(t *testing.T) {
	random, seed := seeded(t)
	words := map[string]bool{}
	for range 3000 {
		words[randomWord(random)] = true
	}
	all := make([]string, 0, len(words))
	for word := range words {
		all = append(all, word)
	}
	v := newVocabulary(all)
	for range 500 {
		word, edits := randomWord(random), 1+random.IntN(maxEdits)
		var want []string
		for _, other := range v.words {
			if plainDistance([]rune(word), []rune(other)) <= edits {
				want = append(want, other)
			}
		}
		if got := v.those(v.like(word, edits)); got != strings.Join(want, " ") {
			t.Fatalf("seed %d: like %q by %d edits are %q, want %q", seed, word, edits, got, want)
		}
	}
}

func seeded(t *testing.T) (*rand.Rand, uint64) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0)), seed
}

// randomWord has few different letters, so that words are alike.
func randomWord(random *rand.Rand) string {
	letters := []rune("abcñ1z")
	word := make([]rune, 1+random.IntN(9))
	if random.IntN(20) == 0 {
		word = make([]rune, editsUpTo)
	}
	for i := range word {
		word[i] = letters[random.IntN(len(letters))]
	}
	return string(word)
}

func plainDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before := slices.Clone(row)
		row[0] = i + 1
		for j := range b {
			change := before[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, row[j]+1, before[j+1]+1)
		}
	}
	return row[len(b)]
}
