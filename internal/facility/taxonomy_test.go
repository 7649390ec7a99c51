package facility

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"haven/internal/plainwords"
	"haven/internal/sharedtest"
)

func TestTaxonomyHasEveryCodeOnce(t *testing.T) {
	tax := Builtin()
	if tax.Len() != 317 || len(tax.Categories()) != 33 {
		t.Errorf("%d codes in %d categories, want 317 in 33", tax.Len(), len(tax.Categories()))
	}
	// A code or category listed twice would have been dropped.
	if codes, categories := tableRows(codesTable, 5), tableRows(categoriesTable, 4); len(codes) != 317 || len(categories) != 33 {
		t.Errorf("the tables have %d and %d rows, want 317 and 33", len(codes), len(categories))
	}
	for i, c := range tax.Codes() {
		if n, ok := tax.Number(c.Code); !ok || n != i {
			t.Errorf("Number(%s) = %d, %v, want %d", c.Code, n, ok, i)
		}
		if category, _ := tax.Category(tax.CategoryOf(c.Code)); !slices.Contains(category.Codes, c) {
			t.Errorf("%s is not among the codes of its category %q", c.Code, category.Code)
		}
	}
	if n, ok := tax.Number("XX"); ok || tax.CategoryOf("XX") != "" {
		t.Errorf("the unknown code XX has the number %d and the category %q", n, tax.CategoryOf("XX"))
	}
}

// Other people's importers mix these up.
func TestPaymentCodesMeanWhatSAMHSAMeans(t *testing.T) {
	for _, want := range []Code{
		{"PAY", "MD", "Medicaid", "Medicaid", "Medicaid"},
		{"PAY", "MC", "Medicare", "Medicare", "Medicare"},
		{"PAY", "SF", "Cash or self-payment", "Cash or self-pay", "Efectivo o pago por cuenta propia"},
		{"PYAS", "SS", "Sliding fee scale (fee is based on income and other factors)", "Sliding fee (by income)", "Pago según los ingresos"},
		{"PYAS", "PA", "Payment assistance (check with facility for details)", "Payment help", "Ayuda para pagar"},
	} {
		if got, _ := Builtin().Code(want.Code); got != want {
			t.Errorf("%s is %+v, want %+v", want.Code, got, want)
		}
	}
}

// textOf is a text of the taxonomy that people read.
type textOf struct{ code, group, lang, text string }

// everyLabel returns English and Spanish by turns.
func everyLabel(tax *Taxonomy) []textOf {
	var all []textOf
	for _, category := range tax.Categories() {
		all = append(all, textOf{category.Code, "categories", "en", category.English}, textOf{category.Code, "categories", "es", category.Spanish})
		for _, c := range category.Codes {
			all = append(all, textOf{c.Code, "codes", "en", c.English}, textOf{c.Code, "codes", "es", c.Spanish})
		}
	}
	return all
}

func TestLabelsAreShortAndInSentenceCase(t *testing.T) {
	for _, l := range everyLabel(Builtin()) {
		length := utf8.RuneCountInString(l.text)
		if length == 0 || length > 45 {
			t.Errorf("%s %s: %q has %d letters, want 1 to 45", l.code, l.lang, l.text, length)
		}
		first, _ := utf8.DecodeRuneInString(l.text)
		if unicode.IsLower(first) || strings.TrimSpace(l.text) != l.text || strings.Contains(l.text, "  ") {
			t.Errorf("%s %s: %q does not read as a heading", l.code, l.lang, l.text)
		}
	}
}

func TestNoTwoLabelsAreAlike(t *testing.T) {
	seen := map[textOf]string{}
	for _, l := range everyLabel(Builtin()) {
		text := textOf{group: l.group, lang: l.lang, text: strings.ToLower(l.text)}
		if other, ok := seen[text]; ok {
			t.Errorf("%s and %s are both %q", other, l.code, l.text)
		}
		seen[text] = l.code
	}
}

func TestLabelsPutNobodyDown(t *testing.T) {
	for _, l := range everyLabel(Builtin()) {
		for _, found := range plainwords.Hurtful(l.text) {
			t.Errorf("%s %s: %q says %q; write: %s", l.code, l.lang, l.text, found.Word, found.Instead)
		}
	}
}

func TestSpanishIsSpanish(t *testing.T) {
	properNames := []string{"MC", "MD", "F36", "F37", "N40", "DROPE", "HALOP", "DSF"}
	for pair := range slices.Chunk(everyLabel(Builtin()), 2) {
		if same := pair[0].text == pair[1].text; same != slices.Contains(properNames, pair[0].code) {
			t.Errorf("%s: English %q, Spanish %q", pair[0].code, pair[0].text, pair[1].text)
		}
	}
}

