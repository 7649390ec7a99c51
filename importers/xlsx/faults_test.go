package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"haven/importers/xlsx/xlsxtest"
)

func TestFaultsOfTheFileSayWhatToDo(t *testing.T) {
	whole := xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Bytes()
	for _, tt := range []struct {
		name string
		file []byte
		want string
	}{
		{"a web page", []byte("<html>Not found</html>"), "not an Excel workbook"},
		{"a short text", []byte("x"), "not an Excel workbook"},
		{"an old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "old .xls workbook or protected"},
		{"another archive", xlsxtest.Zip(map[string]string{"a.txt": "hello"}), "zip archive, but not"},
		{"cut off in the middle", whole[:len(whole)/2], "cut off or damaged"},
		{"cut off at the end", whole[:len(whole)-1], "cut off or damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewBook(bytes.NewReader(tt.file), int64(len(tt.file)))
			wantError(t, err, tt.want)
		})
	}
}

func TestNoFileIsOpenedThatCannotBeAWorkbook(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.xlsx")
	large := filepath.Join(folder, "large.xlsx")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 65<<20); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		empty:                                "is empty",
		large:                                "has 65 MB",
		folder:                               "not a file",
		filepath.Join(folder, "missing.xml"): "no such file",
	} {
		_, err := Open(file)
		wantError(t, err, want)
	}
}

// spoilt is a workbook whose first sheet is the given XML.
func spoilt(sheet string) []byte {
	parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Parts()
	parts["xl/worksheets/sheet1.xml"] = sheet
	return xlsxtest.Zip(parts)
}

func TestFaultsOfASheetSayWhatToDo(t *testing.T) {
	heading := `<worksheet><sheetData><row r="1"><c t="str"><v>name</v></c></row>`
	for _, tt := range []struct{ name, sheet, want string }{
		{"it ends in the middle", heading + `<row r="2"><c`, "cut off or damaged"},
		{"it ends after a row", heading, "cut off or damaged"},
		{"it is no XML", "\x00\x01\x02", "cut off or damaged"},
		{"a shared string is missing", heading + `<row><c t="s"><v>99</v></c></row>`, `no shared string "99"`},
		{"a cell is far to the right", heading + `<row><c r="XFD2"><v>1</v></c></row>`, "first 1024 columns"},
		{"a cell is longer than Excel allows", heading + `<row><c><v>` + strings.Repeat("x", 300<<10), "cell of more than 256 KB"},
		{"a row is longer than any", heading + `<row>` + strings.Repeat(`<c><v>`+strings.Repeat("x", 100<<10)+`</v></c>`, 11), "row has more than 1024 KB"},
		{"its cells nest without end", heading + `<row>` + strings.Repeat("<c>", 1<<20), "cut off or damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantError(t, readAll(spoilt(tt.sheet)), tt.want)
		})
	}
}

// readAll reads the rows of every sheet.
func readAll(file []byte) error {
	b, err := NewBook(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	for _, info := range b.sheets {
		rows, err := b.table(info)
		for err == nil {
			_, err = rows.Next()
		}
		if err != io.EOF {
			return err
		}
	}
	return nil
}

func TestFormatsBeyondTheTableDoNotMatter(t *testing.T) {
	if err := readAll(spoilt(`<worksheet><sheetData><row><c t="str"><v>name</v></c><c r="XFD1"/></row><row><c><v>1</v></c></row></sheetData></worksheet>`)); err != nil {
		t.Error(err)
	}
}

func TestADamagedByteIsNoticed(t *testing.T) {
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for name, text := range (xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}).Parts() {
		part, _ := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		part.Write([]byte(text))
	}
	w.Close()
	spoilt := bytes.Replace(file.Bytes(), []byte("Kettle"), []byte("Cattle"), 1)
	wantError(t, readAll(spoilt), "cut off or damaged")
}

// bomb is a workbook whose first sheet has so many bytes of blank rows, packed
// to a thousandth, and says that it has declared many.
func bomb(t *testing.T, size, declared int) []byte {
	t.Helper()
	rows := strings.Repeat("<row></row>", size/len("<row></row>")+1)
	file := spoilt("<worksheet><sheetData>" + rows)
	// The list of parts stands at the end, in the order of their names.
	entry := bytes.LastIndex(file, []byte("PK\x01\x02"))
	if name := file[entry+46:]; !bytes.HasPrefix(name, []byte("xl/worksheets/sheet1.xml")) {
		t.Fatalf("the last part is %q", name[:24])
	}
	binary.LittleEndian.PutUint32(file[entry+24:], uint32(declared))
	return file
}

func TestABombIsRefusedBeforeItIsUnpacked(t *testing.T) {
	for _, tt := range []struct {
		name           string
		size, declared int
		want           string
	}{
		{"gigabytes", 1 << 20, 3 << 30, "unpacks to more than 512 MB"},
		{"packed as no sheet is", 1 << 20, 500 << 20, "as no real sheet does"},
		{"hiding its size", 80 << 20, 100_000, "unpacks to more than it says"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := bomb(t, tt.size, tt.declared)
			before := allocated()
			wantError(t, readAll(file), tt.want)
			if used := allocated() - before; used > 8<<20 {
				t.Errorf("%d MB were used to refuse it", used>>20)
			}
		})
	}
}

func TestStringsThatFillTheMemoryAreRefused(t *testing.T) {
	parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Parts()
	for name, text := range map[string]string{
		"many": strings.Repeat("<si/>", 1<<20+1),
		"long": strings.Repeat("<si><t>"+strings.Repeat("x", 200<<10)+"</t></si>", 164),
	} {
		parts["xl/sharedStrings.xml"] = "<sst>" + text + "</sst>"
		t.Run(name, func(t *testing.T) {
			wantError(t, readAll(xlsxtest.Zip(parts)), "more text than any real one")
		})
	}
}

func TestAnArchiveOfCountlessPartsIsRefused(t *testing.T) {
	parts := map[string]string{}
	for i := range 40_000 {
		parts[fmt.Sprint(i)] = ""
	}
	wantError(t, readAll(xlsxtest.Zip(parts)), "far more parts than a workbook")
}

// allocated is how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func FuzzWorkbook(f *testing.F) {
	f.Add(xlsxtest.Book{Modified: "2023-06-29T18:56:21Z", Sheets: []xlsxtest.Sheet{towns}}.Bytes())
	f.Add(xlsxtest.Book{Inline: true, Sheets: []xlsxtest.Sheet{towns}}.Bytes())
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, file []byte) { readAll(file) })
}

// FuzzSheet reaches the XML, which random changes to packed bytes do not.
func FuzzSheet(f *testing.F) {
	parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Parts()
	f.Add(parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/workbook.xml"])
	f.Add(`<worksheet><sheetData><row><c r="B1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row></sheetData></worksheet>`, `<sst><si/></sst>`, parts["xl/workbook.xml"])
	f.Fuzz(func(t *testing.T, sheet, strings, workbook string) {
		parts := xlsxtest.Book{Sheets: []xlsxtest.Sheet{towns}}.Parts()
		parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/workbook.xml"] = sheet, strings, workbook
		readAll(xlsxtest.Zip(parts))
	})
}
