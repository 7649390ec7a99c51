package demo

import (
	"encoding/csv"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"haven/importers/importertest"
	"haven/importers/samhsa"
	"haven/internal/facility"
	"haven/internal/sharedtest"
)

// Every English name begins with one of the first words, every Spanish one has
// one of the nombres; so no made-up name, whatever the seed, is a real one.
func TestNoRealNameHasAWordThatTellsOursApart(t *testing.T) {
	real := realNames(t)
	if len(real) < 20_000 {
		t.Fatalf("only %d real names were read", len(real))
	}
	words := map[string]string{}
	for _, name := range real {
		for _, word := range plainWords(name) {
			words[word] = name
		}
	}
	for _, word := range append(firstWords, nombres...) {
		if name, taken := words[plainWords(word)[0]]; taken {
			t.Errorf("%q is a word of %q: take another", word, name)
		}
	}
}

func TestEveryNameHasAWordThatTellsItApart(t *testing.T) {
	_, sink := importertest.Read(t, New(3000, 1, publishedForTests), "")
	ours := strings.Join(append(firstWords, nombres...), "|")
	apart := regexp.MustCompile(`\b(` + ours + `)\b`)
	for _, r := range sink.Records {
		if name := r.Claims.Name.Value.Name; !apart.MatchString(name) {
			t.Errorf("line %d: %q could be a real name", r.Line, name)
		}
	}
}

// plainWords are the words of a name without case and accents.
func plainWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFD.String(name)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 0x300 || r > 0x36f)
	})
}

// realNames are the names and units of the real files.
func realNames(t *testing.T) []string {
	var names []string
	for _, year := range []string{"su-2022.xlsx", "su-2023.xlsx"} {
		_, sink := importertest.Read(t, samhsa.Importer{}, sharedtest.Path(t, "data", "samhsa-directory", year))
		for _, r := range sink.Records {
			names = append(names, r.Claims.Name.Value.Name, r.Claims.Name.Value.Unit)
		}
	}
	for _, list := range []struct {
		file    []string
		columns int // at the beginning of a row that hold names
	}{
		{[]string{"otp", "otp-2026-05-25.csv"}, 1},
		{[]string{"points", "su-points-2021.csv"}, 2},
		{[]string{"points", "otp-points-2021.csv"}, 1},
	} {
		for _, row := range rowsOf(t, sharedtest.Path(t, append([]string{"data"}, list.file...)...)) {
			names = append(names, row[:list.columns]...)
		}
	}
	for _, file := range []string{"wa-2026-02.json", "listing-2019.json"} {
		names = append(names, namesIn(t, sharedtest.Path(t, "data", "findtreatment-api", file))...)
	}
	return names
}

// rowsOf reads a CSV file as latin-1, in which every file can be read.
func rowsOf(t *testing.T, file string) [][]string {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(charmap.ISO8859_1.NewDecoder().Reader(f)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func namesIn(t *testing.T, file string) []string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, match := range regexp.MustCompile(`"name[12]":\s*"([^"]*)"`).FindAllSubmatch(text, -1) {
		names = append(names, string(match[1]))
	}
	return names
}

func TestALongNameIsCutInTwoWhereTheRealDirectoryCuts(t *testing.T) {
	for name, want := range map[string]facility.Name{
		"Juniper Bend Recovery":                             {Name: "Juniper Bend Recovery"},
		"Juniper Bend Center for Outpatient Care":           {Name: "Juniper Bend Center for Outpatient", Unit: "Care"},
		"Juniper Bend Center for Outpatients All":           {Name: "Juniper Bend Center for Outpatients", Unit: "All"},
		"Juniper Bend Center for Outpatients of the County": {Name: "Juniper Bend Center for Outpatients of", Unit: "the County"},
	} {
		if got := cut(name); got != want {
			t.Errorf("%q is cut into %q and %q, want %q and %q", name, got.Name, got.Unit, want.Name, want.Unit)
		}
	}
}

func TestKindsOfPlacesAreDescribed(t *testing.T) {
	for _, c := range measured().classes {
		if k, ok := kinds[c.kind]; !ok || len(k.ends) == 0 || len(k.units) == 0 || len(k.spanish) == 0 || k.spanishUnit == "" {
			t.Errorf("places of kind %q have no names", c.kind)
		}
	}
}
