// Package xlsxtest makes small workbooks for tests.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Book is a workbook in plain words.
type Book struct {
	Modified string // such as "2023-06-29T18:56:21Z"; "" leaves the properties out
	Inline   bool   // text stands in the cells, not in the shared strings
	Sheets   []Sheet
}

// Sheet is a worksheet; "" is a cell that is left out.
type Sheet struct {
	Name string
	Rows [][]string
}

// Write writes the workbook to a temporary file and returns its path.
func (b Book) Write(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Bytes is the workbook as a file.
func (b Book) Bytes() []byte { return Zip(b.Parts()) }

// Zip packs parts.
func Zip(parts map[string]string) []byte {
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(parts[name]))
		}
		if err != nil {
			panic(err) // writing to memory does not fail
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return file.Bytes()
}

const (
	head      = `<?xml version="1.0" encoding="UTF-8"?>`
	main      = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relations = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	office    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pack      = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
)

// Parts are the parts of the workbook by name, for tests to spoil.
func (b Book) Parts() map[string]string {
	parts := map[string]string{}
	shared := &shared{number: map[string]int{}}
	roots := relation("rId1", office+"/officeDocument", "xl/workbook.xml")
	if b.Modified != "" {
		roots += relation("rId2", pack+"/core-properties", "docProps/core.xml")
		parts["docProps/core.xml"] = head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>` + b.Modified + `</dcterms:modified></cp:coreProperties>`
	}
	var sheets, related string
	for i, s := range b.Sheets {
		id, file := fmt.Sprintf("rId%d", i+1), fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="%s"/>`, escape(s.Name), i+1, id)
		related += relation(id, office+"/worksheet", file)
		parts["xl/"+file] = s.xml(b.Inline, shared)
	}
	related += relation("rId99", office+"/sharedStrings", "sharedStrings.xml")
	parts["_rels/.rels"] = fmt.Sprintf(relations, roots)
	parts["xl/workbook.xml"] = head + `<workbook ` + main + ` xmlns:r="` + office + `"><sheets>` + sheets + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = fmt.Sprintf(relations, related)
	parts["xl/sharedStrings.xml"] = head + `<sst ` + main + `>` + shared.xml.String() + `</sst>`
	return parts
}

func relation(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"/>`, id, kind, target)
}

func (s Sheet) xml(inline bool, shared *shared) string {
	var text strings.Builder
	text.WriteString(head + `<worksheet ` + main + `><sheetData>`)
	for i, row := range s.Rows {
		fmt.Fprintf(&text, `<row r="%d">`, i+1)
		for j, cell := range row {
			if cell == "" {
				continue
			}
			reference := fmt.Sprintf("%s%d", columnName(j), i+1)
			if inline {
				fmt.Fprintf(&text, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, reference, escape(cell))
			} else {
				fmt.Fprintf(&text, `<c r="%s" t="s"><v>%d</v></c>`, reference, shared.add(cell))
			}
		}
		text.WriteString(`</row>`)
	}
	text.WriteString(`</sheetData></worksheet>`)
	return text.String()
}

func columnName(place int) string {
	if place < 26 {
		return string(rune('A' + place))
	}
	return columnName(place/26-1) + columnName(place%26)
}

// shared numbers the strings that cells share.
type shared struct {
	number map[string]int
	xml    strings.Builder
}

func (s *shared) add(text string) int {
	n, ok := s.number[text]
	if !ok {
		n = len(s.number)
		s.number[text] = n
		s.xml.WriteString("<si><t>" + escape(text) + "</t></si>")
	}
	return n
}

func escape(text string) string {
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(text)); err != nil {
		panic(err) // writing to memory does not fail
	}
	return escaped.String()
}
