package main

import (
	"fmt"
	"io"
	"strings"
)

// A test is named by its package and its own name.
type test struct{ pkg, name string }

type report struct {
	out     io.Writer
	running map[test][]string // the output so far of tests that have not ended
	order   []test            // in order of their start
	skipped []string
	passed  int
	failed  int
	broken  bool // a package failed, be it outside of its tests
}

func newReport(out io.Writer) *report {
	return &report{out: out, running: map[test][]string{}}
}

func (r *report) take(e event) {
	t := test{e.Package, e.Test}
	switch {
	case e.Action == "build-output":
		fmt.Fprint(r.out, e.Output)
	case e.Test == "":
		r.takeOfPackage(e)
	case e.Action == "run":
		r.running[t] = []string{}
		r.order = append(r.order, t)
	case e.Action == "output":
		r.running[t] = append(r.running[t], e.Output)
	case e.Action == "pass":
		r.passed++
		delete(r.running, t)
	case e.Action == "skip":
		r.skipped = append(r.skipped, fmt.Sprintf("%s %s: %s", t.pkg, t.name, reason(r.running[t])))
		delete(r.running, t)
	case e.Action == "fail":
		r.failed++
		r.show(t)
	}
}

// takeOfPackage shows go test's own closing lines (ok, FAIL, ?), which hold a
// tab, and what a package printed outside of its tests.
func (r *report) takeOfPackage(e event) {
	switch e.Action {
	case "output":
		if e.Output != "PASS\n" && e.Output != "FAIL\n" {
			fmt.Fprint(r.out, e.Output)
		}
	case "fail":
		r.broken = true
		r.showUnended(e.Package)
	}
}

// showUnended prints what the tests of a package have said that a time-out or
// an exit kept from ending: they tell why.
func (r *report) showUnended(pkg string) {
	for _, t := range r.order {
		if _, running := r.running[t]; running && t.pkg == pkg {
			fmt.Fprintf(r.out, "--- never ended: %s\n", t.name)
			r.show(t)
		}
	}
}

// show prints what a test that went wrong has said.
func (r *report) show(t test) {
	for _, line := range r.running[t] {
		if !strings.HasPrefix(line, "=== ") {
			fmt.Fprint(r.out, line)
		}
	}
	delete(r.running, t)
}

// reason is the text of a skip, which stands before go test's line about it.
func reason(output []string) string {
	said := ""
	for _, line := range output {
		text := strings.TrimSpace(line)
		if !strings.HasPrefix(text, "=== ") && !strings.HasPrefix(text, "--- ") {
			said = text
		}
	}
	if said == "" {
		return "no reason given"
	}
	return said
}

// conclude lists what was skipped, counts, and reports whether all is well.
func (r *report) conclude(ci bool) bool {
	if len(r.skipped) > 0 {
		fmt.Fprintf(r.out, "\nSkipped:\n")
	}
	for _, skip := range r.skipped {
		fmt.Fprintf(r.out, "  %s\n", skip)
	}
	fmt.Fprintf(r.out, "\ntests: %d passed, %d failed, %d skipped\n", r.passed, r.failed, len(r.skipped))
	if ci && len(r.skipped) > 0 {
		fmt.Fprintln(r.out, "CI skips no test: install what the skipped ones need.")
		return false
	}
	return r.failed == 0 && !r.broken
}
