package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestAListIsReadAsItWasWritten(t *testing.T) {
	var many []string
	for i := range maxListed + 5 {
		many = append(many, fmt.Sprintf("hvn%07d", i))
	}
	for text, want := range map[string]shortlist{
		"":                                nil,
		"hvn0000001":                      {"hvn0000001"},
		"hvn0000002,hvn0000001":           {"hvn0000002", "hvn0000001"},
		"hvn0000001,hvn0000001":           {"hvn0000001"},
		"../etc,hvn0000001,<b>,HVN,,a b,": {"hvn0000001"},
		strings.Repeat("a", 21):           nil,
		strings.Join(many, ","):           many[:maxListed],
	} {
		if got := readShortlist(text); !slices.Equal(got, want) {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestPlacesAreAddedTakenOffAndMoved(t *testing.T) {
	l := shortlist{"a", "b", "c"}
	for name, test := range map[string]struct{ got, want shortlist }{
		"one more":         {l.with("d"), shortlist{"a", "b", "c", "d"}},
		"one there is":     {l.with("b"), l},
		"one less":         {l.without("b"), shortlist{"a", "c"}},
		"one there is not": {l.without("x"), l},
		"higher":           {l.raised("c"), shortlist{"a", "c", "b"}},
		"the highest":      {l.raised("a"), l},
		"none":             {l.raised("x"), l},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %q, want %q", name, test.got, test.want)
		}
	}
	if !slices.Equal(l, shortlist{"a", "b", "c"}) {
		t.Errorf("the list itself became %q", l)
	}
}

func FuzzReadShortlist(f *testing.F) {
	f.Add("hvn0000001,,<b>,hvn0000001")
	f.Fuzz(func(t *testing.T, text string) {
		l := readShortlist(text)
		if len(l) > maxListed || !slices.Equal(readShortlist(l.String()), l) {
			t.Errorf("%q is read as %q", text, l)
		}
	})
}
