package ask_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
)

// understoodCase is a query of testdata/understood.txt with what must be
// understood of it. The top of that file tells how it is written.
type understoodCase struct {
	line  int
	query string
	near  string
	want  []string
}

func understoodCases(t testing.TB) []understoodCase {
	t.Helper()
	file, err := os.Open("testdata/understood.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []understoodCase
	scanner := bufio.NewScanner(file)
	for line := 1; scanner.Scan(); line++ {
		text := strings.TrimSpace(scanner.Text())
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case text == scanner.Text():
			query, near, _ := strings.Cut(text, " | near=")
			cases = append(cases, understoodCase{line: line, query: query, near: near})
		case len(cases) == 0:
			t.Fatalf("understood.txt:%d: an expectation without a query", line)
		default:
			last := &cases[len(cases)-1]
			last.want = append(last.want, text)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestWhatIsAskedIsUnderstood(t *testing.T) {
	cases := understoodCases(t)
	if len(cases) < 100 {
		t.Errorf("there are %d cases, fewer than 100", len(cases))
	}
	for _, c := range cases {
		res, err := resolve(ask.Request{Q: c.query, Near: c.near})
		if err != nil {
			t.Errorf("understood.txt:%d: %q: %v", c.line, c.query, err)
			continue
		}
		if diff := cmp.Diff(c.want, inLines(res.Understood)); diff != "" {
			t.Errorf("understood.txt:%d: %q (-want +got):\n%s", c.line, c.query, diff)
		}
	}
}

// inLines writes what was understood as the file has it.
func inLines(u ask.Understood) []string {
	var lines []string
	for _, p := range u.Parts {
		switch {
		case p.Param != "q" || p.Kind == ask.PartDanger:
		case !p.Applied && p.Kind != ask.PartWish:
			lines = append(lines, fmt.Sprintf("(%s %s)", p.Kind, p.Label.English))
		default:
			lines = append(lines, fmt.Sprintf("%s %s", p.Kind, p.Label.English))
		}
	}
	if u.Danger != "" {
		lines = append(lines, "danger "+u.Danger)
	}
	return lines
}
