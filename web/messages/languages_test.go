package messages

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"haven/internal/plainwords"
)

// forms are the formats of a text: one, or that for one and that for more.
func (t text) forms() []string {
	if t.One == "" {
		return []string{t.Other}
	}
	return []string{t.One, t.Other}
}

// others are the languages that the texts are translated into.
func others(t *testing.T) []*Catalogue {
	t.Helper()
	var all []*Catalogue
	for lang, c := range must(Load()) {
		if lang != Source {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		t.Fatal("there is only one language")
	}
	return all
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	for _, c := range others(t) {
		if diff := cmp.Diff(english(t).Keys(), c.Keys()); diff != "" {
			t.Errorf("keys (-%s +%s):\n%s", Source, c.Lang(), diff)
		}
	}
}

var verb = regexp.MustCompile(`%(\[\d+\])?[a-z%]`)

// fillings are what a format fills in, in whatever order. A language that needs
// another order than the arguments' has them numbered in every language.
func fillings(format string) []string {
	verbs := verb.FindAllString(format, -1)
	slices.Sort(verbs)
	return verbs
}

func TestEveryLanguageFillsInTheSame(t *testing.T) {
	for _, c := range others(t) {
		for key, source := range english(t).texts {
			same, forms := c.texts[key], source.forms()
			if len(same.forms()) != len(forms) {
				t.Errorf("%s: %s has %d forms, want %d", c.Lang(), key, len(same.forms()), len(forms))
				continue
			}
			for i, form := range same.forms() {
				if diff := cmp.Diff(fillings(forms[i]), fillings(form)); diff != "" {
					t.Errorf("%s: %s is %q: %s", c.Lang(), key, form, diff)
				}
			}
		}
	}
}

// alike are the keys of texts that are the same in every language: names,
// numbers, units.
var alike = []string{
	"site.name", "help.treatment.call", "radius.km", "filters.count", "source.findtreatment", "origin.said", "hours.day", "answer.no",
	"inbox.history.moment",
}

// filledIn are the places of a text that are filled in.
var filledIn = regexp.MustCompile(`%(\[\d\])?[sd]`)

// wordless reports whether a text is only filled in.
func wordless(t text) bool {
	return !strings.ContainsFunc(filledIn.ReplaceAllString(t.One+t.Other, ""), unicode.IsLetter)
}

func TestNothingIsLeftUntranslated(t *testing.T) {
	for _, c := range others(t) {
		for key, source := range english(t).texts {
			if same := c.texts[key] == source; same != slices.Contains(alike, key) && !wordless(source) {
				t.Errorf("%s: %s is %q, and in %s %q", c.Lang(), key, c.texts[key], Source, source)
			}
		}
		for code, help := range explained(english(t)) {
			if explained(c)[code] == help {
				t.Errorf("%s: %s is explained in %s: %q", c.Lang(), code, Source, help)
			}
		}
	}
}

func TestAMissingTranslationIsSaidInTheSource(t *testing.T) {
	c := others(t)[0]
	delete(c.texts, "site.skip")
	delete(c.texts, "results.total")
	if got, want := c.Text("site.skip"), english(t).Text("site.skip"); got != want || !c.Has("site.skip") {
		t.Errorf("it is %q, want %q", got, want)
	}
	if got := strings.TrimSpace(c.Count("results.total", 1, "")); got != "1 place" {
		t.Errorf("it is %q", got)
	}
}

func TestSpanishNumbersAndDates(t *testing.T) {
	c := must(Load())["es"]
	for got, want := range map[string]string{
		strings.TrimSpace(c.Count("results.total", 12744, "")): "12,744 lugares",
		strings.TrimSpace(c.Count("results.total", 1, "")):     "1 lugar",
		c.Date(ninthOfJune):  "9 de junio de 2023",
		c.Month(ninthOfJune): "junio de 2023",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What saves a life must be right: these are asked of every language.
func TestTheNumbersThatSaveLives(t *testing.T) {
	for lang, c := range must(Load()) {
		for key, numbers := range map[string][]string{
			"help.danger.call":    {"911"},
			"help.crisis.call":    {"988"},
			"help.crisis.text":    {"988"},
			"help.treatment.call": {"1-800-662-4357"},
			"danger.overdose.do":  {"911", "Narcan"},
			"danger.suicide.do":   {"988", "911"},
		} {
			for _, number := range numbers {
				if !strings.Contains(c.Text(key), number) {
					t.Errorf("%s: %s does not say %s", lang, key, number)
				}
			}
		}
	}
}

// The lifeline answers in Spanish to who presses 2, or sends AYUDA.
func TestTheLifelineInSpanish(t *testing.T) {
	c := must(Load())["es"]
	for key, want := range map[string]string{
		"help.crisis.call": "oprima 2", "help.crisis.text": "AYUDA", "danger.suicide.do": "oprima 2",
	} {
		if !strings.Contains(c.Text(key), want) {
			t.Errorf("%s is %q, want %q in it", key, c.Text(key), want)
		}
	}
}

func TestTextsPutNobodyDown(t *testing.T) {
	for lang, c := range must(Load()) {
		for key, text := range c.texts {
			for _, found := range plainwords.Hurtful(strings.Join(text.forms(), "\n")) {
				t.Errorf("%s: %s says %q; write: %s", lang, key, found.Word, found.Instead)
			}
		}
	}
}

// runningWords is from how many words on a text is one that people read, and
// no label or heading; a page has so many before it can be measured.
const (
	runningWords = 4
	pageWords    = 30
)

// The first part of a key is the page, or the part of one, that it is said on.
func TestRunningTextsArePlain(t *testing.T) {
	for lang, c := range must(Load()) {
		pages := map[string]string{}
		for _, key := range c.Keys() {
			text := verb.ReplaceAllString(c.texts[key].Other, "")
			if plainwords.Words(text) >= runningWords {
				page, _, _ := strings.Cut(key, ".")
				pages[page] += text + "\n"
				pages["all"] += text + "\n"
			}
		}
		for page, text := range pages {
			checkPlain(t, lang, page, text)
		}
	}
}

func checkPlain(t *testing.T, lang, page, text string) {
	t.Helper()
	if plainwords.Words(text) < pageWords {
		return
	}
	if grade := plainwords.Grade(text); lang == "en" && grade > plainwords.MaxGrade {
		t.Errorf("en: %s takes grade %.1f, want %d at most:\n%s", page, grade, plainwords.MaxGrade, text)
	}
	if ease := plainwords.Huerta(text); lang == "es" && ease < plainwords.MinHuerta {
		t.Errorf("es: %s is %.1f easy, want %d at least:\n%s", page, ease, plainwords.MinHuerta, text)
	}
}
