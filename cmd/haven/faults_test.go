package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"haven/importers/xlsx/xlsxtest"
)

// smallBook is a directory of three fictional facilities.
func smallBook() xlsxtest.Book {
	return xlsxtest.Book{Modified: "2023-06-29T18:56:21Z", Sheets: []xlsxtest.Sheet{
		{Name: "Facilities List", Rows: [][]string{
			directoryColumns,
			{"Alder Clinic", "", "1 Oak Street", "", "Atlanta", "GA", "30303", "404-555-0101", "", "", "", "", "SA DT * OP * MU"},
			{"Birch House", "", "2 Elm Street", "", "Atlanta", "GA", "30303", "404-555-0102", "", "", "", "", "SA * RES"},
			{"Cedar Rest", "", "3 Fir Street", "", "Savannah", "GA", "31401", "912-555-0103", "", "", "", "", "SA * OP * BU"},
		}},
		{Name: "Service Code Reference", Rows: [][]string{
			referenceColumns,
			{"TC", "Type of Care", "SA", "Substance use treatment", ""},
			{"TC", "Type of Care", "DT", "Detoxification", ""},
			{"SET", "Service Setting", "OP", "Outpatient", ""},
			{"SET", "Service Setting", "RES", "Residential", ""},
			{"OM", "Opioid Medications", "MU", "Methadone", ""},
			{"OM", "Opioid Medications", "BU", "Buprenorphine", ""},
		}},
	}}
}

// file writes content under a name that a test chooses.
func file(t *testing.T, name string, content []byte) string {
	return write(t, filepath.Join(t.TempDir(), name), content)
}

func TestFaultsOfAFileChangeNothing(t *testing.T) {
	whole := smallBook().Bytes()
	otpHeader := `"Program Name",Street,City,State,"Zip Code",Phone,Certification,"First Full Certification Date/CMS Use"` + "\n"
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("import", "samhsa-directory", file(t, "su-2023.xlsx", whole))
		before := h.must("export")
		for _, tt := range []struct {
			why, source, file string
			says              string
		}{
			{"no such file", "samhsa-directory", filepath.Join(t.TempDir(), "su-2024.xlsx"), "no such file"},
			{"not a workbook", "samhsa-directory", file(t, "su-2024.xlsx", []byte("hello")), "workbook"},
			{"empty", "samhsa-directory", file(t, "su-2024.xlsx", nil), "empty"},
			{"cut off", "samhsa-directory", file(t, "su-2024.xlsx", whole[:len(whole)/2]), "cut off"},
			{"unpacks to gigabytes", "samhsa-directory", bomb(t), "unpacks to"},
			{"a column is missing", "samhsa-directory", file(t, "su-2024.xlsx", withoutColumn(smallBook(), "zip").Bytes()), "zip"},
			{"no rows", "samhsa-directory", file(t, "su-2024.xlsx", withoutRows(smallBook()).Bytes()), "rows"},
			{"broken quoting", "otp", file(t, "otp-2026-01-01.csv", []byte(otpHeader+`"Alder,1 Oak Street,Atlanta,GA,30303,404-555-0101,Certified,`+"\n")), "quot"},
			{"another file's columns", "otp", file(t, "otp-2026-01-01.csv", []byte("a,b,c\n1,2,3\n")), "Program Name"},
			{"too many bad rows", "otp", file(t, "otp-2026-01-01.csv", []byte(otpHeader+strings.Repeat("Alder,1 Oak Street,Atlanta,GA,,404-555-0101,Certified,\n", 11))), "line 2"},
		} {
			r := h.run("import", tt.source, tt.file)
			if r.status != exitFailed || !strings.Contains(strings.ToLower(r.stdout+r.stderr), strings.ToLower(tt.says)) || strings.Contains(r.stderr, "goroutine") {
				t.Errorf("%s: ended with %d, want %d and a word on %q:\n%s%s", tt.why, r.status, exitFailed, tt.says, r.stdout, r.stderr)
			}
			if after := h.must("export"); after != before {
				t.Errorf("%s: the directory changed", tt.why)
			}
		}
	})
}

func TestAFileWithoutADateAsksForOne(t *testing.T) {
	h := newHaven(t, "")
	undated := smallBook()
	undated.Modified = ""
	path := file(t, "directory.xlsx", undated.Bytes())
	if r := h.run("import", "samhsa-directory", path); r.status != exitUsage || !strings.Contains(r.stderr, "--published") {
		t.Errorf("ended with %d: %s", r.status, r.stderr)
	}
	h.must("import", "samhsa-directory", "--published", "2024-02-01", path)
}

