package geo

import "testing"

func TestEditsAreCounted(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		edits int
	}{
		{"atlanta", "atlanta", 0},
		{"alanta", "atlanta", 1},   // left out
		{"attlanta", "atlanta", 1}, // added
		{"atlenta", "atlanta", 1},  // replaced
		{"atlnata", "atlanta", 1},  // swapped
		{"talanta", "atlanta", 1},
		{"alenta", "atlanta", 2},
		{"", "ab", 2},
		{"ab", "", 2},
	} {
		if n, ok := editsWithin(c.a, c.b, 2); !ok || n != c.edits {
			t.Errorf("%q to %q: %d, %v, want %d", c.a, c.b, n, ok, c.edits)
		}
		if lettersOf(c.a).farFrom(lettersOf(c.b), c.edits) {
			t.Errorf("%q is said to be more than %d edits from %q", c.a, c.edits, c.b)
		}
	}
	for _, c := range [][2]string{{"houston", "atlanta"}, {"a", "abcd"}, {"abcd", "a"}} {
		if n, ok := editsWithin(c[0], c[1], 2); ok {
			t.Errorf("%q to %q: %d edits", c[0], c[1], n)
		}
	}
}
