package facility

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Code is one service code: {OM, MU, "Methadone used in Treatment",
// "Methadone", "Metadona"}. The name is SAMHSA's; the labels are ours, short
// and plain, and are what people read.
type Code struct{ Category, Code, Name, English, Spanish string }

// Category is a group of codes that answer one question, such as PAY.
type Category struct {
	Code, Name, English, Spanish string

	Codes []Code
}

// Taxonomy is an immutable set of service codes, safe for concurrent use.
type Taxonomy struct {
	codes      []Code         // the built-in ones first
	number     map[string]int // code → its place in codes
	categories []Category     // the built-in ones first
	place      map[string]int // category's code → its place in categories
}

// The tables of codes.tsv and categories.tsv hold what SAMHSA's reference
// sheets of 2022 and 2023 list, in their order.
var (
	//go:embed codes.tsv
	codesTable string
	//go:embed categories.tsv
	categoriesTable string
)

// Builtin returns the taxonomy that the program brings along.
func Builtin() *Taxonomy { return builtin() }

var builtin = sync.OnceValue(func() *Taxonomy {
	t := &Taxonomy{number: map[string]int{}, place: map[string]int{}}
	for _, row := range tableRows(categoriesTable, 4) {
		t.addCategory(Category{Code: row[0], Name: row[1], English: row[2], Spanish: row[3]})
	}
	for _, row := range tableRows(codesTable, 5) {
		t.addCode(Code{Category: row[0], Code: row[1], Name: row[2], English: row[3], Spanish: row[4]})
	}
	return t
})

// tableRows splits an embedded table, without its heading. A malformed table is a
// fault of the build: it panics.
func tableRows(table string, columns int) [][]string {
	var all [][]string
	for line := range strings.Lines(table) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("facility: a row of the taxonomy has %d columns, not %d: %q", len(row), columns, line))
		}
		all = append(all, row)
	}
	return all[1:]
}

func (t *Taxonomy) addCategory(c Category) {
	if _, known := t.place[c.Code]; !known {
		t.place[c.Code] = len(t.categories)
		t.categories = append(t.categories, c)
	}
}

func (t *Taxonomy) addCode(c Code) {
	if _, known := t.number[c.Code]; known {
		return
	}
	t.number[c.Code] = len(t.codes)
	t.codes = append(t.codes, c)
	category := &t.categories[t.place[c.Category]]
	category.Codes = append(category.Codes, c)
}

// Len is how many codes there are.
func (t *Taxonomy) Len() int { return len(t.codes) }

// Codes returns all codes; a code's place in them is its [Taxonomy.Number].
func (t *Taxonomy) Codes() []Code { return slices.Clone(t.codes) }

// Code returns the code as spelt, which is in capitals.
func (t *Taxonomy) Code(code string) (Code, bool) {
	n, ok := t.number[code]
	if !ok {
		return Code{}, false
	}
	return t.codes[n], true
}

// Number is the code's place, from 0 to Len-1. The numbers of built-in codes
// are the same in every taxonomy; those of others hold for this one only.
func (t *Taxonomy) Number(code string) (int, bool) {
	n, ok := t.number[code]
	return n, ok
}

// CategoryOf returns the category of a code, "" when the code is unknown.
func (t *Taxonomy) CategoryOf(code string) string {
	c, _ := t.Code(code)
	return c.Category
}

// Categories returns all categories, each with its codes, in the order of
// SAMHSA's reference sheet.
func (t *Taxonomy) Categories() []Category {
	all := slices.Clone(t.categories)
	for i := range all {
		all[i].Codes = slices.Clone(all[i].Codes)
	}
	return all
}

// Category returns a category by its code, such as PAY.
func (t *Taxonomy) Category(code string) (Category, bool) {
	n, ok := t.place[code]
	if !ok {
		return Category{}, false
	}
	c := t.categories[n]
	c.Codes = slices.Clone(c.Codes)
	return c, true
}

// Label is what people read for a code: its label in Spanish for "es" and in
// English for any other language, else SAMHSA's name, else the code itself.
func (t *Taxonomy) Label(code, lang string) string {
	c, _ := t.Code(code)
	label := c.English
	if lang == "es" {
		label = c.Spanish
	}
	return cmp.Or(label, c.Name, code)
}

// With returns a taxonomy that also has the codes an edition's own reference
// sheet brought. Codes and categories already known stay as they are; new
// ones follow the built-in ones, ordered by category and code, and are
// labelled with their names unless they bring labels. The sheet's categories
// give new categories their names; one that is not given is named by its code.
func (t *Taxonomy) With(more []Code, sheet ...Category) *Taxonomy {
	next := Builtin().clone()
	more = slices.DeleteFunc(slices.Clone(more), func(c Code) bool {
		_, known := t.number[c.Code]
		return known
	})
	more = append(more, t.codes[next.Len():]...)
	slices.SortFunc(more, byCategoryAndCode)
	named := map[string]Category{}
	for _, c := range slices.Backward(slices.Concat(t.categories, sheet)) {
		named[c.Code] = c
	}
	for _, c := range more {
		next.addCategory(labelledCategory(c.Category, named[c.Category]))
		next.addCode(labelledCode(c))
	}
	return next
}

func (t *Taxonomy) clone() *Taxonomy {
	return &Taxonomy{codes: t.Codes(), number: maps.Clone(t.number), categories: t.Categories(), place: maps.Clone(t.place)}
}

// byCategoryAndCode is a total order, so that of two codes spelt alike the
// same one is kept, in whatever order a sheet lists them.
func byCategoryAndCode(a, b Code) int {
	return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.English, b.English), cmp.Compare(a.Spanish, b.Spanish))
}

func labelledCode(c Code) Code {
	c.English, c.Spanish = cmp.Or(c.English, c.Name), cmp.Or(c.Spanish, c.Name)
	return c
}

func labelledCategory(code string, c Category) Category {
	name := cmp.Or(c.Name, code)
	return Category{Code: code, Name: name, English: cmp.Or(c.English, name), Spanish: cmp.Or(c.Spanish, name)}
}

// Closest returns the known code that somebody may have meant: the same but
// for case, else the first that one edit leads to, else "".
func (t *Taxonomy) Closest(code string) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	nearest := ""
	for _, c := range t.codes {
		known := strings.ToUpper(c.Code)
		if known == code {
			return c.Code
		}
		if nearest == "" && oneEditApart(code, known) {
			nearest = c.Code
		}
	}
	return nearest
}

// oneEditApart reports whether a letter more, less or changed, or two
// neighbours swapped, makes b of a.
func oneEditApart(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 2 && len(b) == 2 {
		return a[0] == b[1] && a[1] == b[0]
	}
	return len(a) <= 1 && len(b) <= 1
}

// EmptyMeansUnknown reports whether a directory row that lists no code of the
// category leaves the category unknown. In all others a code that is not
// listed is a No.
func EmptyMeansUnknown(category string) bool {
	switch category {
	case "TC", "SET", "PAY", "GN", "AGE":
		return true
	}
	return false
}
