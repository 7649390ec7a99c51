package main

import (
	"strings"
	"testing"
)

func TestAnExportEndsWithItsCount(t *testing.T) {
	h := newHaven(t, "")
	r := h.run("export")
	if r.status != exitDone || r.stdout != "" || !strings.Contains(r.stderr, "haven import") {
		t.Errorf("an export of nothing ended with %d and does not say what may be wrong: %s", r.status, r.stderr)
	}
	h.must("import", "samhsa-directory", file(t, "su-2023.xlsx", smallBook().Bytes()))
	for format, lines := range map[string]int{"ndjson": 3, "csv": 4} {
		r := h.run("export", "--format", format)
		if strings.Count(r.stdout, "\n") != lines || !strings.Contains(r.stderr, "Exported 3 listings.") {
			t.Errorf("%s: %d lines, and %q", format, strings.Count(r.stdout, "\n"), r.stderr)
		}
	}
}
