package samhsa

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"haven/importers/check"
	"haven/importers/importertest"
	"haven/importers/xlsx"
	"haven/importers/xlsx/xlsxtest"
)

func TestFaultyRowsAreRejectedWithAReason(t *testing.T) {
	for _, tt := range []struct{ column, value, want string }{
		{"service_code_info", "SA BMW", `line 2: service_code_info "BMW": not a code of the sheet "Service Code Reference"`},
		{"service_code_info", strings.Repeat("SA ", 2000), "longer than 4000 characters"},
		{"zip", "", `line 2: zip "": no ZIP code`},
		{"zip", "9810", `line 2: zip "9810": not a ZIP code`},
		{"state", "ZZ", `line 2: state "ZZ": not the two-letter code`},
		{"name1", "", `line 2: name1 "": no name`},
		{"name1", strings.Repeat("x", 300), "longer than 200 characters"},
		{"city", "", `line 2: city "": no city`},
		{"phone", "ask at the desk", `line 2: phone "ask at the desk": not a telephone number`},
	} {
		edition, sink := importertest.Read(t, Importer{}, directory(with(tt.column, tt.value), house).Write(t))
		if len(sink.Records) != 1 || sink.Records[0].Line != 3 || len(sink.Rejected) != 1 {
			t.Errorf("%s %q: read %d rows, rejected %v", tt.column, tt.value, len(sink.Records), sink.Rejected)
			continue
		}
		if got := sink.Rejected[0].String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s %q: rejected with %q, want %q", tt.column, tt.value, got, tt.want)
		}
		if edition.Series != "samhsa-su" {
			t.Errorf("edition %+v", edition)
		}
	}
}

func TestFaultsOfTheFile(t *testing.T) {
	without := func(sheet int) xlsxtest.Book {
		book := directory(house)
		book.Sheets = slices.Delete(book.Sheets, sheet, sheet+1)
		return book
	}
	lame := directory(house)
	lame.Sheets[0].Rows = [][]string{{"name1", "name2", "city"}, {"a", "b", "c"}}
	for _, tt := range []struct {
		name string
		book xlsxtest.Book
		want string
	}{
		{"no facilities", without(0), `no sheet "Facilities List", only "Service Code Reference"`},
		{"no reference", without(1), `no sheet "Service Code Reference", only "Facilities List"`},
		{"columns missing", lame, `sheet "Facilities List": the heading lacks street1, state, zip, phone, service_code_info`},
		{"no rows", directory(), `sheet "Facilities List": there are no rows`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			importertest.WantFault(t, Importer{}, tt.book.Write(t), tt.want)
		})
	}
	importertest.WantFault(t, Importer{}, importertest.File(t, "name1,name2\n"), "not an Excel workbook")
}

func TestACodeThatCannotBeSearchedIsAFaultOfTheFile(t *testing.T) {
	for _, tt := range []struct{ category, code, want string }{
		{"OM", "M-U", `sheet "Service Code Reference", row 10: service_code "M-U" is not`},
		{"OM", "M U", `service_code "M U" is not`},
		{"OM", "ÜB", `service_code "ÜB" is not`},
		{"OM", "ABCDEFGHIJK", `service_code "ABCDEFGHIJK" is not 1 to 10 letters and digits`},
		{"", "NEW", `row 10: service_code "NEW" has the category_code ""`},
		{"O2", "NEW", `service_code "NEW" has the category_code "O2", which is not 1 to 10 letters`},
	} {
		book := directory(house)
		book.Sheets[1].Rows = append(slices.Clone(codes.Rows), []string{tt.category, "Other", tt.code, "A service"})
		importertest.WantFault(t, Importer{}, book.Write(t), tt.want)
	}
	book := directory(house)
	book.Sheets[1].Rows = slices.Clone(codes.Rows)
	for i := range check.MaxCodes {
		book.Sheets[1].Rows = append(book.Sheets[1].Rows, []string{"OM", "Other", fmt.Sprint("X", i), "A service"})
	}
	importertest.WantFault(t, Importer{}, book.Write(t), `sheet "Service Code Reference" has more than 4000 codes`)
	book.Sheets[1].Rows = append(slices.Clone(codes.Rows), []string{"om", "Other", "12h ", "A service"})
	if edition, _ := importertest.Read(t, Importer{}, book.Write(t)); edition.Codes[len(edition.Codes)-1].Code != "12H" {
		t.Errorf("codes %+v, want 12H as the last", edition.Codes)
	}
}

func TestAFailingSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	for _, row := range [][]string{house, with("zip", "")} {
		sink := &importertest.Sink{Err: full}
		if _, err := (Importer{}).Read(t.Context(), directory(row, row).Write(t), sink); err != full {
			t.Errorf("%v, want the sink's error as it is", err)
		}
		if len(sink.Records)+len(sink.Rejected) != 1 {
			t.Error("reading went on")
		}
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (Importer{}).Read(ctx, directory(house).Write(t), &importertest.Sink{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want the context's error", err)
	}
}

// FuzzRead changes what stands in the cells. Package xlsx fuzzes the file.
func FuzzRead(f *testing.F) {
	f.Add("name1", "name1", "Harbor House", "SA DT * RES", "DT")
	f.Add("zip", "phone", "888-PARNEXT x12", "* *", "")
	f.Fuzz(func(t *testing.T, column, other, value, listed, code string) {
		book := directory(with("service_code_info", listed), slices.Repeat([]string{value}, len(heading)))
		book.Sheets[0].Rows[0] = append(slices.Clone(heading), column, other)
		book.Sheets[1].Rows = append(slices.Clone(codes.Rows), []string{column, "", code, value})
		file := book.Bytes()
		workbook, err := xlsx.NewBook(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		sink := &importertest.Sink{}
		if _, err := read(t.Context(), workbook, sink); err == nil && len(sink.Records)+len(sink.Rejected) == 0 {
			t.Error("rows were lost")
		}
	})
}
