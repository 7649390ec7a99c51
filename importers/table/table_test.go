package table

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func open(t *testing.T, file string) *Table {
	t.Helper()
	under, err := ReadCSV(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return under
}

func next(t *testing.T, under *Table) Row {
	t.Helper()
	row, err := under.Next()
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func TestColumnsAreFoundByNameInAnyOrder(t *testing.T) {
	for _, heading := range []string{"Name,Zip Code", " NAME ,zip code", "name,ZipCode", "\"name\n\",Zip  Code"} {
		row := next(t, open(t, heading+"\nHarbor House,98101\n"))
		if row.Get("name") != "Harbor House" || row.Get("zip code") != "98101" {
			t.Errorf("%q: read %+v", heading, row)
		}
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	under := open(t, "name,city\nA,B\n")
	if !under.Has("Name", "CITY") || under.Has("name", "state") {
		t.Error("the table has name and city, and no state")
	}
	err := under.Require("name", "state", "zip")
	if err == nil || !strings.Contains(err.Error(), "lacks state, zip") {
		t.Errorf("error %v should name state and zip", err)
	}
}

func TestBlankRowsAreSkippedAndLinesStayTrue(t *testing.T) {
	under := open(t, "\n\nname,city\n,\n\n\"Two\nlines\",Reno\n ,\t\nLast,Elko\n")
	for _, want := range []struct {
		line int
		name string
	}{{6, "Two lines"}, {9, "Last"}} {
		if row := next(t, under); row.Line != want.line || row.Get("name") != want.name {
			t.Errorf("read %+v, want %+v", row, want)
		}
	}
	if _, err := under.Next(); err != io.EOF {
		t.Errorf("after the last row comes %v, want io.EOF", err)
	}
}

func TestATableWithoutRowsIsEmpty(t *testing.T) {
	for _, file := range []string{"", "\n\n", " , \n", "name,city\n", "name,city\n,\n"} {
		if _, err := ReadCSV(strings.NewReader(file)); !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v, want ErrEmpty", file, err)
		}
	}
}

func TestEachRowIsHandedOverUntilSomebodyStops(t *testing.T) {
	stop := errors.New("enough")
	var names string
	err := open(t, "name\nA\nB\nC\n").Each(t.Context(), func(row Row) error {
		if names += row.Get("name"); names == "AB" {
			return stop
		}
		return nil
	})
	if err != stop || names != "AB" {
		t.Errorf("%v after %q", err, names)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := open(t, "name\nA\n").Each(ctx, func(Row) error { return nil }); err != context.Canceled {
		t.Errorf("%v, want the context's error", err)
	}
}

func TestTextIsCleaned(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                 "plain",
		"":                      "",
		"  trimmed ":            "trimmed",
		"two  blanks":           "two blanks",
		"no\u00a0break\u00a0":   "no break",
		"line\r\nbreak\ttab":    "line break tab",
		"zero\u200bwidth\ufeff": "zerowidth",
		"nul\x00byte":           "nul byte",
		"Clínica – Cayey":       "Clínica – Cayey",
		"broken \xff bytes":     "broken bytes",
	} {
		if got := Clean(text); got != want {
			t.Errorf("clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAnyEncodingOfTheseFilesIsRead(t *testing.T) {
	for name, file := range map[string]string{
		"UTF-8":           "name\nClínica – Cayey\n",
		"UTF-8 with mark": "\ufeffname\nClínica – Cayey\n",
		"latin-1":         "name\r\nCl\xednica \x96 Cayey\r\n",
	} {
		if got := next(t, open(t, file)).Get("name"); got != "Clínica – Cayey" {
			t.Errorf("%s: read %q", name, got)
		}
	}
}

func TestOtherDialectsAreRead(t *testing.T) {
	for name, tt := range map[string]struct {
		dialect Dialect
		file    string
	}{
		"semicolons": {Dialect{Delimiter: ';'}, "name;city\n\"Harbor; House\";Reno\n"},
		"tabs":       {Dialect{Delimiter: '\t'}, "name\tcity\nHarbor; House\tReno\n"},
		"UTF-16":     {Dialect{Delimiter: '\t', UTF16: true}, "\xff\xfen\x00a\x00m\x00e\x00\t\x00c\x00\n\x00H\x00\xed\x00\t\x00x\x00\n\x00"},
	} {
		under, err := ReadDialect(strings.NewReader(tt.file), tt.dialect)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := next(t, under).Get("name"); got != "Harbor; House" && got != "Hí" {
			t.Errorf("%s: read %q", name, got)
		}
	}
}

func TestFaultsOfACSVFileSayWhereAndWhatToDo(t *testing.T) {
	long := strings.Repeat("never closed, ", maxCSVRow/7)
	for _, tt := range []struct{ name, file, want string }{
		{"cells too many", "a,b\n1,2\n1,2,3\n", "line 3 has 3 cells, the heading has 2"},
		{"cells too few", "a,b\n1\n", "line 2 has 1 cells, the heading has 2"},
		{"a mark within", "a,b\n1,x\"y\"\n", "line 2, column 4: a quotation mark"},
		{"a mark never closed", "a,b\n1,\"x\n2,y\n", "a quotation mark is out of place"},
		{"a mark never closed in a long file", "a,b\n1,2\n1,\"" + long, "the row after line 2 has more than 64 KB"},
		{"UTF-16", "\xff\xfen\x00a\x00m\x00e\x00", "save it as CSV UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := readAll(tt.file); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v should say %q", err, tt.want)
			}
		})
	}
}

func readAll(file string) error {
	under, err := ReadCSV(strings.NewReader(file))
	if err != nil {
		return err
	}
	return under.Each(context.Background(), func(Row) error { return nil })
}

func FuzzCSV(f *testing.F) {
	f.Add("name,city\nA,B\n")
	f.Add("\ufeffname\n\"a\n\"\"b\"\n")
	f.Add("a;b\nCl\xednica\x00\n")
	f.Fuzz(func(t *testing.T, file string) {
		rows, err := NewCSV(strings.NewReader(file), Dialect{})
		if err != nil {
			return
		}
		for {
			row, err := rows.Next()
			if err != nil {
				return
			}
			for _, cell := range row.Cells {
				if text := Clean(cell); text != Clean(text) || strings.ContainsAny(text, "\x00\n\r") {
					t.Fatalf("clean(%q) = %q is not clean", cell, text)
				}
			}
		}
	})
}
