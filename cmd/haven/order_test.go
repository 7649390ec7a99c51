package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// imports are the real files with how to import them, in order of time.
func imports(files realFiles) [][]string {
	return [][]string{
		{"import", "samhsa-directory", "--complete", files.su2022},
		{"import", "samhsa-directory", "--complete", "--accept-drop", files.su2023},
		{"import", "otp", "--complete", files.otp},
		{"import", "points", files.suPoints},
		{"import", "points", files.otpPoints},
	}
}

func TestTheOrderOfImportsDoesNotMatter(t *testing.T) {
	files := locatorFiles(t)
	steps := append(imports(files.realFiles),
		[]string{"import", "findtreatment", files.export},
		[]string{"import", "findtreatment", files.answers},
	)
	var want string
	for _, order := range [][]int{{0, 1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1, 0}, {1, 3, 5, 0, 4, 6, 2}, {2, 6, 1, 4, 0, 5, 3}} {
		h := newHaven(t, "")
		for _, i := range order {
			h.must(steps[i]...)
		}
		got := withoutIDs(t, h.must("export", "--gone"))
		if want == "" {
			want = got
			t.Logf("%d listings", strings.Count(got, "\n"))
			continue
		}
		if got != want {
			t.Errorf("order %v gives another directory: %s", order, firstDifference(want, got))
		}
	}
}

// withoutIDs is an export without ids, in the order of its content.
func withoutIDs(t *testing.T, export string) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(export) {
		var listing map[string]any
		if err := json.Unmarshal([]byte(line), &listing); err != nil {
			t.Fatal(err)
		}
		delete(listing, "id")
		delete(listing, "revision")
		text, err := json.Marshal(listing)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(text))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "\n" + x[i] + "\n" + y[i]
		}
	}
	return "one has more listings"
}
