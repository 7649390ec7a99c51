package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
)

const smallFile = `
# A remark.
[methadone]
kind: service
en: Methadone
es: Metadona
codes: MU OTP
words: methadone, methadone clinic,
  dolophine
palabras: metadona, clínica de metadona
instead: buprenorphine

[buprenorphine]
kind: service
codes: BU
words: suboxone, men's suboxone

[overdose]
kind: danger
danger: overdose
en: Call 911
es: Llame al 911
words: overdose, od'd

[kind-words]
kind: filler
words: please, clinic, clinics
`

func mustNew(t testing.TB, file string) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.New(file, facility.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheLongestPhraseIsFound(t *testing.T) {
	l := mustNew(t, smallFile)
	for _, c := range []struct {
		text, id string
		tokens   int
	}{
		{"methadone", "methadone", 1},
		{"Methadone Clinic near here", "methadone", 2},
		{"METHADONE,clinic", "methadone", 2},
		{"clinica de metadona", "methadone", 3},
		{"Clínica de", "", 0},
		{"mens suboxone", "buprenorphine", 2},
		{"men’s suboxone", "buprenorphine", 2},
		{"od'd", "overdose", 1},
		{"oded", "overdose", 1},
		{"odd", "", 0},
		{"near methadone", "", 0},
		{"partial hospitalization", "", 0},
		{"acupuncture", "ACU", 1}, // a label of the taxonomy
		{"Acupuntura", "ACU", 1},
		{"Recovery coach", "RC", 2},
		{"State hospital", "", 0}, // a sort of house, and part of names
	} {
		p, n := l.Longest(lexicon.Tokens(c.text))
		id := ""
		if p != nil {
			id = p.ID
		}
		if id != c.id || n != c.tokens {
			t.Errorf("%q begins with [%s] of %d tokens, want [%s] of %d", c.text, id, n, c.id, c.tokens)
		}
	}
}

func TestTheUsualWordIsThatOfTheLanguage(t *testing.T) {
	l := mustNew(t, smallFile)
	methadone, buprenorphine := l.Meaning("methadone"), l.Meaning("buprenorphine")
	if got := methadone.Usual(false) + " " + methadone.Usual(true) + " " + buprenorphine.Usual(true); got != "methadone metadona suboxone" {
		t.Error(got)
	}
}

func TestAStanzaOfOneCodeIsCalledAsTheCode(t *testing.T) {
	if got := mustNew(t, smallFile).Meaning("buprenorphine"); got.Label("en") != "Buprenorphine (Suboxone)" || got.Label("es") != "Buprenorfina (Suboxone)" {
		t.Errorf("it is called %q and %q", got.English, got.Spanish)
	}
}

func TestTyposAreCorrectedButNoKnownWord(t *testing.T) {
	l := mustNew(t, smallFile)
	for _, c := range []struct{ word, want string }{
		{"methdone", "methadone"},   // one letter less, of eight
		{"methadonne", "methadone"}, // one more
		{"mathadane", "methadone"},  // two others, of nine
		{"methaodne", "methadone"},  // two swapped
		{"suboxne", "suboxone"},
		{"subxne", ""},       // two edits need nine letters
		{"clinix", "clinic"}, // the word, not "clinics", begins as much alike
		{"clinic", ""},
		{"clinics", ""},
		{"ode", ""},      // too short
		{"suboxon3", ""}, // a number or name
		{"pleaseplease", ""},
		{strings.Repeat("methadone", 9), ""},
	} {
		got := ""
		if all := l.Corrections(c.word); len(all) > 0 {
			got = all[0]
		}
		if got != c.want {
			t.Errorf("%q becomes %q, want %q", c.word, got, c.want)
		}
	}
}

func TestTokensTellWhereAndHowTheyStand(t *testing.T) {
	type token struct {
		word, written string
		marks         string
	}
	for _, c := range []struct {
		text string
		want []token
	}{
		{"Detox, GA", []token{{"detox", "Detox", ""}, {"ga", "GA", "capital comma"}}},
		{"a/B", []token{{"a", "a", ""}, {"b", "B", "slash"}}},
		{`"New Hope" rehab`, []token{{"new", "New", "quoted"}, {"hope", "Hope", "quoted"}, {"rehab", "rehab", ""}}},
		{`5" of "x`, []token{{"5", "5", ""}, {"of", "of", "quoted"}, {"x", "x", ""}}},
		{`an "open quote`, []token{{"an", "an", ""}, {"open", "open", ""}, {"quote", "quote", ""}}},
		{"Mayagüez’s ÁREA", []token{{"mayaguezs", "Mayagüez’s", ""}, {"area", "ÁREA", "capital"}}},
		{"e\u0301xito", []token{{"exito", "e\u0301xito", ""}}},
		{"' 'tis", []token{{"tis", "tis", ""}}},
		{"", nil},
	} {
		var got []token
		for _, k := range lexicon.Tokens(c.text) {
			var marks []string
			for _, m := range []struct {
				is   bool
				name string
			}{{k.Capital, "capital"}, {k.Comma, "comma"}, {k.Slash, "slash"}, {k.Quoted, "quoted"}} {
				if m.is {
					marks = append(marks, m.name)
				}
			}
			got = append(got, token{k.Word, c.text[k.From:k.To], strings.Join(marks, " ")})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAFaultyFileIsRefusedWithTheLineOrStanza(t *testing.T) {
	const valid = "[a]\nkind: filler\nwords: hello\n"
	for _, c := range []struct{ file, says string }{
		{"kind: service\n", "line 1"},
		{"[a]\nkind filler\n", "line 2"},
		{"[a]\n  more\n", "line 2"},
		{"[a]\ncolour: red\n", `no key "colour"`},
		{"[a]\nkind: colour\nwords: red\n", `no kind "colour"`},
		{"[a]\nkind: filler\n", "no words"},
		{"[a]\nkind: filler\nwords: ?\n", "no letter"},
		{"[a]\nkind: service\nen: A\nes: A\nwords: hello\n", "have codes"},
		{"[a]\nkind: filler\ncodes: MU\nwords: hello\n", "have codes"},
		{"[a]\nkind: service\ncodes: MU OTP\nwords: hello\n", "label"},
		{"[a]\nkind: service\nen: A\nes: A\ncodes: MU\nwords: hello\n", "one code"},
		{"[a]\nkind: service\ncodes: XYZ\nwords: hello\n", "XYZ"},
		{"[a]\nkind: danger\nen: A\nes: A\nwords: hello\n", "overdose or suicide"},
		{"[a]\nkind: service\ncodes: MU\nwords: hello\ninstead: b\n", "[b]"},
		{valid + "[b]\nkind: filler\nwords: HELLO\n", "both in [a] and in [b]"},
		{valid + valid, "two stanzas"},
	} {
		if _, err := lexicon.New(c.file, facility.Builtin()); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v, want %s told", c.file, err, c.says)
		}
	}
}

func TestCodesOfOneLabelAreAlternatives(t *testing.T) {
	codes := []facility.Code{{Category: "AS", Code: "ZZ1", Name: "Riding horses"}, {Category: "AS", Code: "ZZ2", Name: "Riding horses"}}
	l, err := lexicon.New(smallFile, facility.Builtin().With(codes))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := l.Longest(lexicon.Tokens("riding horses"))
	if p == nil || !cmp.Equal(p.Codes, []string{"ZZ1", "ZZ2"}) {
		t.Errorf("riding horses is %+v", p)
	}
}

func FuzzTokens(f *testing.F) {
	for _, text := range []string{"men's", `"a" 'b`, "e\u0301", "\xff\xfe", "İ", "ﬁ"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, k := range lexicon.Tokens(text) {
			if k.From < end || k.To <= k.From || k.To > len(text) || k.Word == "" {
				t.Errorf("%q has the token %+v after byte %d", text, k, end)
			}
			end = k.To
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(smallFile)
	f.Fuzz(func(t *testing.T, file string) {
		l, err := lexicon.New(file, facility.Builtin())
		if err == nil {
			l.Corrections("methdone")
		}
	})
}
