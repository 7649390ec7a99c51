package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"haven/importers/xlsx"
	"haven/importers/xlsx/xlsxtest"
	"haven/internal/sharedtest"
)

// withLocator are the real files with those of the locator, which are of other
// states than cutStates.
type withLocator struct {
	realFiles
	export, answers string
}

// locatorRegion is where the locator's files have rows: around Fort Worth, in
// the west of Texas, around Olympia. Wyoming is where they have none.
func locatorRegion(state, zip string) bool {
	return strings.TrimSpace(state) == "WY" || slices.ContainsFunc([]string{"761", "797", "799", "985"}, func(prefix string) bool {
		return len(zip) >= 5 && strings.HasPrefix(zip, prefix)
	})
}

// locatorFiles leaves a short run's test out.
func locatorFiles(t testing.TB) withLocator {
	t.Helper()
	if testing.Short() {
		t.Skip("real files are left to the run without -short")
	}
	files := withLocator{
		realFiles: wholeFiles(t),
		export:    sharedtest.Path(t, "data", "findtreatment-export", "tx-2023-11-07.xlsx"),
		answers:   sharedtest.Path(t, "data", "findtreatment-api", "wa-2026-02.json"),
	}
	if !proof {
		files.realFiles = files.realFiles.within(t, locatorRegion)
		files.export = cutExport(t, files.export)
	}
	return files
}

// cutExport writes the rows of an export that lie in the region to a workbook
// of the same name.
func cutExport(t testing.TB, file string) string {
	t.Helper()
	const facilities, reference = "Facilities with service detail", "service code reference"
	heading := columnsOf(t, file, facilities)
	state, zip := slices.Index(heading, "state"), slices.Index(heading, "zip")
	rows := [][]string{heading}
	for _, row := range sheetRows(t, file, facilities, heading) {
		if locatorRegion(row[state], row[zip]) {
			rows = append(rows, row)
		}
	}
	explained := columnsOf(t, file, reference)
	book := xlsxtest.Book{Sheets: []xlsxtest.Sheet{
		{Name: facilities, Rows: rows},
		{Name: reference, Rows: append([][]string{explained}, sheetRows(t, file, reference, explained)...)},
	}}
	return write(t, filepath.Join(t.TempDir(), filepath.Base(file)), book.Bytes())
}

func columnsOf(t testing.TB, file, sheet string) []string {
	t.Helper()
	book, err := xlsx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.Table(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows.Columns()
}

// TestTheLocatorsExportFindsTheDirectorysPlaces holds how many places of the
// export of Texas are those of the yearly directory, which is five months
// older: both are of one survey.
func TestTheLocatorsExportFindsTheDirectorysPlaces(t *testing.T) {
	files := locatorFiles(t)
	h := newHaven(t, "")
	h.must("import", "samhsa-directory", "--complete", files.su2023)
	report := h.must("import", "findtreatment", files.export)
	t.Log(report)
	facilities := columnsOf(t, files.export, "Facilities with service detail")
	kind := slices.Index(facilities, "type_facility")
	surveyed := 0
	for _, row := range sheetRows(t, files.export, "Facilities with service detail", facilities) {
		if row[kind] == "SU" {
			surveyed++
		}
	}
	matched := count(t, report, "matched")
	t.Logf("matched: %s rows of the survey of substance use", share(matched, surveyed))
	if float64(matched) < 0.85*float64(surveyed) {
		t.Errorf("only %s matched", share(matched, surveyed))
	}
}
