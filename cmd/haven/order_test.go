package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/importers/xlsx/xlsxtest"
)

// imports are the real files with how to import them, in order of time.
func imports(files realFiles) [][]string {
	return [][]string{
		{"import", "samhsa-directory", "--complete", files.su2022},
		{"import", "samhsa-directory", "--complete", "--accept-drop", files.su2023},
		{"import", "otp", "--complete", files.otp},
		{"import", "points", files.suPoints},
		{"import", "points", files.otpPoints},
	}
}

func TestTheOrderOfImportsDoesNotMatter(t *testing.T) {
	files := locatorFiles(t)
	steps := append(imports(files.realFiles),
		[]string{"import", "findtreatment", files.export},
		[]string{"import", "findtreatment", files.answers},
		[]string{"import", "samhsa-directory", "--complete", mentalHealth(t, files.su2023)},
	)
	var want string
	for _, order := range [][]int{{0, 1, 2, 3, 4, 5, 6, 7}, {7, 6, 5, 4, 3, 2, 1, 0}, {1, 3, 5, 7, 0, 4, 6, 2}, {2, 6, 1, 4, 7, 0, 5, 3}} {
		began, h := time.Now(), newHaven(t, "")
		for _, i := range order {
			h.must(steps[i]...)
		}
		got := withoutIDs(t, h.must("export", "--gone"))
		t.Logf("order %v: %d bytes exported, in %v", order, len(got), time.Since(began).Round(time.Second))
		if want == "" {
			want = got
			t.Logf("%d listings", strings.Count(got, "\n"))
			continue
		}
		if got != want {
			t.Errorf("order %v gives another directory: %s", order, firstDifference(want, got))
		}
	}
}

// mentalHealth makes a directory of mental health of one of substance use, as
// there is none among the real files: a third of its places, of which it knows
// neither all services nor all numbers.
func mentalHealth(t testing.TB, directory string) string {
	t.Helper()
	reference, asked := [][]string{referenceColumns}, map[string]bool{}
	for _, row := range sheetRows(t, directory, "Service Code Reference", referenceColumns) {
		if code := row[2]; code != "DT" {
			reference, asked[code] = append(reference, row), true
		}
	}
	rows := [][]string{directoryColumns}
	for i, row := range sheetRows(t, directory, "Facilities List", directoryColumns) {
		if i%3 == 0 {
			row[8], row[9] = "", ""
			codes := strings.FieldsFunc(row[12], func(r rune) bool { return r == ' ' || r == '*' })
			row[12] = strings.Join(slices.DeleteFunc(codes, func(code string) bool { return !asked[code] }), " ")
			rows = append(rows, row)
		}
	}
	book := xlsxtest.Book{Modified: "2023-09-01T00:00:00Z", Sheets: []xlsxtest.Sheet{
		{Name: "Facilities List", Rows: rows}, {Name: "Service Code Reference", Rows: reference},
	}}
	return write(t, filepath.Join(t.TempDir(), "mh-2023.xlsx"), book.Bytes())
}

// withoutIDs is an export without ids, in the order of its content.
func withoutIDs(t *testing.T, export string) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(export) {
		var listing map[string]any
		if err := json.Unmarshal([]byte(line), &listing); err != nil {
			t.Fatal(err)
		}
		delete(listing, "id")
		delete(listing, "revision")
		text, err := json.Marshal(listing)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(text))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "\n" + x[i] + "\n" + y[i]
		}
	}
	return "one has more listings"
}