func TestFaultsOfARowAreListedAndTheRestIsTaken(t *testing.T) {
	book := smallBook()
	rows := &book.Sheets[0].Rows
	*rows = append(*rows,
		[]string{"Dogwood", "", "4 Ash Street", "", "Macon", "GA", "", "478-555-0104", "", "", "", "", "SA * OP"},
		[]string{"Elder", "", "5 Ash Street", "", "Macon", "GA", "31201", "478-555-0105", "", "", "", "", "SA * OP * ZZZ"})
	h := newHaven(t, "")
	out := h.must("import", "samhsa-directory", file(t, "su-2023.xlsx", book.Bytes()))
	if count(t, out, "rejected") != 2 || count(t, out, "listings new") != 3 {
		t.Error(out)
	}
	for _, says := range []string{"line 5: zip", "line 6:", "ZZZ"} {
		if !strings.Contains(out, says) {
			t.Errorf("the report does not say %q:\n%s", says, out)
		}
	}
}

func TestADryRunPrintsTheDifferenceAndChangesNothing(t *testing.T) {
	h := newHaven(t, "")
	h.must("import", "samhsa-directory", file(t, "su-2022.xlsx", smallBook().Bytes()))
	before := h.must("export")
	book := smallBook()
	book.Modified = "2024-06-01T00:00:00Z"
	book.Sheets[0].Rows[1][7] = "404-555-0199"
	book.Sheets[0].Rows = append(book.Sheets[0].Rows,
		[]string{"Dogwood", "", "4 Ash Street", "", "Macon", "GA", "31201", "478-555-0104", "", "", "", "", "SA * OP"})
	out := h.must("import", "samhsa-directory", "--dry-run", file(t, "su-2024.xlsx", book.Bytes()))
	for _, says := range []string{"nothing was changed", "Dogwood, Macon, GA", "(404) 555-0101 → (404) 555-0199"} {
		if !strings.Contains(out, says) {
			t.Errorf("the dry run does not say %q:\n%s", says, out)
		}
	}
	if after := h.must("export"); after != before {
		t.Error("a dry run changed the directory")
	}
}

func withoutColumn(b xlsxtest.Book, column string) xlsxtest.Book {
	rows := make([][]string, len(b.Sheets[0].Rows))
	for i, row := range b.Sheets[0].Rows {
		for j, cell := range row {
			if directoryColumns[j] != column {
				rows[i] = append(rows[i], cell)
			}
		}
	}
	b.Sheets[0].Rows = rows
	return b
}

func withoutRows(b xlsxtest.Book) xlsxtest.Book {
	b.Sheets[0].Rows = b.Sheets[0].Rows[:1]
	return b
}

// bomb is a workbook of a few megabytes whose sheet unpacks to 3 GB.
func bomb(t *testing.T) string {
	t.Helper()
	var book bytes.Buffer
	w := zip.NewWriter(&book)
	for name, content := range smallBook().Parts() {
		if strings.Contains(name, "sheet1") {
			addBomb(t, w, name, strings.TrimSuffix(content, "</sheetData></worksheet>"))
			continue
		}
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(part, content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "su-2024.xlsx", book.Bytes())
}

// addBomb adds a part that goes on and on. One packed megabyte of rows stands
// for all: packing 3 GB would take a minute.
func addBomb(t *testing.T, w *zip.Writer, name, begin string) {
	t.Helper()
	rows := strings.Repeat(`<row><c t="inlineStr"><is><t>x</t></is></c></row>`, 1<<15)
	head, more := deflated(t, begin), deflated(t, rows)
	times := (3 << 30) / len(rows)
	end := []byte{0x03, 0x00} // an empty last block (RFC 1951)
	part, err := w.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate,
		CompressedSize64:   uint64(len(head) + times*len(more) + len(end)),
		UncompressedSize64: uint64(len(begin) + times*len(rows)),
	})
	if err != nil {
		t.Fatal(err)
	}
	part.Write(head)
	for range times {
		part.Write(more)
	}
	part.Write(end)
}

// deflated packs text as blocks that others may follow.
func deflated(t *testing.T, text string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, text)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
