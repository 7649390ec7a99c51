package list

import "testing"

func TestEverySourceHasItsOwnName(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range All() {
		if seen[i.Source()] || i.Source() == "" {
			t.Errorf("a second source is called %q", i.Source())
		}
		seen[i.Source()] = true
	}
	for _, name := range []string{"samhsa-directory", "findtreatment", "otp", "points", "csv"} {
		if !seen[name] {
			t.Errorf("`haven import %s` is promised, and missing", name)
		}
	}
}
