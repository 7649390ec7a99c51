package index

import (
	"slices"
	"testing"

	"haven/internal/facility/scan"
)

func TestWordsAreLowerCaseWithoutDiacritics(t *testing.T) {
	for text, want := range map[string][]string{
		"South Tx Subst Abuse Servs":    {"south", "tx", "substance", "abuse", "services"},
		"Hlth Svcs, Comprehensive CTR":  {"health", "services", "comprehensive", "center"},
		"St. Mary's 12-Step House":      {"st", "mary", "s", "12", "step", "house"},
		"Clínica  Ángeles, Mayagüez":    {"clinica", "angeles", "mayaguez"},
		"ÅSA Hagåtña":                   {"asa", "hagatna"},
		"Ana\u0301lisis":                {"analisis"}, // a mark of its own
		"":                              nil,
		" -- !":                         nil,
		"Кризисный центр":               {"кризисныи", "центр"},
		"x\xff\xfey":                    {"x", "y"}, // not UTF-8
		"Substance_Abuse/Mental&Health": {"substance", "abuse", "mental", "health"},
	} {
		if got := splitWords(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzWordsAreThoseOfTheScan(f *testing.F) {
	for _, seed := range []string{"St. Mary's", "Clínica Ángeles", "\u0301a", "ǅ İstanbul ß", "x\xffy"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := splitWords(text), scan.Words(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, the scan has %q", text, got, want)
		}
	})
}

func TestAnUnfinishedWordIsNotWrittenOutTooEarly(t *testing.T) {
	for text, want := range map[string][]string{
		"":                nil,
		"subst med":       {"substance", "med"}, // Medical or Medicine
		"med ":            {"med"},
		"Mary's Trt":      {"mary", "s", "treatment"},
		"comm counseling": {"community", "counseling"},
	} {
		if got := begunWords(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestLongerWordsMayHaveMoreWrongLetters(t *testing.T) {
	for word, want := range map[string]int{
		"hope": 0, "house": 1, "recovery": 1, "treatment": 2, "ñandú": 1,
		"nobodyleansonthekeyboardforsolongasthisone": 0,
	} {
		if got := editsOf(word); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}
