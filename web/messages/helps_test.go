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

// hardWords are the categories whose labels are words of the field, however
// plain: type and level of care, treatment, medicine, detox and payment.
var hardWords = []string{
	"TC", "SET", "HOSP", "OM", "OMSC", "AUT", "SMAT", "OT", "PHR", "TAP", "LCA", "PAY", "PYAS", "SG", "ASPT", "SCR", "TRSRV", "RSS", "DETOX", "AS", "FT",
}

func TestWhatLabelsDoNotSayIsExplained(t *testing.T) {
	for lang, c := range must(Load()) {
		for _, category := range facility.Builtin().Categories() {
			if c.CategoryHelp(category.Code) == "" {
				t.Errorf("%s: %s is not explained", lang, category.Code)
			}
			for _, code := range category.Codes {
				if c.CodeHelp(code.Code) == "" && slices.Contains(hardWords, category.Code) {
					t.Errorf("%s: %s is not explained", lang, code.Code)
				}
			}
		}
	}
}

func TestTheSameCodesAreExplainedInEachLanguage(t *testing.T) {
	source := slices.Sorted(maps.Keys(explained(english(t))))
	for lang, c := range must(Load()) {
		if diff := cmp.Diff(source, slices.Sorted(maps.Keys(explained(c)))); diff != "" {
			t.Errorf("%s (-%s +%s):\n%s", lang, Source, lang, diff)
		}
	}
}

func TestOnlyKnownCodesAreExplained(t *testing.T) {
	c, tax := english(t), facility.Builtin()
	for code := range c.helps.Codes {
		if _, known := tax.Code(code); !known {
			t.Errorf("there is no code %s", code)
		}
	}
	for code := range c.helps.Categories {
		if _, known := tax.Category(code); !known {
			t.Errorf("there is no category %s", code)
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