func TestTaxonomyIsSAMHSAsList(t *testing.T) {
	file, err := os.Open(sharedtest.Path(t, "data", "codes", "service-codes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sheet, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want, got [][4]string
	for _, row := range sheet[1:] {
		// The sheet has two capital I where the drug's name has "Il".
		name := strings.Replace(row[3], "IIoperidone", "Iloperidone", 1)
		want = append(want, [4]string{row[0], row[1], row[2], name})
	}
	for _, c := range Builtin().Codes() {
		category, _ := Builtin().Category(c.Category)
		got = append(got, [4]string{category.Code, category.Name, c.Code, c.Name})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes differ from the reference sheets (-sheets +ours):\n%s", diff)
	}
}

func TestTaxonomyCannotBeChanged(t *testing.T) {
	before := Builtin().Categories()
	Builtin().Codes()[0].English = "changed"
	Builtin().Categories()[0].Codes[0].English = "changed"
	category, _ := Builtin().Category("TC")
	category.Codes[0].English = "changed"
	Builtin().With([]Code{{Category: "TC", Code: "NEW"}})
	if diff := cmp.Diff(before, Builtin().Categories()); diff != "" || Builtin().Len() != 317 {
		t.Errorf("the built-in taxonomy was changed:\n%s", diff)
	}
}

func TestAnEditionBringsCodesOfItsOwn(t *testing.T) {
	sheet := []Code{
		{Category: "ZZ", Code: "ZB", Name: "Zebra rides"},
		{Category: "PAY", Code: "QR", Name: "Payment by code"},
		{Category: "PYAS", Code: "MD", Name: "Medical debt"},
		{Category: "ZZ", Code: "ZA", Name: "Zen", English: "Quiet hour", Spanish: "Hora tranquila"},
		{Category: "YY", Code: "YA", Name: "Yoga"},
	}
	tax := Builtin().With(sheet, Category{Code: "ZZ", Name: "Animals"}, Category{Code: "PAY", Name: "Ignored"})

	want := append(Builtin().Codes(),
		Code{"PAY", "QR", "Payment by code", "Payment by code", "Payment by code"},
		Code{"YY", "YA", "Yoga", "Yoga", "Yoga"},
		Code{"ZZ", "ZA", "Zen", "Quiet hour", "Hora tranquila"},
		Code{"ZZ", "ZB", "Zebra rides", "Zebra rides", "Zebra rides"})
	if diff := cmp.Diff(want, tax.Codes()); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	wantNew := []Category{
		{Code: "YY", Name: "YY", English: "YY", Spanish: "YY", Codes: want[318:319]},
		{Code: "ZZ", Name: "Animals", English: "Animals", Spanish: "Animals", Codes: want[319:]},
	}
	if diff := cmp.Diff(wantNew, tax.Categories()[33:]); diff != "" {
		t.Errorf("categories (-want +got):\n%s", diff)
	}
	if pay, _ := tax.Category("PAY"); pay.English != "Payment accepted" || pay.Codes[len(pay.Codes)-1].Code != "QR" {
		t.Errorf("PAY is %+v, want it to end with QR and keep its label", pay)
	}
}

func TestTheOrderOfEditionsDoesNotMatter(t *testing.T) {
	one := []Code{{Category: "ZZ", Code: "ZB", Name: "b"}, {Category: "ZZ", Code: "ZC", Name: "c"}}
	two := []Code{{Category: "YY", Code: "ZC", Name: "c"}, {Category: "AS", Code: "ZA", Name: "a"}, {Category: "AS", Code: "ZA", Name: "another a"}}
	all := slices.Concat(one, two)
	forwards := Builtin().With(all)
	slices.Reverse(all)
	if diff := cmp.Diff(forwards.Categories(), Builtin().With(all).Categories()); diff != "" {
		t.Errorf("a sheet read backwards gives another taxonomy:\n%s", diff)
	}
	if diff := cmp.Diff(Builtin().With(one[:1]).With(two).Codes(), Builtin().With(two).With(one[:1]).Codes()); diff != "" {
		t.Errorf("two sheets in the other order give other numbers:\n%s", diff)
	}
}

func TestLabelFallsBackToWhatIsKnown(t *testing.T) {
	tax := Builtin().With([]Code{{Category: "AS", Code: "NAMED", Name: "Only a name"}, {Category: "AS", Code: "BARE"}})
	for _, test := range []struct{ code, lang, want string }{
		{"MU", "en", "Methadone"},
		{"MU", "es", "Metadona"},
		{"MU", "fr", "Methadone"},
		{"NAMED", "es", "Only a name"},
		{"BARE", "en", "BARE"},
		{"NOSUCH", "es", "NOSUCH"},
	} {
		if got := tax.Label(test.code, test.lang); got != test.want {
			t.Errorf("Label(%s, %s) = %q, want %q", test.code, test.lang, got, test.want)
		}
	}
}

func TestClosestCode(t *testing.T) {
	for _, test := range []struct{ typed, want string }{
		{"METH", "METH"},
		{" meth ", "METH"},
		{"mu", "MU"},
		{"MTEH", "METH"},
		{"METHH", "METH"},
		{"ME TH", "METH"},
		{"TELA", "TELE"},
		{"medicaid", ""},
		{"MHTE", ""},
		{"", ""},
	} {
		if got := Builtin().Closest(test.typed); got != test.want {
			t.Errorf("Closest(%q) = %q, want %q", test.typed, got, test.want)
		}
	}
}

func TestAnEmptyCategoryIsUnknownOnlyWhereDirectoriesLeaveItOut(t *testing.T) {
	var unknown []string
	for _, c := range Builtin().Categories() {
		if EmptyMeansUnknown(c.Code) {
			unknown = append(unknown, c.Code)
		}
	}
	if want := []string{"TC", "SET", "PAY", "AGE", "GN"}; !slices.Equal(unknown, want) {
		t.Errorf("unknown when empty: %v, want %v", unknown, want)
	}
}
