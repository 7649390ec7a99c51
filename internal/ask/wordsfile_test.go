package ask

import (
	"slices"
	"strings"
	"testing"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/plainwords"
)

func TestTheWordsFileIsSound(t *testing.T) {
	if _, err := lexicon.New(wordsFile, facility.Builtin()); err != nil {
		t.Fatal(err)
	}
}

func TestEveryPhraseMeansWhatItStandsUnder(t *testing.T) {
	for _, m := range words().Meanings() {
		if !m.Kind.Filters() && m.Kind != lexicon.Wish && m.Kind != lexicon.Danger {
			continue
		}
		for _, p := range m.Phrases {
			s := interpret(p.Text, false, geo.Default())
			if len(s.spans) != 1 || len(s.spans[0].meanings) != 1 || s.spans[0].meanings[0] != m {
				t.Errorf("%q stands under [%s] and is read as %+v", p.Text, m.ID, s.spans)
			}
		}
	}
}

// People write words that hurt; no text of ours repeats them, suggestions
// included.
func TestLabelsArePersonFirst(t *testing.T) {
	for _, m := range words().Meanings() {
		shown := []string{m.English, m.Spanish}
		if m.Kind.Filters() {
			shown = append(shown, m.Usual(false), m.Usual(true))
		}
		for _, found := range plainwords.Hurtful(strings.Join(shown, "\n")) {
			t.Errorf("[%s] says %q; write: %s", m.ID, found.Word, found.Instead)
		}
	}
}

func TestAgesHaveTheirMeanings(t *testing.T) {
	for years := 1; years <= oldest; years++ {
		if words().Meaning(ageGroup(years)) == nil {
			t.Errorf("no stanza [%s]", ageGroup(years))
		}
	}
	for _, id := range []string{nearMe, "telehealth"} {
		if words().Meaning(id) == nil {
			t.Errorf("no stanza [%s]", id)
		}
	}
}

func TestAPlaceOfAnotherNameIsKnownToTheGazetteer(t *testing.T) {
	for _, m := range words().Meanings() {
		if m.Kind != lexicon.Place {
			continue
		}
		if _, _, ok := geo.Default().Read(m.Place); !ok {
			t.Errorf("[%s] is at %q, which is unknown", m.ID, m.Place)
		}
	}
}

func TestALetterLeftOutIsForgiven(t *testing.T) {
	for _, m := range words().Meanings() {
		if words().Meaning(m.ID) == nil || !m.Kind.Filters() && m.Kind != lexicon.Danger {
			continue
		}
		for _, text := range []string{m.Usual(false), m.Usual(true)} {
			for _, typo := range withoutOneLetter(text) {
				s := interpret(typo, false, geo.Default())
				if !slices.ContainsFunc(s.spans, func(sp span) bool { return slices.Contains(sp.meanings, m) }) {
					t.Errorf("%q, which should be %q, is read as %+v", typo, text, s.spans)
				}
			}
		}
	}
}

// withoutOneLetter leaves out each inner letter of the longest word of a text,
// if it has six or more and is no other word then.
func withoutOneLetter(text string) []string {
	var longest lexicon.Token
	for _, token := range lexicon.Tokens(text) {
		if len(token.Word) > len(longest.Word) {
			longest = token
		}
	}
	var typos []string
	for i := 1; i < len(longest.Word)-1 && len(longest.Word) >= 6; i++ {
		// Who writes "medicae" may mean Medicaid as well as Medicare.
		if word := longest.Word[:i] + longest.Word[i+1:]; !words().Knows(word) && word != "medicae" {
			typos = append(typos, text[:longest.From]+word+text[longest.To:])
		}
	}
	return typos
}

func TestAMomentIsCalledTheSameHoweverItIsAskedFor(t *testing.T) {
	for _, m := range words().Meanings() {
		if label := LabelOf(m.Condition); m.Kind == lexicon.Moment && label != (Label{m.English, m.Spanish}) {
			t.Errorf("[%s] is %q and %q, and %+v where it is sent", m.ID, m.English, m.Spanish, label)
		}
	}
}
