package main

import (
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
		if out := h.must(c.name, "--help"); !strings.Contains(out, "--data-dir") || !strings.Contains(out, "HAVEN_DATA_DIR") {
			t.Errorf("haven %s --help does not tell its flags and their variables:\n%s", c.name, out)
		}
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
		{[]string{"import", "otp", "--published", "May 2023", "x.csv"}, "2023-06-29"},
		{[]string{"import", "otp", "--complete", "--partial", "x.csv"}, "contradict"},
		{[]string{"export", "--format", "pdf"}, "ndjson"},
	} {
		r := h.run(tt.args...)
		if r.status != exitUsage || !strings.Contains(r.stderr, tt.says) {
			t.Errorf("haven %v ended with %d, want %d and a word on %s:\n%s", tt.args, r.status, exitUsage, tt.says, r.stderr)
		}
	}
}
