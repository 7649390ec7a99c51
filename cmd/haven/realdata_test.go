package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"haven/importers/table"
	"haven/importers/xlsx"
	"haven/importers/xlsx/xlsxtest"
	"haven/internal/sharedtest"
)

// proof asks for the full files. Without it tests use a cut of a few states,
// which takes seconds.
var proof = os.Getenv("HAVEN_PROOF") == "1"

// cutStates have something of everything: a city with many sites at one
// address, the open country, an island, a house that keeps its street to itself.
var cutStates = []string{"GA", "RI", "WY", "HI", "ME"}

// cut tells whether a test's rows of a state are wanted.
func cut(state string) bool {
	return proof || slices.Contains(cutStates, strings.TrimSpace(state))
}

// realFiles are the real files, or cuts of them under the same names.
type realFiles struct{ su2022, su2023, otp, suPoints, otpPoints string }

// cutFiles leaves a short run's test out.
func cutFiles(t testing.TB) realFiles {
	t.Helper()
	if testing.Short() {
		t.Skip("real files are left to the run without -short")
	}
	return filesForRace(t)
}

// filesForRace is for tests that the race detector has to see, too.
func filesForRace(t testing.TB) realFiles {
	t.Helper()
	full := wholeFiles(t)
	if proof {
		return full
	}
	return full.within(t, func(state, _ string) bool { return cut(state) })
}

// wholeFiles are the files as they are.
func wholeFiles(t testing.TB) realFiles {
	t.Helper()
	return realFiles{
		su2022:    sharedtest.Path(t, "data", "samhsa-directory", "su-2022.xlsx"),
		su2023:    sharedtest.Path(t, "data", "samhsa-directory", "su-2023.xlsx"),
		otp:       sharedtest.Path(t, "data", "otp", "otp-2026-05-25.csv"),
		suPoints:  sharedtest.Path(t, "data", "points", "su-points-2021.csv"),
		otpPoints: sharedtest.Path(t, "data", "points", "otp-points-2021.csv"),
	}
}

// region tells whether a row of a state and ZIP code is wanted.
type region func(state, zip string) bool

// within cuts the files to a region.
func (files realFiles) within(t testing.TB, in region) realFiles {
	t.Helper()
	dir := t.TempDir()
	return realFiles{
		su2022:    cutBook(t, dir, files.su2022, "2022-05-19T19:28:42Z", in),
		su2023:    cutBook(t, dir, files.su2023, "2023-06-29T18:56:21Z", in),
		otp:       cutCSV(t, dir, files.otp, "State", "Zip Code", in),
		suPoints:  cutCSV(t, dir, files.suPoints, "state", "zip", in),
		otpPoints: cutCSV(t, dir, files.otpPoints, "STATE", "POSTAL", in),
	}
}

// directoryColumns and referenceColumns are the columns of a yearly directory.
var (
	directoryColumns = []string{"name1", "name2", "street1", "street2", "city", "state", "zip", "phone",
		"intake1", "intake2", "intake1a", "intake2a", "service_code_info"}
	referenceColumns = []string{"category_code", "category_name", "service_code", "service_name", "service_description"}
)

// cutBook writes the rows of a directory that lie in a region to a workbook of
// the same name.
func cutBook(t testing.TB, dir, file, modified string, in region) string {
	t.Helper()
	facilities := sheetRows(t, file, "Facilities List", directoryColumns)
	rows := [][]string{directoryColumns}
	for _, row := range facilities {
		if in(row[5], row[6]) {
			rows = append(rows, row)
		}
	}
	reference := append([][]string{referenceColumns}, sheetRows(t, file, "Service Code Reference", referenceColumns)...)
	book := xlsxtest.Book{Modified: modified, Sheets: []xlsxtest.Sheet{
		{Name: "Facilities List", Rows: rows}, {Name: "Service Code Reference", Rows: reference},
	}}
	return write(t, filepath.Join(dir, filepath.Base(file)), book.Bytes())
}

func sheetRows(t testing.TB, file, sheet string, columns []string) [][]string {
	t.Helper()
	book, err := xlsx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.Table(sheet, columns...)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	err = rows.Each(t.Context(), func(row table.Row) error {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = row.Get(column)
		}
		all = append(all, cells)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// cutCSV writes the rows of a CSV file that lie in a region to a file of the
// same name. Bytes are kept as they are: one of the files is latin-1.
func cutCSV(t testing.TB, dir, file, stateColumn, zipColumn string, in region) string {
	t.Helper()
	rows := csvRows(t, file)
	state, zip := slices.Index(rows[0], stateColumn), slices.Index(rows[0], zipColumn)
	kept := rows[:1:1]
	for _, row := range rows[1:] {
		if in(row[state], row[zip]) {
			kept = append(kept, row)
		}
	}
	var text strings.Builder
	if err := csv.NewWriter(&text).WriteAll(kept); err != nil {
		t.Fatal(err)
	}
	return write(t, filepath.Join(dir, filepath.Base(file)), []byte(text.String()))
}

func csvRows(t testing.TB, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func write(t testing.TB, file string, content []byte) string {
	t.Helper()
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
