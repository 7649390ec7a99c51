package referral

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestACodeHasAtLeast40Bits(t *testing.T) {
	bits := codeWords*math.Log2(float64(len(wordList))) + math.Log2(digitRange)
	if bits < 40 || len(slices.Compact(slices.Sorted(slices.Values(wordList)))) != len(wordList) {
		t.Errorf("%.1f bits of %d words", bits, len(wordList))
	}
}

func TestWordsAreToldApart(t *testing.T) {
	for i, a := range wordList {
		if strings.ContainsFunc(a, func(r rune) bool { return !unicode.IsLower(r) }) || len(a) < 3 || len(a) > 9 {
			t.Errorf("%q is no short word", a)
		}
		for _, b := range wordList[:i] {
			if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || oneLetterApart(a, b) {
				t.Errorf("%q is like %q", a, b)
			}
		}
	}
}

// oneLetterApart reports whether one letter changed, added or left out makes b of a.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i:] == b[i+1:] || (len(a) == len(b) && a[i+1:] == b[i+1:])
		}
	}
	return len(b)-len(a) <= 1
}

func TestACodeIsUnderstoodHoweverItIsSpelled(t *testing.T) {
	want := Code("cactus-lemon-rocket-20417")
	for _, heard := range []string{
		"cactus-lemon-rocket-20417", "Cactus Lemon Rocket 20417", " CACTUS-LEMON  rocket 2-0-4-1-7 ", "cactuslemonrocket20417",
		"cactus, lemon, rocket: 204 17.", "cactus–lemon–rocket 20417", "cactus\tlemon\nrocket 20417",
	} {
		if got, err := ParseCode(heard); err != nil || got != want {
			t.Errorf("%q is %q (%v)", heard, got, err)
		}
	}
	for _, heard := range []string{
		"", "20417", "cactus-lemon-rocket", "cactus-lemon-rocket-2041", "cactus-lemon-rocket-204170", "cactus-lemon-20417",
		"cactus-lemon-rocket-2041x", "cactus-lemon-rocket-٢٠٤١٧", "cactus-lemon-zzz-20417", strings.Repeat("a", 300),
	} {
		if got, err := ParseCode(heard); !errors.Is(err, ErrNoCode) {
			t.Errorf("%q is %q (%v)", heard, got, err)
		}
	}
}

func TestNewCodesAreReadBack(t *testing.T) {
	seen := map[Code]bool{}
	for range 1000 {
		code := NewCode()
		if got, err := ParseCode(strings.ReplaceAll(string(code), "-", "")); err != nil || got != code || seen[code] {
			t.Fatalf("%q is read as %q (%v), seen before %v", code, got, err, seen[code])
		}
		seen[code] = true
	}
}

func TestAHashIsOfItsKeyAndHelpline(t *testing.T) {
	code := NewCode()
	hash := code.Hash([]byte("one"), "line")
	for _, other := range []string{code.Hash([]byte("two"), "line"), code.Hash([]byte("one"), "other"), NewCode().Hash([]byte("one"), "line")} {
		if other == hash {
			t.Error("another key, helpline or code gives the same hash")
		}
	}
	if hash != code.Hash([]byte("one"), "line") || strings.Contains(hash, string(code)) {
		t.Errorf("hash of %s is %s", code, hash)
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("Cactus Lemon Rocket 20417")
	f.Fuzz(func(t *testing.T, heard string) {
		code, err := ParseCode(heard)
		if again, failed := ParseCode(string(code)); err == nil && (failed != nil || again != code) {
			t.Errorf("%q is %q, which is %q (%v)", heard, code, again, failed)
		}
	})
}
