package xlsx

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/importers/table"
	"haven/importers/xlsx/xlsxtest"
)

func read(t *testing.T, file []byte) *Book {
	t.Helper()
	b, err := NewBook(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// linesOf reads the column "name" of a sheet as "line:text".
func linesOf(t *testing.T, rows *table.Table) []table.Row {
	t.Helper()
	var all []table.Row
	for {
		row, err := rows.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		row.Cells = slices.Clone(row.Cells)
		all = append(all, row)
	}
}

var towns = xlsxtest.Sheet{Name: "Towns", Rows: [][]string{
	{"Name", " zip code "},
	{},
	{"Kettle & Sons", "98101"},
	{"", "30303"},
}}

func TestRowsAreReadUnderTheirHeading(t *testing.T) {
	for _, inline := range []bool{false, true} {
		b := read(t, xlsxtest.Book{Inline: inline, Sheets: []xlsxtest.Sheet{towns}}.Bytes())
		rows, err := b.Table("towns", "name", "ZipCode")
		if err != nil {
			t.Fatal(err)
		}
		all := linesOf(t, rows)
		if len(all) != 2 || all[0].Line != 3 || all[0].Get("name") != "Kettle & Sons" || all[0].Get("zip code") != "98101" {
			t.Errorf("inline %v: read %+v", inline, all)
		}
		if all[1].Line != 4 || all[1].Get("name") != "" || all[1].Get("zip code") != "30303" || all[1].Get("county") != "" {
			t.Errorf("inline %v: an empty cell must stay empty: %+v", inline, all[1])
		}
	}
}

func TestASheetIsFoundByNameOrByItsColumns(t *testing.T) {
	notes := xlsxtest.Sheet{Name: "Notes", Rows: [][]string{{"read me"}, {"twice"}}}
	b := read(t, xlsxtest.Book{Sheets: []xlsxtest.Sheet{notes, {Name: "Blank"}, towns}}.Bytes())
	for _, name := range []string{"TOWNS", " towns ", "Places"} {
		if _, err := b.Table(name, "name", "zip code"); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	_, err := b.Table("Notes", "name", "zip code")
	wantError(t, err, `sheet "Notes"`, "lacks name, zip code")
	_, err = b.Table("Places", "name", "county")
	wantError(t, err, `no sheet "Places"`, `"Notes", "Blank", "Towns"`, "county")
	_, err = b.Table("Blank", "name")
	wantError(t, err, `sheet "Blank"`, "no rows")
}

func TestTheLastChangeIsKnownWhereTheWorkbookTellsIt(t *testing.T) {
	b := read(t, xlsxtest.Book{Modified: "2023-06-29T18:56:21Z", Sheets: []xlsxtest.Sheet{towns}}.Bytes())
	if want := time.Date(2023, 6, 29, 18, 56, 21, 0, time.UTC); !b.Modified().Equal(want) {
		t.Errorf("modified %v, want %v", b.Modified(), want)
	}
	if b := read(t, xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Bytes()); !b.Modified().IsZero() {
		t.Errorf("modified %v, want no date", b.Modified())
	}
}

func TestFormattedTextIsOneText(t *testing.T) {
	parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{{Name: "S", Rows: [][]string{{"name"}, {"x"}}}}}.Parts()
	parts["xl/sharedStrings.xml"] = `<sst><si><t>name</t></si><si><r><t>Rich</t></r><r><t xml:space="preserve"> text</t></r><rPh><t>reading</t></rPh></si></sst>`
	rows, err := read(t, xlsxtest.Zip(parts)).Table("S", "name")
	if err != nil {
		t.Fatal(err)
	}
	if got := linesOf(t, rows)[0].Get("name"); got != "Rich text" {
		t.Errorf("read %q", got)
	}
}

func TestNumbersAndFormulasAreReadAsTheyStand(t *testing.T) {
	parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{{Name: "S"}}}.Parts()
	parts["xl/worksheets/sheet1.xml"] = `<x:worksheet xmlns:x="main"><x:sheetData>` +
		`<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>` +
		`<x:row><x:c><x:v>35007</x:v></x:c><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>sum</x:v></x:c></x:row>` +
		`</x:sheetData></x:worksheet>`
	rows, err := read(t, xlsxtest.Zip(parts)).Table("S", "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	row := linesOf(t, rows)[0]
	if row.Line != 2 || row.Get("a") != "35007" || row.Get("b") != "sum" {
		t.Errorf("read %+v", row)
	}
}

// Cells need not tell their place: then each stands right of the one before.
func TestAnEmptyCellKeepsItsPlace(t *testing.T) {
	for name, cells := range map[string]string{
		"empty cells first":           `<c/><c><v></v></c><c><v>3</v></c>`,
		"an empty cell between":       `<c><v>1</v></c><c s="4"/><c><v>3</v></c>`,
		"the empty one tells":         `<c r="B2"/><c><v>3</v></c>`,
		"one before and one out told": `<c r="A2"><v>1</v></c><c/><c r="C2"><v>3</v></c>`,
	} {
		file := spoilt(`<worksheet><sheetData><row><c t="str"><v>a</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c></row><row>` + cells + `</row></sheetData></worksheet>`)
		rows, err := read(t, file).Table("Towns", "a", "b", "c")
		if err != nil {
			t.Fatal(err)
		}
		if row := linesOf(t, rows)[0]; row.Get("b") != "" || row.Get("c") != "3" {
			t.Errorf("%s: read %q", name, row.Cells)
		}
	}
}

func TestColumnsAreCountedInLetters(t *testing.T) {
	for reference, want := range map[string]int{"A1": 0, "Z9": 25, "AA1": 26, "XFD1": 16383, "7": -1, "": -1} {
		if got := column(reference); got != want {
			t.Errorf("column(%q) = %d, want %d", reference, got, want)
		}
	}
	if got := column(strings.Repeat("Z", 100)); got < maxColumns {
		t.Errorf("a column of 100 letters is %d, within the sheet", got)
	}
}

func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one with %q", words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}
