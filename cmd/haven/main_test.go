package main

import (
	"net"
	"os"
	"strings"
	"testing"
)

func TestHelpTellsWhatThereIs(t *testing.T) {
	h := newHaven(t, "")
	for _, args := range [][]string{{"help"}, {"--help"}} {
		out := h.must(args...)
		for _, c := range commands() {
			if !strings.Contains(out, "haven "+c.name) {
				t.Errorf("haven %v does not mention %s:\n%s", args, c.name, out)
			}
		}
	}
	for _, c := range commands() {
		out := h.must(c.name, "--help")
		if !strings.Contains(out, "--data-dir") || !strings.Contains(out, "HAVEN_DATA_DIR") {
			t.Errorf("haven %s --help does not tell its flags and their variables:\n%s", c.name, out)
		}
		if again := h.must("help", c.name); again != out {
			t.Errorf("haven help %s tells something else:\n%s", c.name, again)
		}
	}
	for _, source := range sources() {
		if out := h.must("import", "--help"); !strings.Contains(out, source) {
			t.Errorf("haven import --help does not mention %s:\n%s", source, out)
		}
	}
}

func TestAnAddressInUseIsToldBeforeAnythingIsMade(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	h := newHaven(t, "")
	for _, command := range []string{"serve", "demo"} {
		r := h.run(command, "--addr", taken.Addr().String())
		if r.status != exitFailed || !strings.Contains(r.stderr, "--addr") || r.stdout != "" {
			t.Errorf("haven %s ended with %d: %s%s", command, r.status, r.stdout, r.stderr)
		}
	}
	if _, err := os.Stat(h.database); !os.IsNotExist(err) {
		t.Errorf("a database was made: %v", err)
	}
}

func TestMistakesOnTheCommandLineEndWithTwo(t *testing.T) {
	h := newHaven(t, "")
	for _, tt := range []struct {
		args []string
		says string
	}{
		{nil, "say what to do"},
		{[]string{"servr"}, `"servr"`},
		{[]string{"serve", "--adr", "x"}, "--adr"},
		{[]string{"serve", "now"}, `"now"`},
		{[]string{"import"}, "samhsa-directory"},
		{[]string{"import", "samsa"}, `"samsa"`},
		{[]string{"import", "otp"}, "name a file"},
		{[]string{"import", "otp", "--state", "WA"}, "findtreatment"},
		{[]string{"import", "findtreatment"}, "name a file"},
		{[]string{"import", "findtreatment", "--state", "WA", "x.json"}, "x.json"},
		{[]string{"import", "findtreatment", "--state", "WA", "--near", "47,-122", "--within", "40km"}, "--near"},
		{[]string{"import", "findtreatment", "--state", "Washington"}, "such as WA"},
		{[]string{"import", "findtreatment", "--near", "47,-122"}, "--within"},
		{[]string{"import", "findtreatment", "--near", "47,-122", "--within", "40"}, "40km"},
		{[]string{"import", "findtreatment", "--near", "Atlantis, ZZ", "--within", "40km"}, "Atlantis"},
		{[]string{"import", "findtreatment", "--state", "WA", "--complete"}, "--complete"},
		{[]string{"import", "findtreatment", "--state", "WA", "--findtreatment-url", "example"}, "--findtreatment-url"},
		{[]string{"import", "otp", "--published", "May 2023", "x.csv"}, "2023-06-29"},
		{[]string{"import", "otp", "--complete", "--partial", "x.csv"}, "contradict"},
		{[]string{"export", "--format", "pdf"}, "ndjson"},
		{[]string{"serve", "--addr", "8080"}, "127.0.0.1:8080"},
		{[]string{"serve", "--data-dir", ""}, "--data-dir"},
		{[]string{"help", "servr"}, `"servr"`},
	} {
		r := h.run(tt.args...)
		if r.status != exitUsage || !strings.Contains(r.stderr, tt.says) {
			t.Errorf("haven %v ended with %d, want %d and a word on %s:\n%s", tt.args, r.status, exitUsage, tt.says, r.stderr)
		}
	}
}
