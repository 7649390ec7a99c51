package messages

import (
	"maps"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
	"haven/internal/plainwords"
)

func TestEveryCodeAndCategoryIsExplainedInEachLanguage(t *testing.T) {
	var codes, categories []string
	for _, category := range facility.Builtin().Categories() {
		categories = append(categories, category.Code)
		for _, code := range category.Codes {
			codes = append(codes, code.Code)
		}
	}
	slices.Sort(codes)
	slices.Sort(categories)
	for lang, c := range must(Load()) {
		if diff := cmp.Diff(codes, slices.Sorted(maps.Keys(c.helps.Codes))); diff != "" {
			t.Errorf("%s: codes (-taxonomy +explained):\n%s", lang, diff)
		}
		if diff := cmp.Diff(categories, slices.Sorted(maps.Keys(c.helps.Categories))); diff != "" {
			t.Errorf("%s: categories (-taxonomy +explained):\n%s", lang, diff)
		}
	}
}

func TestTheCodesOfAnImportedSheetHaveNoExplanation(t *testing.T) {
	if help := english(t).CodeHelp("QR"); help != "" {
		t.Errorf("a code that nobody knows is %q", help)
	}
}

func TestAnExplanationIsOneLine(t *testing.T) {
	for lang, c := range must(Load()) {
		for code, help := range explained(c) {
			if length := utf8.RuneCountInString(help); length > 160 {
				t.Errorf("%s: %s is explained in %d letters: %q", lang, code, length, help)
			}
		}
	}
}

// A code is more than its category: "TC" is a word of both.
func explained(c *Catalogue) map[string]string {
	all := maps.Clone(c.helps.Codes)
	for code, help := range c.helps.Categories {
		all["category "+code] = help
	}
	return all
}

// People read the explanations of a category together.
func TestExplanationsArePlain(t *testing.T) {
	for lang, c := range must(Load()) {
		for _, category := range facility.Builtin().Categories() {
			text := c.CategoryHelp(category.Code)
			for _, code := range category.Codes {
				text += "\n" + c.CodeHelp(code.Code)
			}
			checkPlain(t, lang, category.Code, text)
		}
	}
}

func TestExplanationsPutNobodyDown(t *testing.T) {
	for lang, c := range must(Load()) {
		for code, help := range explained(c) {
			for _, found := range plainwords.Hurtful(help) {
				t.Errorf("%s: %s says %q; write: %s", lang, code, found.Word, found.Instead)
			}
		}
	}
}
