package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// example is a block of docs/sources.md, by what it is marked as.
func example(t *testing.T, kind string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```" + kind + "\n(.*?)```").FindSubmatch(text)
	if block == nil {
		t.Fatalf("docs/sources.md has no example in %s", kind)
	}
	return block[1]
}

func TestTheExampleOfAMappingDoesWhatItSays(t *testing.T) {
	h := newHaven(t, "")
	data, mapping := file(t, "licences.csv", example(t, "csv")), file(t, "licences.yaml", example(t, "yaml"))
	report := h.must("import", "csv", "--map", mapping, data)
	if count(t, report, "listings new") != 2 || !strings.Contains(report, "wa-licences of 2026-05-03, complete") {
		t.Error(report)
	}
	want := map[string]string{"Harbor House": "DT MD OP ORT SA", "Clínica Faro": "OP ORT SA"}
	for _, e := range h.export() {
		slices.Sort(e.Codes)
		if got := strings.Join(e.Codes, " "); got != want[e.Name] || e.Source != "wa-licences" {
			t.Errorf("%s has %s by %s, want %s", e.Name, got, e.Source, want[e.Name])
		}
	}
	if again := h.must("import", "csv", "--map", mapping, data); count(t, again, "changed") != 0 || count(t, again, "unchanged") != 2 {
		t.Error(again)
	}
}

func TestASuggestedMappingIsPrintedAndImports(t *testing.T) {
	h := newHaven(t, "")
	data := file(t, "licences.csv", example(t, "csv"))
	draft := h.must("import", "csv", "--suggest", data)
	if _, err := os.Stat(h.database); !os.IsNotExist(err) {
		t.Errorf("--suggest made a database: %v", err)
	}
	draft = strings.Replace(draft, `state: {value: ""}`, "state: {value: WA}", 1)
	report := h.must("import", "csv", "--map", file(t, "licences.yaml", []byte(draft)), data)
	if count(t, report, "listings new") != 3 || !strings.Contains(draft, `"Medicaid", such as "Y", "ask", "N"`) {
		t.Errorf("%s\n%s", draft, report)
	}
}

func TestFaultsOfAMappingAreOnesOfTheCommandLine(t *testing.T) {
	h := newHaven(t, "")
	data := file(t, "licences.csv", example(t, "csv"))
	wrong := file(t, "wrong.yaml", []byte(strings.Replace(string(example(t, "yaml")), "code: MD", "code: md", 1)))
	for _, tt := range []struct {
		args []string
		says string
	}{
		{[]string{"--map", wrong, data}, `line 19, codes.1.code: there is no service code "md"; did you mean MD`},
		{[]string{"--map", filepath.Join(t.TempDir(), "none.yaml"), data}, "--map"},
		{[]string{data}, "--suggest"},
		{[]string{"--suggest"}, "name a file"},
		{[]string{"--suggest", data, data}, "one file"},
		{[]string{"--suggest", "--map", wrong, data}, "either"},
	} {
		r := h.run(append([]string{"import", "csv"}, tt.args...)...)
		if r.status != exitUsage || !strings.Contains(r.stderr, tt.says) {
			t.Errorf("%v ended with %d, want %d and a word on %s: %s", tt.args, r.status, exitUsage, tt.says, r.stderr)
		}
	}
	if r := h.run("import", "otp", "--map", wrong, data); r.status != exitUsage || !strings.Contains(r.stderr, "for csv") {
		t.Errorf("a mapping for another source ended with %d: %s", r.status, r.stderr)
	}
}
